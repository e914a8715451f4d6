package io.rootops.core.signal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A place in a file, told again by what stands before it, wherever the file was moved, copied or compressed to.
 *
 * @param offset in bytes, once decompressed
 * @param hash of up to a kilobyte before it
 */
record Mark(long offset, long hash) {
    static final int WINDOW = 1024;
    static final Mark START = new Mark(0, hash(new byte[0], 0, 0));

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** The place {@code to} of {@code bytes}, which begin at {@code from} of the file and reach a window before it. */
    static Mark in(byte[] bytes, long from, long to) {
        int end = Math.toIntExact(to - from);
        int start = Math.toIntExact(Math.max(from, to - WINDOW) - from);
        return new Mark(to, hash(bytes, start, end));
    }

    /** The place, or the end of the file, where that comes before. */
    static Mark before(Content content, long offset) throws IOException {
        long from = Math.max(0, offset - WINDOW);
        byte[] bytes = content.read(from, (int) (offset - from));
        return in(bytes, from, from + bytes.length);
    }

    /** Whether the file has this place. */
    boolean in(Content content) throws IOException {
        return equals(before(content, offset));
    }

    static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    /** FNV-1a, 64 bits. */
    private static long hash(byte[] bytes, int from, int to) {
        long hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return hash;
    }
}

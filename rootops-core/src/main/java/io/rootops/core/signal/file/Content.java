package io.rootops.core.signal.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of an open file, decompressed where it is compressed. Of one thread. */
final class Content implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final FoundFile file;
    private final @Nullable FileChannel plain;
    private @Nullable InputStream unpacked;
    private long at;
    private boolean broken;
    private byte @Nullable [] start;

    /** @throws NoSuchFileException when the file is gone, or another has its name by now */
    static Content open(FoundFile file) throws IOException {
        FileChannel plain = file.gzip() ? null : FileChannel.open(file.path());
        Content content = new Content(file, plain);
        try {
            content.check();
            return content;
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    private Content(FoundFile file, @Nullable FileChannel plain) {
        this.file = file;
        this.plain = plain;
    }

    /** Between being found and being opened a file may be rotated. */
    private void check() throws IOException {
        if (FoundFile.key(Files.readAttributes(file.path(), BasicFileAttributes.class)) != file.key()) {
            throw new NoSuchFileException(file.path().toString());
        }
    }

    /** The first bytes, a window of them. */
    byte[] start() throws IOException {
        byte[] first = start == null ? read(0, Mark.WINDOW) : start;
        start = first;
        return first;
    }

    /** The bytes from there on; fewer than {@code most} only where the file ends. */
    byte[] read(long from, int most) throws IOException {
        byte[] bytes = new byte[most];
        int length = plain == null ? unpack(from, bytes) : read(plain, from, bytes);
        return length == most ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Whether what is compressed ended in the midst of it, or is no such thing; it may be still on its way. */
    boolean broken() {
        return broken;
    }

    private static int read(FileChannel channel, long from, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // until it is full or the file ends
        }
        return buffer.position();
    }

    private int unpack(long from, byte[] bytes) throws IOException {
        int length = 0;
        try {
            if (unpacked == null || from < at) {
                close();
                InputStream packed = Files.newInputStream(file.path());
                unpacked = packed; // so that it is closed, whatever comes
                check();
                unpacked = new GZIPInputStream(packed, BUFFER);
                at = 0;
            }
            byte[] passed = new byte[BUFFER];
            while (at < from && read(unpacked, passed, 0, (int) Math.min(BUFFER, from - at)) > 0) {
                // until it is there or the file ends
            }
            while (length < bytes.length && at == from + length) {
                int read = read(unpacked, bytes, length, bytes.length - length);
                if (read == 0) {
                    break;
                }
                length += read;
            }
        } catch (EOFException | ZipException e) {
            broken = true;
            close();
            unpacked = null;
        }
        return length;
    }

    private int read(InputStream stream, byte[] bytes, int from, int most) throws IOException {
        int read = Math.max(0, stream.read(bytes, from, most));
        at += read;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
        if (unpacked != null) {
            unpacked.close();
        }
    }
}

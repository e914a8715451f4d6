package io.rootops.core.history;

import java.util.Arrays;

/**
 * How much of a file's content another holds, as git estimates it: the file is cut into lines, of at most 64 bytes,
 * and each piece's bytes are counted under its hash ({@code diffcore-delta.c}).
 */
final class SpanHash {
    private static final int HASH_BASE = 107_927;
    private static final int MAX_SPAN = 64;

    private final int size;

    /** Hash in the upper half, bytes in the lower; ascending. */
    private final long[] spans;

    private SpanHash(int size, long[] spans) {
        this.size = size;
        this.spans = spans;
    }

    int size() {
        return size;
    }

    static SpanHash of(Text content) {
        byte[] text = content.bytes();
        boolean binary = content.binary();
        long[] spans = new long[Math.max(16, content.size() / 24)];
        int count = 0;
        int a = 0;
        int b = 0;
        int n = 0;
        for (int i = content.from(); i < content.to(); i++) {
            int c = text[i] & 0xff;
            if (!binary && c == '\r' && i + 1 < content.to() && text[i + 1] == '\n') {
                continue;
            }
            int old = a;
            a = (a << 7) ^ (b >>> 25);
            b = (b << 7) ^ (old >>> 25);
            a += c;
            if (++n < MAX_SPAN && c != '\n') {
                continue;
            }
            if (count + 1 >= spans.length) {
                spans = Arrays.copyOf(spans, spans.length * 2);
            }
            spans[count++] = span(a, b, n);
            n = 0;
            a = 0;
            b = 0;
        }
        if (n > 0) {
            spans[count++] = span(a, b, n);
        }
        Arrays.sort(spans, 0, count);
        return new SpanHash(content.size(), merge(spans, count));
    }

    /** Bytes of this file that the other one holds as well. */
    int copiedTo(SpanHash other) {
        int copied = 0;
        int i = 0;
        int j = 0;
        while (i < spans.length && j < other.spans.length) {
            int left = (int) (spans[i] >>> 32);
            int right = (int) (other.spans[j] >>> 32);
            if (left == right) {
                copied += Math.min((int) spans[i++], (int) other.spans[j++]);
            } else if (left < right) {
                i++;
            } else {
                j++;
            }
        }
        return copied;
    }

    private static long span(int a, int b, int bytes) {
        long hash = Integer.remainderUnsigned(a + b * 0x61, HASH_BASE);
        return hash << 32 | bytes;
    }

    private static long[] merge(long[] sorted, int count) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (n > 0 && sorted[n - 1] >>> 32 == sorted[i] >>> 32) {
                sorted[n - 1] += sorted[i] & 0xffff_ffffL;
            } else {
                sorted[n++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, n);
    }
}

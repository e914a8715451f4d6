package io.rootops.core.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in byte arrays, eight bytes at a time. */
final class Bytes {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
    private static final long LINE_FEEDS = ONES * '\n';

    private Bytes() {}

    /** Index of the next line feed, or {@code to}. */
    static int lineEnd(byte[] text, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long found = zeros((long) LONG.get(text, i) ^ LINE_FEEDS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < to && text[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Line feeds, and one more for a last line without one. */
    static int countLines(byte[] text, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int lines = text[to - 1] == '\n' ? 0 : 1;
        int i = from;
        for (; i <= to - 8; i += 8) {
            lines += Long.bitCount(zeros((long) LONG.get(text, i) ^ LINE_FEEDS));
        }
        for (; i < to; i++) {
            if (text[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** How many bytes before the two ends are equal, at most {@code max}. */
    static int commonSuffix(byte[] a, int endA, byte[] b, int endB, int max) {
        int n = 0;
        while (n + 8 <= max) {
            long difference = (long) LONG.get(a, endA - n - 8) ^ (long) LONG.get(b, endB - n - 8);
            if (difference != 0) {
                return n + (Long.numberOfLeadingZeros(difference) >> 3);
            }
            n += 8;
        }
        while (n < max && a[endA - n - 1] == b[endB - n - 1]) {
            n++;
        }
        return n;
    }

    /** Whether git takes it for binary: a NUL among the first 8,000 bytes. */
    static boolean binary(byte[] text, int from, int end) {
        int to = Math.min(end, from + 8000);
        int i = from;
        for (; i <= to - 8; i += 8) {
            if (zeros((long) LONG.get(text, i)) != 0) {
                return true;
            }
        }
        for (; i < to; i++) {
            if (text[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether all are ASCII, and none is NUL. */
    static boolean ascii(byte[] text, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long word = (long) LONG.get(text, i);
            if ((word & ~LOW) != 0 || zeros(word) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (text[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** A 64-bit hash of a range. */
    static long hash(byte[] text, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i <= to - 8; i += 8) {
            hash = mix(hash, (long) LONG.get(text, i));
        }
        long rest = 0;
        for (int shift = 0; i < to; i++, shift += 8) {
            rest |= (text[i] & 0xffL) << shift;
        }
        hash = mix(hash, rest);
        return hash ^ (hash >>> 29);
    }

    /** A 64-bit hash of what is no white space in a range. */
    static long hashWithoutWhiteSpace(byte[] text, int from, int to) {
        long hash = 0;
        long word = 0;
        int length = 0;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (!CharClass.blank(c)) {
                word = word << 8 | (c & 0xff);
                if ((++length & 7) == 0) {
                    hash = mix(hash, word);
                    word = 0;
                }
            }
        }
        return mix(mix(hash, word), length);
    }

    /** A hash with one word more. */
    static long mix(long hash, long word) {
        long mixed = (hash ^ word) * 0x9e3779b97f4a7c15L;
        return mixed ^ (mixed >>> 32);
    }

    /** The top bit of each byte that is 0, exactly. */
    private static long zeros(long word) {
        return ~(((word & LOW) + LOW) | word | LOW);
    }
}

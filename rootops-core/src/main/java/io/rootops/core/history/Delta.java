package io.rootops.core.history;

import java.util.zip.DataFormatException;

/** Instructions that make an object of another one; see "Deltified representation" in gitformat-pack(5). */
final class Delta {
    private final byte[] code;
    private final int end;
    private final long baseSize;
    private final long resultSize;
    private int at;

    Delta(byte[] code, int size) {
        this.code = code;
        this.end = size;
        this.baseSize = number();
        this.resultSize = number();
    }

    long resultSize() {
        return resultSize;
    }

    void apply(Text base, Text result) throws DataFormatException {
        if (base.size() != baseSize) {
            throw new DataFormatException("delta of another base");
        }
        int to = result.from();
        while (at < end) {
            int op = code[at++] & 0xff;
            int length;
            if ((op & 0x80) == 0) {
                length = op;
                System.arraycopy(code, at, result.bytes(), to, check(length, result.to() - to));
                at += length;
            } else {
                int offset = 0;
                for (int i = 0; i < 4; i++) {
                    if ((op & (1 << i)) != 0) {
                        offset |= (code[at++] & 0xff) << (8 * i);
                    }
                }
                length = 0;
                for (int i = 0; i < 3; i++) {
                    if ((op & (0x10 << i)) != 0) {
                        length |= (code[at++] & 0xff) << (8 * i);
                    }
                }
                length = length == 0 ? 0x10000 : length;
                check(length, base.size() - offset);
                System.arraycopy(
                        base.bytes(), base.from() + offset, result.bytes(), to, check(length, result.to() - to));
            }
            to += length;
        }
        if (to != result.to()) {
            throw new DataFormatException("delta too short");
        }
    }

    private static int check(int length, int room) throws DataFormatException {
        if (length == 0 || length > room) {
            throw new DataFormatException("delta beyond the end");
        }
        return length;
    }

    private long number() {
        long value = 0;
        int shift = 0;
        int c;
        do {
            c = code[at++] & 0xff;
            value |= (long) (c & 0x7f) << shift;
            shift += 7;
        } while ((c & 0x80) != 0);
        return value;
    }
}

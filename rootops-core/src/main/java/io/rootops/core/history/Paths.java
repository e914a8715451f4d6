package io.rootops.core.history;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads paths, which git keeps as bytes. */
final class Paths {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Paths() {}

    /** UTF-8; each byte that is none stands as {@code \xNN}. */
    static String decode(byte[] raw, int from, int to) {
        if (Bytes.ascii(raw, from, to)) {
            return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return escaped(raw, from, to);
        }
    }

    private static String escaped(byte[] raw, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(raw, from, to - from);
        CharBuffer out = CharBuffer.allocate((to - from) * 4);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                int b = in.get() & 0xff;
                out.put('\\').put('x').put(HEX[b >> 4]).put(HEX[b & 15]);
            }
            decoder.reset();
        }
    }
}

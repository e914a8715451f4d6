package io.rootops.core.history;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.eclipse.jgit.lib.Constants;

/** Reads paths, which git keeps as bytes. */
final class Paths {
    /** Three bytes a character at most: within what an index entry of PostgreSQL holds. */
    private static final int LONGEST = 800;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Paths() {}

    /**
     * UTF-8; each byte that is none stands as {@code \xNN}. One of more than {@link #LONGEST} characters, which a
     * database cannot look up, has its middle replaced by its hash.
     */
    static String decode(byte[] raw, int from, int to) {
        String path = text(raw, from, to);
        if (path.length() <= LONGEST) {
            return path;
        }
        MessageDigest hash = Constants.newMessageDigest();
        hash.update(raw, from, to - from);
        return path.substring(0, LONGEST / 2) + "…" + HexFormat.of().formatHex(hash.digest()) + "…"
                + path.substring(path.length() - LONGEST / 4);
    }

    private static String text(byte[] raw, int from, int to) {
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

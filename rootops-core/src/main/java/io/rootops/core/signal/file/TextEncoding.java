package io.rootops.core.signal.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How the bytes of a file are text: as its byte order mark says, else UTF-8. */
enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8, 1),
    UTF_16LE(StandardCharsets.UTF_16LE, 2),
    UTF_16BE(StandardCharsets.UTF_16BE, 2);

    private static final double MOST_ODD = .5;
    private static final double MOST_REPLACED = .8;
    private static final int CONTROL_WEIGHT = 3;
    private static final char REPLACEMENT = '\uFFFD';
    private static final char ORDER_MARK = '\uFEFF';
    private static final char ESCAPE = 0x1b;

    private final Charset charset;
    private final int unit;

    TextEncoding(Charset charset, int unit) {
        this.charset = charset;
        this.unit = unit;
    }

    /** @param start the first bytes of a file */
    static TextEncoding of(byte[] start) {
        int first = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | start[1] & 0xff;
        return first == 0xfffe ? UTF_16LE : first == 0xfeff ? UTF_16BE : UTF_8;
    }

    /** Bytes of a unit; lines begin at whole ones. */
    int unit() {
        return unit;
    }

    /** Behind the end of the line that {@code from} is in; -1: it does not end before {@code to}. */
    int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i + unit <= to; i += unit) {
            if (unit(bytes, i) == '\n') {
                return i + unit;
            }
        }
        return -1;
    }

    /** Behind the NULs that a truncated file has where its writer did not go back to the start. */
    int behindNuls(byte[] bytes, int from, int to) {
        int at = from;
        while (at + unit <= to && unit(bytes, at) == 0) {
            at += unit;
        }
        return at;
    }

    private char unit(byte[] bytes, int at) {
        return switch (this) {
            case UTF_8 -> (char) bytes[at];
            case UTF_16LE -> (char) (bytes[at] & 0xff | bytes[at + 1] << 8);
            case UTF_16BE -> (char) (bytes[at] << 8 | bytes[at + 1] & 0xff);
        };
    }

    /** The line, without its end and without NULs; null: it is no text. */
    @Nullable
    String text(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, charset);
        int start = !text.isEmpty() && text.charAt(0) == ORDER_MARK ? 1 : 0;
        int end = text.length();
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return judged(text.substring(start, end));
    }

    private static @Nullable String judged(String text) {
        int controls = 0;
        int replaced = 0;
        boolean nul = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            nul |= c == 0;
            if (c < ' ' && c != '\t' && c != '\r' && c != ESCAPE) {
                controls++;
            } else if (c == REPLACEMENT) {
                replaced++;
            }
        }
        if (controls > 0 && CONTROL_WEIGHT * controls + replaced > MOST_ODD * text.length()
                || replaced > MOST_REPLACED * text.length()) {
            return null;
        }
        return nul ? text.replace("\0", "") : text;
    }
}

package io.rootops.core.history;

import java.nio.charset.StandardCharsets;

/**
 * Tells lines that hold code from blank lines, comment lines and imports, as these expressions do (on bytes, ASCII
 * classes): {@code ^\s*(//|/\*|\*|#(?!include|if|endif|define|else|undef|ifdef|ifndef|pragma)|<!--|\*}{@code /)} and
 * {@code ^\s*(import|#include|from|package|using|require)\b}.
 */
final class CodeLines {
    private static final byte[][] DIRECTIVES =
            words("include", "if", "endif", "define", "else", "undef", "ifdef", "ifndef", "pragma");
    private static final byte[][] IMPORTS = words("import", "#include", "from", "package", "using", "require");

    private CodeLines() {}

    static boolean code(byte[] text, int from, int to) {
        return kind(text, from, to) == LineKind.CODE;
    }

    static LineKind kind(byte[] text, int from, int to) {
        int at = from;
        while (at < to && CharClass.blank(text[at])) {
            at++;
        }
        if (at == to) {
            return LineKind.BLANK;
        }
        switch (text[at]) {
            case '*':
                return LineKind.COMMENT;
            case '/':
                return at + 1 == to || (text[at + 1] != '/' && text[at + 1] != '*') ? LineKind.CODE : LineKind.COMMENT;
            case '<':
                return startsWith(text, at, to, HTML_COMMENT) ? LineKind.COMMENT : LineKind.CODE;
            case '#':
                return !directive(text, at + 1, to) ? LineKind.COMMENT : codeOrImport(text, at, to);
            case 'i', 'f', 'p', 'u', 'r':
                return codeOrImport(text, at, to);
            default:
                return LineKind.CODE;
        }
    }

    private static LineKind codeOrImport(byte[] text, int at, int to) {
        return imports(text, at, to) ? LineKind.IMPORT : LineKind.CODE;
    }

    private static final byte[] HTML_COMMENT = words("<!--")[0];

    private static boolean directive(byte[] text, int at, int to) {
        for (byte[] word : DIRECTIVES) {
            if (startsWith(text, at, to, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean imports(byte[] text, int at, int to) {
        for (byte[] word : IMPORTS) {
            int end = at + word.length;
            if (startsWith(text, at, to, word) && (end == to || !CharClass.word(text[end]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] text, int at, int to, byte[] word) {
        if (to - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[][] words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}

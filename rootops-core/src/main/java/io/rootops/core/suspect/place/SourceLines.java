package io.rootops.core.suspect.place;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The lines of a file, and which of them hold code: no blank line, comment, import or package. */
final class SourceLines {
    private static final Set<String> IMPORTS = Set.of("import", "package", "from", "require", "use");

    private final String[] lines;
    private final boolean[] code;
    private final int codeLines;

    private SourceLines(String[] lines, boolean[] code) {
        this.lines = lines;
        this.code = code;
        int count = 0;
        for (boolean it : code) {
            count += it ? 1 : 0;
        }
        this.codeLines = count;
    }

    static SourceLines of(byte[] content, Language language) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String[] lines = text.split("\n", -1);
        String[] masked = new String(SourceMask.of(text, language)).split("\n", -1);
        boolean[] code = new boolean[lines.length];
        for (int i = 0; i < lines.length; i++) {
            code[i] = code(masked[i].strip());
        }
        return new SourceLines(lines, code);
    }

    private static boolean code(String line) {
        int end = 0;
        while (end < line.length() && Header.word(line.charAt(end))) {
            end++;
        }
        String word = line.substring(0, end);
        boolean using = word.equals("using") && line.indexOf('(') < 0;
        return !line.isEmpty() && !using && !(IMPORTS.contains(word) && line.startsWith(" ", end));
    }

    int size() {
        return lines.length;
    }

    String line(int number) {
        return lines[number];
    }

    boolean code(int number) {
        return number < code.length && code[number];
    }

    int codeLines() {
        return codeLines;
    }

    int codeLines(int from, int to) {
        int count = 0;
        for (int i = from; i < Math.min(to, code.length); i++) {
            count += code[i] ? 1 : 0;
        }
        return count;
    }
}

package io.rootops.core.suspect.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds methods that begin with {@code def} by how far their lines are indented: in Python one ends before the next line
 * that is indented no further, in Ruby with the {@code end} below its {@code def}.
 */
final class IndentedMethods {
    private static final int TAB = 8;

    /** What a statement declares stands in its first words. */
    private static final int LOOKED_AT = 500;

    private final char[] code;
    private final boolean python;
    private final List<Method> found = new ArrayList<>();
    private final Deque<Block> open = new ArrayDeque<>();
    private int parentheses;

    /** Of a class, then the name is empty, or of a method. */
    private record Block(String type, String name, int indent, int from) {}

    IndentedMethods(char[] code, boolean python) {
        this.code = code;
        this.python = python;
    }

    List<Method> find() {
        int line = 0;
        int lastCode = -1;
        int from = 0;
        while (from < code.length) {
            int end = from;
            while (end < code.length && code[end] != '\n') {
                end++;
            }
            int start = from;
            int indent = 0;
            while (start < end && code[start] <= ' ') {
                indent = code[start] == '\t' ? indent + TAB - indent % TAB : indent + 1;
                start++;
            }
            if (start < end) {
                // One that begins within a string says nothing by how far it is indented.
                if (code[start] != '"' && (parentheses == 0 || declares(start, end))) {
                    parentheses = 0;
                    String statement = new String(code, start, Math.min(end - start, LOOKED_AT));
                    statement(statement, ends(start, end), indent, line, lastCode + 1);
                }
                count(start, end);
                lastCode = line;
            }
            from = end + 1;
            line++;
        }
        while (!open.isEmpty()) {
            close(lastCode + 1);
        }
        found.sort(Comparator.comparingInt(Method::from)
                .thenComparing(Comparator.comparingInt(Method::to).reversed()));
        return found;
    }

    /** Such a word never stands within parentheses: those before it were never closed. */
    private boolean declares(int from, int to) {
        String word = first(new String(code, from, Math.min(to - from, "class ".length())));
        return word.equals("def") || word.equals("class");
    }

    /** Whether the last word of a line is {@code end}. */
    private boolean ends(int from, int to) {
        int length = " end".length();
        return to - from >= length && new String(code, to - length, length).equals(" end");
    }

    private void statement(String text, boolean ends, int indent, int line, int behindLast) {
        if (python) {
            while (!open.isEmpty() && open.element().indent >= indent) {
                close(behindLast);
            }
        } else if (first(text).equals("end")) {
            while (!open.isEmpty() && open.element().indent > indent) {
                close(behindLast);
            }
            if (!open.isEmpty() && open.element().indent == indent) {
                close(line + 1);
            }
            return;
        }
        String declaration =
                text.startsWith("async ") ? text.substring("async ".length()).strip() : text;
        String kind = first(declaration);
        String around = open.isEmpty() ? "" : open.element().type;
        if (kind.equals("def")) {
            String name = name(declaration.substring(kind.length()));
            boolean whole = !python && (ends || endless(declaration));
            if (whole) {
                found.add(new Method(around, name, line, line + 1));
            } else if (!name.isEmpty()) {
                open.push(new Block(around, name, indent, line));
            }
        } else if (kind.equals("class") || (!python && kind.equals("module"))) {
            String name = name(declaration.substring(kind.length()));
            if (!ends) {
                open.push(new Block(name, "", indent, line));
            }
        }
    }

    /** {@code def square(x) = x * x}. */
    private static boolean endless(String declaration) {
        int close = declaration.indexOf(')');
        return close >= 0 && declaration.substring(close + 1).strip().startsWith("=");
    }

    private void close(int to) {
        Block block = open.pop();
        if (!block.name.isEmpty()) {
            found.add(new Method(block.type, block.name, block.from, Math.max(to, block.from + 1)));
        }
    }

    private void count(int from, int to) {
        if (!python) {
            return;
        }
        for (int i = from; i < to; i++) {
            char c = code[i];
            if (c == '(' || c == '[' || c == '{') {
                parentheses++;
            } else if ((c == ')' || c == ']' || c == '}') && parentheses > 0) {
                parentheses--;
            }
        }
    }

    private static String first(String text) {
        int end = 0;
        while (end < text.length() && Header.word(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Of {@code self.run} it is run, of {@code Outer::Inner} Inner. */
    private static String name(String text) {
        String rest = text.strip();
        String name = first(rest);
        while (rest.length() > name.length() + 1
                && (rest.charAt(name.length()) == '.' || rest.startsWith("::", name.length()))) {
            rest = rest.substring(name.length()).replaceFirst("^[.:]+", "");
            name = first(rest);
        }
        return name;
    }
}

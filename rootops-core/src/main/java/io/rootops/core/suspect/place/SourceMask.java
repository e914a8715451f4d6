package io.rootops.core.suspect.place;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Takes out of a source text what only looks like code: comments become blanks, strings become quotes. Line feeds stay, and
 * so does the place of all else. Whatever it is given, it ends after one pass.
 */
final class SourceMask {
    private static final char STRING = '"';

    /** A longer one is taken for a division. */
    private static final int LONGEST_EXPRESSION = 400;

    private static final String BEFORE_EXPRESSION = "(,=:[!&|?{};+-*%~^<>\n";

    private final char[] text;
    private final Language language;

    /** Braces that are open in each of the expressions that stand in templates around this place. */
    private final Deque<Integer> templates = new ArrayDeque<>();

    private int braces;
    private int at;
    private char before = '\n';
    private String heredoc = "";

    private SourceMask(String text, Language language) {
        this.text = text.toCharArray();
        this.language = language;
    }

    static char[] of(String text, Language language) {
        SourceMask mask = new SourceMask(text, language);
        mask.run();
        return mask.text;
    }

    private void run() {
        while (at < text.length) {
            int from = at;
            char c = text[at];
            if (c == '\n') {
                at++;
                lineStart();
            } else if (!comment() && !string(c)) {
                code(c);
            }
            if (at == from + 1 && text[from] > ' ') {
                before = text[from];
            }
        }
    }

    private void code(char c) {
        at++;
        if (templates.isEmpty()) {
            return;
        }
        if (c == '{') {
            braces++;
        } else if (c == '}' && braces-- == 0) {
            text[at - 1] = STRING;
            braces = templates.pop();
            template();
        }
    }

    private boolean comment() {
        if (language.slashComments() && here("//")) {
            blankTo(lineEnd(at), ' ');
        } else if (language.slashComments() && here("/*")) {
            blankTo(behind("*/", at + 2, false), ' ');
        } else if (language.hashComments() && text[at] == '#') {
            blankTo(lineEnd(at), ' ');
        } else {
            return false;
        }
        return true;
    }

    private boolean string(char c) {
        if (language.tripleQuotes() && (here("\"\"\"") || (language == Language.PYTHON && here("'''")))) {
            boolean escapes = language == Language.JAVA || language == Language.PYTHON;
            blankTo(behind(String.valueOf(c).repeat(3), at + 3, escapes), STRING);
        } else if (language == Language.CSHARP && c == '@' && (here("@\"") || here("@$\""))) {
            verbatim();
        } else if (c == '"') {
            blankTo(quoteEnd(), STRING);
        } else if (c == '\'' && (language.singleQuotedStrings() || character())) {
            blankTo(quoteEnd(), STRING);
        } else if (c == '`' && language == Language.GO) {
            blankTo(behind("`", at + 1, false), STRING);
        } else if (c == '`' && language == Language.JAVASCRIPT) {
            text[at++] = STRING;
            template();
        } else if (c == '/' && language.regularExpressions() && expressionEnd() > 0) {
            blankTo(expressionEnd(), STRING);
        } else if (c == '<' && language == Language.RUBY && here("<<")) {
            heredocStart();
            return false;
        } else {
            return false;
        }
        before = STRING;
        return true;
    }

    /** Not a lifetime of Rust, nor an apostrophe. */
    private boolean character() {
        return at + 2 < text.length && (text[at + 1] == '\\' || text[at + 2] == '\'');
    }

    private void verbatim() {
        int end = at + (text[at + 1] == '$' ? 3 : 2);
        while (end < text.length && !(text[end] == '"' && !(end + 1 < text.length && text[end + 1] == '"'))) {
            end += text[end] == '"' ? 2 : 1;
        }
        blankTo(Math.min(text.length, end + 1), STRING);
    }

    /** Masks a template up to its end, or to the next expression in it. */
    private void template() {
        while (at < text.length) {
            char c = text[at];
            if (c == '$' && here("${")) {
                text[at++] = STRING;
                text[at++] = STRING;
                templates.push(braces);
                braces = 0;
                return;
            }
            int end = c == '\\' ? Math.min(text.length, at + 2) : at + 1;
            blankTo(end, STRING);
            if (c == '`') {
                return;
            }
        }
    }

    /** Behind the closing quote; the end of the line when there is none. */
    private int quoteEnd() {
        char quote = text[at];
        int end = at + 1;
        while (end < text.length && text[end] != '\n') {
            if (text[end] == quote) {
                return end + 1;
            }
            end += text[end] == '\\' && end + 1 < text.length && text[end + 1] != '\n' ? 2 : 1;
        }
        return Math.min(end, text.length);
    }

    /** Behind the expression that begins here; 0 when none does. */
    private int expressionEnd() {
        if (BEFORE_EXPRESSION.indexOf(before) < 0 && !wordBefore("return") && !wordBefore("case")) {
            return 0;
        }
        boolean set = false;
        int limit = Math.min(text.length, at + LONGEST_EXPRESSION);
        for (int end = at + 1; end < limit && text[end] != '\n'; end++) {
            char c = text[end];
            if (c == '\\') {
                end++;
            } else if (c == '[') {
                set = true;
            } else if (c == ']') {
                set = false;
            } else if (c == '/' && !set) {
                return end + 1;
            }
        }
        return 0;
    }

    private boolean wordBefore(String word) {
        int end = at;
        while (end > 0 && text[end - 1] == ' ') {
            end--;
        }
        return end >= word.length() && word.equals(new String(text, end - word.length(), word.length()));
    }

    private void lineStart() {
        if (!heredoc.isEmpty()) {
            skipHeredoc();
        }
        if (language == Language.RUBY && here("=begin")) {
            blankTo(behind("\n=end", at, false), ' ');
        } else if (language == Language.RUBY && here("__END__")) {
            blankTo(text.length, ' ');
        }
        before = '\n';
    }

    private void heredocStart() {
        int from = at + 2;
        while (from < text.length && "~-'\"`".indexOf(text[from]) >= 0) {
            from++;
        }
        int end = from;
        while (end < text.length && (Character.isUpperCase(text[end]) || text[end] == '_')) {
            end++;
        }
        if (end > from && heredoc.isEmpty()) {
            heredoc = new String(text, from, end - from);
        }
    }

    private void skipHeredoc() {
        while (at < text.length) {
            int end = lineEnd(at);
            boolean last = new String(text, at, end - at).strip().equals(heredoc);
            blankTo(end, STRING);
            if (last) {
                break;
            }
            at = Math.min(text.length, end + 1);
        }
        heredoc = "";
        if (at < text.length) {
            at++;
        }
    }

    private boolean here(String what) {
        return at + what.length() <= text.length
                && what.charAt(0) == text[at]
                && Arrays.equals(text, at, at + what.length(), what.toCharArray(), 0, what.length());
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /**
     * Behind the next such mark; the end of the text when there is none.
     *
     * @param escapes whether one with a backslash before it does not count
     */
    private int behind(String mark, int from, boolean escapes) {
        for (int i = from; i + mark.length() <= text.length; i++) {
            if (escapes && text[i] == '\\') {
                i++;
            } else if (text[i] == mark.charAt(0)
                    && Arrays.equals(text, i, i + mark.length(), mark.toCharArray(), 0, mark.length())) {
                return i + mark.length();
            }
        }
        return text.length;
    }

    private void blankTo(int end, char with) {
        for (; at < end; at++) {
            if (text[at] != '\n') {
                text[at] = with;
            }
        }
    }
}

package io.rootops.core.signal.template;

import io.rootops.core.signal.log.DateWord;
import io.rootops.core.signal.log.Text;

/**
 * A message with its variables masked, in buffers that are used again for each line. One character stands for a variable,
 * one space parts the tokens; the shape is normalised, so that lists of any length and optional units look the same.
 */
final class LineMask {
    static final int LONGEST_LINE = 3_000;
    static final int MOST_TOKENS = 64;
    private static final int LONGEST_PERIOD = 4;
    private static final int LONGEST_JOINT = 2;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final char[] out = new char[LONGEST_LINE * 2 + 2];
    private final int[] starts = new int[MOST_TOKENS + 1];
    private int tokens;
    private int length;

    /** The masked form of {@code in[from, to)}; what is longer than a line may be is cut. */
    void mask(char[] in, int from, int to) {
        tokens = 0;
        length = 0;
        int end = Math.min(to, from + LONGEST_LINE);
        int i = from;
        while (i < end && tokens < MOST_TOKENS) {
            int blank = blank(in, i, end);
            if (blank > 0) {
                i += blank;
                continue;
            }
            starts[tokens] = length == 0 ? 0 : length + 1;
            if (length > 0) {
                out[length++] = ' ';
            }
            i = token(in, i, end);
            close();
        }
    }

    char[] text() {
        return out;
    }

    int length() {
        return length;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ out[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    String[] tokens() {
        String[] copy = new String[tokens];
        for (int i = 0; i < tokens; i++) {
            copy[i] = new String(out, starts[i], end(i) - starts[i]);
        }
        return copy;
    }

    private int end(int token) {
        return token + 1 < tokens ? starts[token + 1] - 1 : length;
    }

    /** How many characters here part tokens: white space, control characters, leaders of four dots and more. */
    private static int blank(char[] in, int i, int end) {
        char c = in[i];
        if (c <= ' ' || c == 0xA0 || c == 0x7F) {
            return 1;
        }
        if (c != '.') {
            return 0;
        }
        int dots = i;
        while (dots < end && in[dots] == '.') {
            dots++;
        }
        return dots - i >= 4 ? dots - i : 0;
    }

    private static int white(char[] in, int i, int end) {
        int at = i;
        while (at < end && blank(in, at, end) == 0) {
            at++;
        }
        return at;
    }

    /** Appends the token at {@code i}; where the next begins. */
    private int token(char[] in, int i, int end) {
        int white = white(in, i, end);
        int from = i;
        int to = white;
        while (from < to && opening(in[from])) {
            from++;
        }
        while (to > from && closing(in[to - 1])) {
            to--;
        }
        if (from < to && VariableRule.holds(in, from, to)) {
            out[length++] = Masked.VARIABLE;
            return white;
        }
        int at = i;
        int limit = white;
        while (at < limit) {
            int part = at;
            while (at < limit && !delimiter(in[at])) {
                at++;
            }
            part(in, part, at);
            if (at >= limit) {
                break;
            }
            char c = in[at];
            int start = starts[tokens];
            if (c == '=' && assigns(in, at, end, start)) {
                out[length++] = c;
                at = value(in, at + 1, end);
                variable(start);
                limit = Math.max(at, white(in, at, end));
            } else if (c == '@' && at > i && identity(in, at + 1, end) > 0) {
                out[length++] = c;
                at = dump(in, at + 1 + identity(in, at + 1, end), end);
                out[length++] = Masked.VARIABLE;
                limit = Math.max(at, white(in, at, end));
            } else {
                out[length++] = c;
                at++;
            }
        }
        return Math.max(limit, i + 1);
    }

    private void part(char[] in, int from, int to) {
        int start = starts[tokens];
        if (from < to && VariableRule.holds(in, from, to)) {
            variable(start);
            return;
        }
        for (int i = from; i < to; i++) {
            if (!Text.digit(in[i])) {
                out[length++] = in[i];
                continue;
            }
            while (i + 1 < to && Text.digit(in[i + 1])) {
                i++;
            }
            if (length - start >= 2
                    && out[length - 1] == '-'
                    && !Text.letter(out[length - 2])
                    && !Masked.variable(out[length - 2])) {
                length--; // a sign
            }
            variable(start);
        }
    }

    /** Appends a variable, and makes one of it and those before it that only punctuation and a letter or two part. */
    private void variable(int start) {
        int at = length - 1;
        if (at >= start && joint(out[at])) {
            at--;
        }
        if (at - 3 >= start && joint(out[at - 3]) && DateWord.monthOrDay(out, at - 2, at + 1)) {
            at -= 4; // 10/Oct/2026
        }
        int letters = 0;
        while (at >= start && letters < LONGEST_JOINT && Text.letter(out[at])) {
            at--;
            letters++;
        }
        if (letters > 0 && at >= start && (out[at] == '_' || out[at] == '-')) {
            at--;
        } else if (letters > 0) {
            out[length++] = Masked.VARIABLE;
            return;
        }
        if (at >= start && out[at] == Masked.VARIABLE) {
            length = at + 1;
            return;
        }
        out[length++] = Masked.VARIABLE;
    }

    private static boolean joint(char c) {
        return c == '_' || c == '-' || c == '.' || c == ':' || c == '/' || c == ',' || c == '+' || c == '~' || c == '#';
    }

    private static boolean opening(char c) {
        return c == '(' || c == '[' || c == '{' || c == '<' || c == '"' || c == '\'' || c == '`' || c == '*';
    }

    private static boolean closing(char c) {
        return c == ')' || c == ']' || c == '}' || c == '>' || c == '"' || c == '\'' || c == '`' || c == ',' || c == ';'
                || c == ':' || c == '.' || c == '!' || c == '?' || c == '*';
    }

    private static boolean delimiter(char c) {
        return switch (c) {
            case '=', ',', ';', ':', '(', ')', '[', ']', '{', '}', '|', '#', '@', '"', '\'', '<', '>' -> true;
            default -> false;
        };
    }

    /** Whether the sign at {@code at} gives a value to a name, and compares nothing. */
    private boolean assigns(char[] in, int at, int end, int start) {
        if (length == start || at + 1 < end && (in[at + 1] == '=' || in[at + 1] == '>')) {
            return false;
        }
        char before = out[length - 1];
        return Text.letter(before) || Masked.variable(before) || before == '_' || before == '-' || before == ']';
    }

    /** Where the value that begins here ends: at a separator outside of brackets and quotes, or white space. */
    private static int value(char[] in, int from, int end) {
        int depth = 0;
        for (int i = from; i < end; i++) {
            char c = in[i];
            if (c == '"' || c == '\'' && i == from) {
                int close = i + 1;
                while (close < end && in[close] != c) {
                    close += in[close] == '\\' ? 2 : 1;
                }
                if (close < end) {
                    i = close;
                    continue;
                }
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (--depth < 0) {
                    return i;
                }
            } else if (depth == 0 && (c == ',' || c == ';' || c == '&' || c == '|')) {
                return i;
            } else if (blank(in, i, end) > 0 && (depth == 0 || !closes(in, i, end, depth))) {
                return i;
            }
        }
        return end;
    }

    private static boolean closes(char[] in, int from, int end, int open) {
        int depth = open;
        for (int i = from; i < end; i++) {
            char c = in[i];
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** The length of the hexadecimal number here, as {@code Object.toString} of Java prints it; 0 when there is none. */
    private static int identity(char[] in, int from, int end) {
        int at = from;
        while (at < end && (Text.digit(in[at]) || in[at] >= 'a' && in[at] <= 'f')) {
            at++;
        }
        int length = at - from;
        boolean over = at == end || !Text.letter(in[at]) && in[at] != '.' && in[at] != '-' && in[at] != '_';
        return over && length >= 4 && length <= 16 ? length : 0;
    }

    /** Behind the brackets that follow an object's identity, with all that is in them. */
    private static int dump(char[] in, int from, int end) {
        if (from >= end || in[from] != '[' && in[from] != '{' && in[from] != '(') {
            return from;
        }
        int depth = 0;
        for (int i = from; i < end; i++) {
            char c = in[i];
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return end;
    }

    /** Ends the token that was appended, and normalises the shape of the line so far. */
    private void close() {
        int start = starts[tokens];
        boolean variable = false;
        boolean letters = false;
        for (int i = start; i < length; i++) {
            variable |= out[i] == Masked.VARIABLE;
            letters |= Text.letter(out[i]);
        }
        if (variable && !letters) {
            while (tokens > 0 && DateWord.monthOrDay(out, starts[tokens - 1], end(tokens - 1, start))) {
                drop(--tokens);
                start = starts[tokens];
            }
            if (tokens > 0 && lone(tokens - 1, start)) {
                drop(tokens);
                return;
            }
            length = start;
            if (start > 0) {
                out[start - 1] = ' ';
            }
            out[length++] = Masked.VARIABLE;
        } else if (!variable
                && tokens > 0
                && lone(tokens - 1, start)
                && (UnitWord.holds(out, start, length) || DateWord.any(out, start, length))) {
            drop(tokens);
            return;
        }
        tokens++;
        unrepeat();
    }

    private int end(int token, int nextStart) {
        return token + 1 < tokens ? starts[token + 1] - 1 : nextStart - 1;
    }

    private boolean lone(int token, int nextStart) {
        return out[starts[token]] == Masked.VARIABLE && end(token, nextStart) - starts[token] == 1;
    }

    private void drop(int token) {
        length = Math.max(0, starts[token] - 1);
    }

    /** Drops the last tokens, up to four, when they hold a variable and repeat those before them. */
    private void unrepeat() {
        for (int period = 1; period <= LONGEST_PERIOD && 2 * period <= tokens; period++) {
            int last = starts[tokens - period];
            int before = starts[tokens - 2 * period];
            int size = length - last;
            if (last - 1 - before != size) {
                continue;
            }
            boolean variable = false;
            int i = 0;
            while (i < size && out[before + i] == out[last + i]) {
                variable |= out[last + i] == Masked.VARIABLE;
                i++;
            }
            if (i == size && variable) {
                tokens -= period;
                length = last - 1;
                return;
            }
        }
    }
}

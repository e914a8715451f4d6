package io.rootops.core.history;

/**
 * Counts calls, conditions, assignments, numbers, words of concurrency and tokens in one run over a text; the same
 * numbers as these expressions give (on bytes, ASCII classes, non-overlapping, from left to right):
 *
 * <ul>
 *   <li>calls {@code \b[A-Za-z_]\w*\s*\(}
 *   <li>conditions {@code \b(if|for|while|switch|case|catch|elif|except)\b}, {@code &&}, two bars, {@code ?}
 *   <li>assignments {@code [^=!<>]=[^=]}
 *   <li>numbers {@code \b\d+\b}
 *   <li>words of concurrency: see {@link Keywords#concurrency}
 *   <li>tokens {@code [A-Za-z_]\w*|\d+} of three bytes or more, given to the sink
 * </ul>
 */
final class CodeScanner {
    /** Receives each token of three bytes or more; {@code number}: it consists of digits. */
    interface TokenSink {
        void token(byte[] text, int from, int to, long hash, boolean number);
    }

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_FACTOR = 0x100000001b3L;

    int calls;
    int conditions;
    int assignments;
    int numbers;
    int concurrency;

    void scan(byte[] text, int length, TokenSink sink) {
        calls = 0;
        conditions = 0;
        assignments = 0;
        numbers = 0;
        concurrency = 0;
        boolean callable = false;
        int assignable = 1;
        int at = 0;
        while (at < length) {
            byte c = text[at];
            if (CharClass.word(c)) {
                int end;
                if (CharClass.digit(c)) {
                    end = digitsFirst(text, at, length, sink);
                    callable = false;
                } else {
                    end = word(text, at, length, sink);
                    callable = true;
                }
                at = end;
                continue;
            }
            switch (c) {
                case ' ', '\t', '\n', '\r', 0x0b, '\f' -> {}
                case '(' -> {
                    if (callable) {
                        calls++;
                        callable = false;
                    }
                }
                case '=' -> {
                    callable = false;
                    if (at >= assignable && at + 1 < length && text[at + 1] != '=' && !comparing(text[at - 1])) {
                        assignments++;
                        assignable = at + 3;
                    }
                }
                case '&', '|' -> {
                    callable = false;
                    if (at + 1 < length && text[at + 1] == c) {
                        conditions++;
                        at++;
                    }
                }
                case '?' -> {
                    callable = false;
                    conditions++;
                }
                default -> callable = false;
            }
            at++;
        }
    }

    private static boolean comparing(byte before) {
        return before == '=' || before == '!' || before == '<' || before == '>';
    }

    /** A word that begins with a letter or _; returns its end. */
    private int word(byte[] text, int from, int length, TokenSink sink) {
        long hash = HASH_START;
        boolean lock = false;
        int at = from;
        while (at < length && CharClass.word(text[at])) {
            byte c = text[at];
            hash = (hash ^ c) * HASH_FACTOR;
            if (c == 'k' && at - from >= 3) {
                lock |= Keywords.lock(text, at);
            }
            at++;
        }
        if (lock || Keywords.concurrency(text, from, at)) {
            concurrency++;
        }
        if (Keywords.condition(text, from, at)) {
            conditions++;
        }
        if (at - from >= 3) {
            sink.token(text, from, at, hash ^ (hash >>> 32), false);
        }
        return at;
    }

    /** A word that begins with a digit: to the token expression it is digits, then perhaps a name. */
    private int digitsFirst(byte[] text, int from, int length, TokenSink sink) {
        long hash = HASH_START;
        int at = from;
        while (at < length && CharClass.digit(text[at])) {
            hash = (hash ^ text[at]) * HASH_FACTOR;
            at++;
        }
        if (at - from >= 3) {
            sink.token(text, from, at, hash ^ (hash >>> 32), true);
        }
        if (at == length || !CharClass.word(text[at])) {
            numbers++;
            return at;
        }
        int name = at;
        hash = HASH_START;
        boolean lock = false;
        while (at < length && CharClass.word(text[at])) {
            hash = (hash ^ text[at]) * HASH_FACTOR;
            lock |= text[at] == 'k' && at - from >= 3 && Keywords.lock(text, at);
            at++;
        }
        if (lock) {
            concurrency++;
        }
        if (at - name >= 3) {
            sink.token(text, name, at, hash ^ (hash >>> 32), false);
        }
        return at;
    }
}

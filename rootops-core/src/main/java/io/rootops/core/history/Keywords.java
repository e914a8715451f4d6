package io.rootops.core.history;

import java.nio.charset.StandardCharsets;

/** The words that the content counts look for. */
final class Keywords {
    private static final byte[] FOR = ascii("for");
    private static final byte[] CASE = ascii("case");
    private static final byte[] ELIF = ascii("elif");
    private static final byte[] WHILE = ascii("while");
    private static final byte[] CATCH = ascii("catch");
    private static final byte[] SWITCH = ascii("switch");
    private static final byte[] EXCEPT = ascii("except");

    private static final byte[] WAIT = ascii("wait");
    private static final byte[] BARRIER = ascii("barrier");
    private static final byte[] VOLATILE = ascii("volatile");
    private static final byte[] SYNCHRONIZED = ascii("synchronized");
    private static final byte[] THREAD = ascii("Thread");
    private static final byte[] CAPITAL_ATOMIC = ascii("Atomic");
    private static final byte[] ATOMIC = ascii("atomic");
    private static final byte[] CONCURRENT = ascii("Concurrent");
    private static final byte[] EXECUTOR = ascii("Executor");
    private static final byte[] FUTURE = ascii("Future");
    private static final byte[] NOTIFY = ascii("notify");
    private static final byte[] MUTEX = ascii("mutex");

    private Keywords() {}

    /** if for while switch case catch elif except */
    static boolean condition(byte[] text, int from, int to) {
        return switch (to - from) {
            case 2 -> text[from] == 'i' && text[from + 1] == 'f';
            case 3 -> is(text, from, to, FOR);
            case 4 -> is(text, from, to, CASE) || is(text, from, to, ELIF);
            case 5 -> is(text, from, to, WHILE) || is(text, from, to, CATCH);
            case 6 -> is(text, from, to, SWITCH) || is(text, from, to, EXCEPT);
            default -> false;
        };
    }

    /**
     * synchronized, volatile, wait, barrier; what begins with Thread, Atomic, Concurrent, Executor, Future, notify,
     * atomic, mutex. What holds lock or Lock (spinlock too) is {@link #lock}'s.
     */
    static boolean concurrency(byte[] text, int from, int to) {
        return switch (text[from]) {
            case 's' -> is(text, from, to, SYNCHRONIZED);
            case 'v' -> is(text, from, to, VOLATILE);
            case 'w' -> is(text, from, to, WAIT);
            case 'b' -> is(text, from, to, BARRIER);
            case 'T' -> starts(text, from, to, THREAD);
            case 'A' -> starts(text, from, to, CAPITAL_ATOMIC);
            case 'a' -> starts(text, from, to, ATOMIC);
            case 'C' -> starts(text, from, to, CONCURRENT);
            case 'E' -> starts(text, from, to, EXECUTOR);
            case 'F' -> starts(text, from, to, FUTURE);
            case 'n' -> starts(text, from, to, NOTIFY);
            case 'm' -> starts(text, from, to, MUTEX);
            default -> false;
        };
    }

    /** Whether lock or Lock ends with the k at this place. */
    static boolean lock(byte[] text, int at) {
        return text[at - 1] == 'c' && text[at - 2] == 'o' && (text[at - 3] == 'l' || text[at - 3] == 'L');
    }

    private static boolean is(byte[] text, int from, int to, byte[] word) {
        return to - from == word.length && starts(text, from, to, word);
    }

    private static boolean starts(byte[] text, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}

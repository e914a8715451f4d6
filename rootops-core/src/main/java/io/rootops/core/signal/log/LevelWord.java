package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/** The words that stand for levels, and the numbers and letters that do. */
final class LevelWord {
    private static final String[] TRACE = {"trace", "verbose", "finest", "finer", "silly"};
    private static final String[] DEBUG = {"debug", "dbg", "fine", "debug1", "debug2", "debug3", "debug4", "debug5"};
    private static final String[] INFO = {"info", "information", "informational", "notice", "log", "config", "inf"};
    private static final String[] WARN = {"warn", "warning", "wrn"};
    private static final String[] ERROR = {"error", "err", "severe", "failure"};
    private static final String[] FATAL = {
        "fatal", "critical", "crit", "panic", "alert", "emergency", "emerg", "dpanic", "ftl"
    };
    private static final int LONGEST = 13;

    private LevelWord() {}

    static @Nullable LogLevel of(char[] text, int from, int to) {
        int length = to - from;
        if (length < 3 || length > LONGEST) {
            return null;
        }
        return switch (text[from] | 0x20) {
            case 't', 'v', 's' -> first(text, from, to, TRACE, LogLevel.TRACE, ERROR, LogLevel.ERROR);
            case 'd' -> first(text, from, to, DEBUG, LogLevel.DEBUG, FATAL, LogLevel.FATAL);
            case 'i', 'n', 'l' -> first(text, from, to, INFO, LogLevel.INFO, INFO, LogLevel.INFO);
            case 'w' -> first(text, from, to, WARN, LogLevel.WARN, WARN, LogLevel.WARN);
            case 'e' -> first(text, from, to, ERROR, LogLevel.ERROR, FATAL, LogLevel.FATAL);
            case 'f' -> {
                LogLevel fine = first(text, from, to, TRACE, LogLevel.TRACE, DEBUG, LogLevel.DEBUG);
                yield fine != null ? fine : first(text, from, to, FATAL, LogLevel.FATAL, ERROR, LogLevel.ERROR);
            }
            case 'c' -> first(text, from, to, FATAL, LogLevel.FATAL, INFO, LogLevel.INFO);
            case 'p', 'a' -> first(text, from, to, FATAL, LogLevel.FATAL, FATAL, LogLevel.FATAL);
            default -> null;
        };
    }

    private static @Nullable LogLevel first(
            char[] text, int from, int to, String[] words, LogLevel level, String[] others, LogLevel other) {
        return among(words, text, from, to) ? level : among(others, text, from, to) ? other : null;
    }

    private static boolean among(String[] words, char[] text, int from, int to) {
        for (String word : words) {
            if (Text.equalsIgnoringCase(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    /** Android's and glog's letters. */
    static @Nullable LogLevel letter(char c) {
        return switch (c) {
            case 'V' -> LogLevel.TRACE;
            case 'D' -> LogLevel.DEBUG;
            case 'I' -> LogLevel.INFO;
            case 'W' -> LogLevel.WARN;
            case 'E' -> LogLevel.ERROR;
            case 'F', 'A' -> LogLevel.FATAL;
            default -> null;
        };
    }

    /** Pino's and bunyan's numbers (10 trace to 60 fatal), syslog's severities (0 to 7). */
    static @Nullable LogLevel number(int number) {
        if (number >= 10 && number <= 60) {
            return switch (number / 10) {
                case 1 -> LogLevel.TRACE;
                case 2 -> LogLevel.DEBUG;
                case 3 -> LogLevel.INFO;
                case 4 -> LogLevel.WARN;
                case 5 -> LogLevel.ERROR;
                default -> LogLevel.FATAL;
            };
        }
        return number < 0 || number > 7 ? null : severity(number);
    }

    /** @param number of RFC 5424, 0 emergency to 7 debug */
    static LogLevel severity(int number) {
        return switch (number) {
            case 0, 1, 2 -> LogLevel.FATAL;
            case 3 -> LogLevel.ERROR;
            case 4 -> LogLevel.WARN;
            case 7 -> LogLevel.DEBUG;
            default -> LogLevel.INFO;
        };
    }
}

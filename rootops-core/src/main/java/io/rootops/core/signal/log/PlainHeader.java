package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/**
 * The header of a plain line: pieces of a time, groups in brackets (threads), numbers of processes, a level, and one name of
 * a logger or program, at most fourteen tokens. Nothing is a header where there is neither a time nor a level.
 */
final class PlainHeader {
    private static final int MOST_TOKENS = 14;
    private static final int LONGEST_GROUP = 240;
    private static final int MOST_NAMES = 5;

    private int end;
    private int loggerFrom;
    private int loggerTo;
    private @Nullable LogLevel level;

    private boolean time;
    private boolean syslog;

    int end() {
        return end;
    }

    int loggerFrom() {
        return loggerFrom;
    }

    int loggerTo() {
        return loggerTo;
    }

    @Nullable
    LogLevel level() {
        return level;
    }

    void read(char[] text, int from, int to) {
        end = from;
        loggerFrom = 0;
        loggerTo = 0;
        level = null;
        time = false;
        syslog = false;
        int at = Text.skipBlanks(text, from, to);
        at = priority(text, at, to);
        if (bars(text, at, to) || klog(text, at, to)) {
            return;
        }
        at = fields(text, at, to);
        if (!time && level == null) {
            loggerTo = loggerFrom;
            return;
        }
        end = loggerTo > loggerFrom ? Text.skipBlanks(text, at, to) : name(text, at, to);
    }

    /** Times, groups, numbers and the level, in any order; where they end. */
    private int fields(char[] text, int from, int to) {
        int at = from;
        int names = 0;
        boolean month = false;
        for (int tokens = 0; tokens < MOST_TOKENS && at < to; tokens++) {
            int token = Text.skipBlanks(text, at, to);
            if (token == to) {
                break;
            }
            char c = text[token];
            int next = c == '[' ? group(text, token, to) : Text.wordEnd(text, token, to);
            if (c == '[' && next < 0) {
                break;
            }
            if (c == '[') {
                boolean known = time || level != null;
                group(text, token + 1, next - 1, known);
                if (!known && !time && level == null && tokens > 0) {
                    break;
                }
                at = next;
                if (next < to && text[next] == ':') {
                    at = next + 1;
                }
                continue;
            }
            if (sign(text, token, next)) {
                at = next;
                if (level != null) {
                    break;
                }
                continue;
            }
            boolean named = loggerTo > loggerFrom;
            LogLevel word = level == null ? level(text, token, next) : null;
            if (named && word != null && !Text.upper(c)) {
                word = null;
            }
            if (word != null) {
                level = word;
                at = next;
                if (text[next - 1] == ':' || glued(text, token, next)) {
                    if (glued(text, token, next)) {
                        at = colon(text, token, next) + 1;
                    }
                    break;
                }
                continue;
            }
            if (level != null) {
                at = afterLevel(text, token, to, at);
                break;
            }
            if (named) {
                break;
            }
            if (DateText.time(text, token, next)) {
                syslog |= month;
                time = true;
                at = next;
            } else if (DateWord.any(text, token, next)) {
                month |= DateWord.month(text, token, next);
                at = next;
            } else if (DateText.number(text, token, next)) {
                if (!time && !month && !DateText.date(text, token, next) && tokens > 2) {
                    break;
                }
                time |= DateText.date(text, token, next);
                at = next;
            } else if (time
                    && !syslog
                    && isName(text, token, next)
                    && followedBySign(text, behindNumber(text, next, to), to)) {
                loggerFrom = token;
                loggerTo = next;
                at = behindNumber(text, next, to);
            } else if (syslog || names == MOST_NAMES || !ahead(text, next, to, MOST_TOKENS - tokens)) {
                break;
            } else {
                names++;
                at = next;
            }
        }
        return at;
    }

    /** Spring Boot's number of the process, threads and names behind the level; where they end. */
    private int afterLevel(char[] text, int token, int to, int at) {
        int next = Text.wordEnd(text, token, to);
        int dashes = Text.skipBlanks(text, next, to);
        if (DateText.number(text, token, next) && Text.startsWith(text, dashes, to, "--- ")) {
            int here = Text.skipBlanks(text, dashes + 3, to);
            while (here < to && text[here] == '[') {
                int close = group(text, here, to);
                if (close < 0) {
                    break;
                }
                here = Text.skipBlanks(text, close, to);
            }
            return here;
        }
        return at;
    }

    /** The name of a logger or program, when one stands here; behind it. */
    private int name(char[] text, int from, int to) {
        int token = Text.skipBlanks(text, from, to);
        if (token == to) {
            return from == to ? to : token;
        }
        if (syslog && level == null) {
            return program(text, token, to);
        }
        int next = Text.wordEnd(text, token, to);
        int colon = next - 1;
        boolean ends = text[colon] == ':' && colon > token;
        if (ends && isName(text, token, colon)) {
            return named(token, colon, Text.skipBlanks(text, next, to));
        }
        if (followedBySign(text, next, to) && isName(text, token, next)) {
            int sign = Text.skipBlanks(text, next, to);
            return named(token, next, Text.skipBlanks(text, Text.wordEnd(text, sign, to), to));
        }
        int after = Text.skipBlanks(text, next, to);
        if (level != null && after < to && text[after] == '[' && dotted(text, token, next)) {
            int close = group(text, after, to);
            if (close > 0) {
                return named(token, next, Text.skipBlanks(text, close, to));
            }
        }
        if (level == null && time && pid(text, after, to)) { // host and program behind an ISO time
            return program(text, token, to);
        }
        return token;
    }

    private int named(int from, int to, int behind) {
        loggerFrom = from;
        loggerTo = to;
        return behind;
    }

    /** Host and program of syslog: the name before {@code [pid]:} within four tokens, else the second when it has a colon. */
    private int program(char[] text, int host, int to) {
        int token = host;
        for (int i = 0; i < 4 && token < to; i++) {
            int next = Text.wordEnd(text, token, to);
            if (text[next - 1] == ':' && next - 1 > token && (i > 0 || text[next - 2] == ']')) {
                if (i > 1 && text[next - 2] != ']') {
                    break;
                }
                int second = Text.skipBlanks(text, Text.wordEnd(text, host, to), to);
                return named(i == 0 ? host : second, next - 1, Text.skipBlanks(text, next, to));
            }
            token = Text.skipBlanks(text, next, to);
        }
        int behind = Text.skipBlanks(text, Text.wordEnd(text, host, to), to);
        return behind < to ? behind : host;
    }

    private static boolean pid(char[] text, int from, int to) {
        int next = Text.wordEnd(text, from, to);
        return next - from > 4 && text[next - 1] == ':' && text[next - 2] == ']' && Text.digit(text[next - 3]);
    }

    private static int priority(char[] text, int from, int to) {
        if (from < to && text[from] == '<') {
            int at = from + 1;
            while (at < to && at < from + 4 && Text.digit(text[at])) {
                at++;
            }
            if (at > from + 1 && at < to && text[at] == '>') {
                return at + 1;
            }
        }
        return from;
    }

    /** {@code time|name|number|message}. */
    private boolean bars(char[] text, int from, int to) {
        if (from == to || !Text.digit(text[from])) {
            return false;
        }
        int part = from;
        int found = from;
        for (int parts = 0; parts < 4; parts++) {
            int at = part;
            while (at < to && at - part < 60 && text[at] != '|') {
                at++;
            }
            if (at == to || text[at] != '|' || parts == 0 && !DateText.date(text, part, at)) {
                break;
            }
            if (parts == 1) {
                loggerFrom = part;
                loggerTo = at;
            }
            found = part = at + 1;
        }
        if (found == from) {
            return false;
        }
        end = Text.skipBlanks(text, found, to);
        return true;
    }

    /** {@code E1124 12:00:00.000000 123 file.go:12] message}. */
    private boolean klog(char[] text, int from, int to) {
        if (to - from < 20
                || LevelWord.letter(text[from]) == null
                || !Text.digit(text[from + 1])
                || !Text.digit(text[from + 4])
                || text[from + 5] != ' ') {
            return false;
        }
        int close = from;
        while (close < to && close < from + 120 && text[close] != ']') {
            close++;
        }
        if (close == to || text[close] != ']') {
            return false;
        }
        level = LevelWord.letter(text[from]);
        loggerTo = close;
        loggerFrom = close;
        while (loggerFrom > from && !Text.blank(text[loggerFrom - 1])) {
            loggerFrom--;
        }
        end = Text.skipBlanks(text, close + 1, to);
        return true;
    }

    /** Behind the group in brackets; -1 when it does not end soon. */
    private static int group(char[] text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to && i < from + LONGEST_GROUP; i++) {
            depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private void group(char[] text, int from, int to, boolean known) {
        int first = Text.skipBlanks(text, from, to);
        int next = Text.wordEnd(text, first, to);
        if (level == null && next == to) {
            level = LevelWord.of(text, first, next);
        }
        if (!known && !time) {
            for (int at = first; at < to; at = Text.skipBlanks(text, Text.wordEnd(text, at, to), to)) {
                time |= DateText.time(text, at, Text.wordEnd(text, at, to));
            }
        }
    }

    private @Nullable LogLevel level(char[] text, int from, int to) {
        if (time && to - from == 1) {
            return LevelWord.letter(text[from]);
        }
        int end = to;
        while (end > from && (text[end - 1] == ':' || text[end - 1] == ',' || text[end - 1] == '|')) {
            end--;
        }
        if (glued(text, from, to)) {
            end = colon(text, from, to);
        }
        LogLevel word = LevelWord.of(text, from, end);
        return word != null && (time || Text.allUpper(text, from, end)) ? word : null;
    }

    /** {@code WARNING:root:message} of Python. */
    private static boolean glued(char[] text, int from, int to) {
        int colon = colon(text, from, to);
        return colon > from + 2
                && colon < to - 1
                && Text.allUpper(text, from, colon)
                && LevelWord.of(text, from, colon) != null;
    }

    private static int colon(char[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ':') {
            at++;
        }
        return at;
    }

    private static boolean sign(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '-' && text[i] != '|' && text[i] != ':') {
                return false;
            }
        }
        return true;
    }

    /** Behind a number with signs around it, as programs have one beside their name; else {@code from}. */
    private static int behindNumber(char[] text, int from, int to) {
        int token = Text.skipBlanks(text, from, to);
        int next = Text.wordEnd(text, token, to);
        boolean digits = false;
        for (int i = token; i < next; i++) {
            if (Text.letter(text[i])) {
                return from;
            }
            digits |= Text.digit(text[i]);
        }
        return digits ? next : from;
    }

    private static boolean followedBySign(char[] text, int from, int to) {
        int token = Text.skipBlanks(text, from, to);
        return token < to && sign(text, token, Text.wordEnd(text, token, to));
    }

    /** Whether a time or a level in capitals comes soon, and until then only words that headers have. */
    private static boolean ahead(char[] text, int from, int to, int most) {
        int token = Text.skipBlanks(text, from, to);
        for (int i = 0; i < most && token < to; i++) {
            int next = Text.wordEnd(text, token, to);
            if (DateText.time(text, token, next)
                    || Text.allUpper(text, token, next) && LevelWord.of(text, token, next) != null) {
                return true;
            }
            if (i > MOST_NAMES || !headerWord(text, token, next)) {
                return false;
            }
            token = Text.skipBlanks(text, next, to);
        }
        return false;
    }

    /** In capitals, of a date, or with a digit. */
    private static boolean headerWord(char[] text, int from, int to) {
        if (DateWord.any(text, from, to) || Text.allUpper(text, from, to)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (Text.digit(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** A name as programs have them, not a word of a sentence: dotted, with two capitals, or with signs in it. */
    private static boolean isName(char[] text, int from, int to) {
        int capitals = 0;
        boolean inner = false;
        boolean letters = false;
        for (int i = from; i < to; i++) {
            char c = text[i];
            letters |= Text.letter(c);
            if (Text.upper(c)) {
                capitals += i > from && !Text.upper(text[i - 1]) ? 1 : 0;
            } else if (c == '.' || c == '$' || c == '/' || c == '_' || c == '-' || c == ':' || c == '[' || c == ']'
                    || c == '#') {
                inner |= i > from;
            } else if (!Text.letter(c) && !Text.digit(c)) {
                return false;
            }
        }
        return letters && (capitals >= 1 || inner);
    }

    private static boolean dotted(char[] text, int from, int to) {
        boolean dot = false;
        for (int i = from; i < to; i++) {
            dot |= text[i] == '.' && i > from;
            if (!Text.letter(text[i]) && !Text.digit(text[i]) && text[i] != '.' && text[i] != '_') {
                return false;
            }
        }
        return dot;
    }
}

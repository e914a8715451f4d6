package io.rootops.core.signal.log;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a line says that it was written: by the time near its beginning, or by a field of its JSON or logfmt. Not
 * thread-safe.
 */
public final class LineTime {
    private static final String[] FIELDS = {"@timestamp", "timestamp", "time", "ts", "@t", "datetime", "date", "t"};

    private static final int LOOKED_AT = 64;
    private static final int MOST_PLACES = 8;
    private static final int LONGEST_JSON = 8 * 1024;
    private static final int SECOND_DIGITS = 10;
    private static final int MOST_DIGITS = 19;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(366);

    private final TimeText times;
    private final JsonFields fields = new JsonFields();
    private final char[] text = new char[LONGEST_JSON];

    /** @param zone of times that name none */
    public LineTime(ZoneId zone) {
        this.times = new TimeText(zone);
    }

    /**
     * The time of the line; null: it has none. A time more than five minutes ahead of now, or more than a year old, is of a
     * clock that is wrong: it is taken for now.
     */
    public @Nullable Instant of(String line, Instant now) {
        int length = Math.min(line.length(), text.length);
        line.getChars(0, length, text, 0);
        Instant time = length > 0 && text[0] == '{' ? json(length, now) : plain(length, now);
        if (time == null) {
            return null;
        }
        return time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(OLDEST)) ? now : time;
    }

    private @Nullable Instant json(int length, Instant now) {
        fields.begin(text, length);
        int best = FIELDS.length;
        Instant found = null;
        while (best > 0 && fields.next()) {
            for (int i = 0; i < best; i++) {
                if (fields.key(FIELDS[i])) {
                    int quote = fields.string() ? 1 : 0;
                    Instant time = value(fields.valueFrom() + quote, fields.valueTo() - quote, now);
                    best = time == null ? best : i;
                    found = time == null ? found : time;
                }
            }
        }
        return found;
    }

    private @Nullable Instant value(int from, int to, Instant now) {
        Instant time = times.read(text, from, to, now);
        return time == null ? epoch(from, to) : time;
    }

    private @Nullable Instant plain(int length, Instant now) {
        int end = Math.min(length, LOOKED_AT);
        if (end > 5 && LevelWord.letter(text[0]) != null && Text.digit(text[1])) {
            Instant klog = times.readKlog(text, 1, length, now);
            if (klog != null) {
                return klog;
            }
        }
        int places = 0;
        for (int i = 0; i < end && places < MOST_PLACES; i++) {
            if (i == 0 || begins(text[i - 1])) {
                places++;
                Instant time = times.read(text, i, length, now);
                if (time == null && i > 0 && text[i - 1] == '=' && field(i - 1)) {
                    time = epoch(i, Text.wordEnd(text, i, length));
                }
                if (time != null) {
                    return time;
                }
            }
        }
        return null;
    }

    private static boolean begins(char before) {
        return Text.blank(before)
                || before == '['
                || before == '('
                || before == '"'
                || before == '\''
                || before == '<'
                || before == '>'
                || before == '='
                || before == '|';
    }

    /** Whether the name of a time stands before the sign {@code to}. */
    private boolean field(int to) {
        int from = to;
        while (from > 0 && !Text.blank(text[from - 1])) {
            from--;
        }
        for (String name : FIELDS) {
            if (Text.equal(text, from, to, name)) {
                return true;
            }
        }
        return false;
    }

    /** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size; with a fraction or without. */
    private @Nullable Instant epoch(int from, int to) {
        long whole = 0;
        int at = from;
        while (at < to && at - from < MOST_DIGITS && Text.digit(text[at])) {
            whole = whole * 10 + text[at++] - '0';
        }
        int digits = at - from;
        if (at < to && text[at] != '.' || digits < SECOND_DIGITS || text[from] != '1') {
            return null;
        }
        return switch (digits) {
            case SECOND_DIGITS -> Instant.ofEpochSecond(whole, fraction(at + 1, to));
            case 13 -> Instant.ofEpochMilli(whole);
            case 16 -> Instant.ofEpochSecond(whole / 1_000_000, whole % 1_000_000 * 1_000);
            case MOST_DIGITS -> Instant.ofEpochSecond(whole / 1_000_000_000, whole % 1_000_000_000);
            default -> null;
        };
    }

    private long fraction(int from, int to) {
        long nanos = 0;
        for (int i = 0; i < 9; i++) {
            int digit = from + i < to && Text.digit(text[from + i]) ? text[from + i] - '0' : 0;
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }
}

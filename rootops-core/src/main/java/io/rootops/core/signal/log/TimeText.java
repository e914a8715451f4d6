package io.rootops.core.signal.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date with its time of day, in the formats that logs have. What is no such time is told without an exception, since
 * most places of a line are none. Not thread-safe.
 */
final class TimeText {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int NANO_DIGITS = 9;
    private static final int MOST_HOURS_OF_OFFSET = 18;

    private final ZoneId zone;
    private char[] text = new char[0];
    private int to;
    private int at;

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nano;

    /** @param zone of times that name none */
    TimeText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The time that begins at {@code from}; null: there is none.
     *
     * @param now whose year a time without one is given, so that it is not far in the future
     */
    @Nullable
    Instant read(char[] line, int from, int end, Instant now) {
        text = line;
        at = from;
        to = end;
        if (from >= end) {
            return null;
        }
        if (!Text.digit(text[from])) {
            return monthFirst(now);
        }
        return yearFirst() || dayFirst() ? instant() : null;
    }

    /** Of {@code E1129 17:00:00.123456}: glog's and klog's date, behind its letter. */
    @Nullable
    Instant readKlog(char[] line, int from, int end, Instant now) {
        text = line;
        at = from;
        to = end;
        month = number(2, 2);
        day = number(2, 2);
        return take(' ') && clock() ? withoutYear(now) : null;
    }

    /** {@code 2026-11-29T17:00:00.123+01:00} and what is like it. */
    private boolean yearFirst() {
        int start = at;
        year = number(4, 4);
        char sign = peek();
        if (year < 0 || sign != '-' && sign != '/') {
            at = start;
            return false;
        }
        at++;
        month = number(1, 2);
        if (!take(sign)) {
            return false;
        }
        day = number(1, 2);
        return (take('T') || take(' ') || take('t') || take('_')) && clock();
    }

    /** {@code 29/Nov/2026:17:00:00 +0000}, {@code 29 Nov 2026 17:00:00}, {@code 29-Nov-2026 17:00:00}. */
    private boolean dayFirst() {
        day = number(1, 2);
        char sign = peek();
        if (day < 0 || sign != '/' && sign != '-' && sign != ' ') {
            return false;
        }
        at++;
        if (!monthName() || !take(sign)) {
            return false;
        }
        year = number(4, 4);
        return (take(':') || take(' ')) && clock();
    }

    /** {@code Nov 29 17:00:00}, of syslog, {@code Nov 29 17:00:00.123 2026}, of Apache, {@code Nov 29, 2026 5:00:00 PM}. */
    private @Nullable Instant monthFirst(Instant now) {
        if (!monthName() || !take(' ')) {
            return null;
        }
        take(' ');
        day = number(1, 2);
        if (take(',')) {
            take(' ');
            year = number(4, 4);
            if (!take(' ') || !clock()) {
                return null;
            }
            half();
            return instant();
        }
        if (!take(' ') || !clock()) {
            return null;
        }
        int clockEnd = at;
        year = take(' ') ? number(4, 4) : -1;
        if (year > 0 && (at == to || !Text.digit(text[at]) && !Text.letter(text[at]))) {
            return instant();
        }
        at = clockEnd;
        return withoutYear(now);
    }

    private boolean monthName() {
        for (int i = 0; i < 12 && at + 3 <= to; i++) {
            if ((text[at] | 0x20) == MONTHS.charAt(3 * i)
                    && (text[at + 1] | 0x20) == MONTHS.charAt(3 * i + 1)
                    && (text[at + 2] | 0x20) == MONTHS.charAt(3 * i + 2)) {
                month = i + 1;
                at += 3;
                return true;
            }
        }
        return false;
    }

    /** {@code 17:00:00}, with a fraction behind a point or comma, or {@code 17:00}. */
    private boolean clock() {
        hour = number(1, 2);
        if (!take(':')) {
            return false;
        }
        minute = number(2, 2);
        second = take(':') ? number(2, 2) : 0;
        nano = 0;
        if ((peek() == '.' || peek() == ',') && at + 1 < to && Text.digit(text[at + 1])) {
            at++;
            int digits = 0;
            while (at < to && Text.digit(text[at])) {
                nano = digits < NANO_DIGITS ? nano * 10 + text[at] - '0' : nano;
                digits++;
                at++;
            }
            for (int i = digits; i < NANO_DIGITS; i++) {
                nano *= 10;
            }
        }
        return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    }

    /** Of the day: AM and PM. */
    private void half() {
        take(' ');
        boolean afternoon = peek() == 'P';
        if ((afternoon || peek() == 'A') && hour <= 12) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
    }

    private @Nullable Instant instant() {
        if (!valid()) {
            return null;
        }
        LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), nano);
        ZoneOffset offset = offset();
        return offset != null
                ? time.toInstant(offset)
                : time.toInstant(zone.getRules().getOffset(time));
    }

    private boolean valid() {
        return year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private @Nullable Instant withoutYear(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        year = today.getYear();
        if (valid() && LocalDate.of(year, month, day).isAfter(today.plusDays(1))) {
            year--;
        }
        return instant();
    }

    /** The offset that stands here; null: none does. */
    private @Nullable ZoneOffset offset() {
        if (take('Z') || take('z')) {
            return ZoneOffset.UTC;
        }
        boolean blank = take(' ');
        if (blank && (Text.startsWith(text, at, to, "UTC") || Text.startsWith(text, at, to, "GMT"))) {
            return ZoneOffset.UTC;
        }
        char sign = peek();
        if (sign != '+' && sign != '-') {
            return null;
        }
        at++;
        int hours = number(2, 2);
        take(':');
        int minutes = at < to && Text.digit(text[at]) ? number(2, 2) : 0;
        if (hours < 0 || hours >= MOST_HOURS_OF_OFFSET || minutes < 0 || minutes >= 60) {
            return null; // a minus sign before the message
        }
        int total = hours * 3600 + minutes * 60;
        return ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
    }

    private char peek() {
        return at < to ? text[at] : 0;
    }

    private boolean take(char c) {
        if (at < to && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** A number of so many digits; -1: there is none. */
    private int number(int least, int most) {
        int number = 0;
        int digits = 0;
        while (digits < most && at < to && Text.digit(text[at])) {
            number = number * 10 + text[at++] - '0';
            digits++;
        }
        return digits < least ? -1 : number;
    }
}

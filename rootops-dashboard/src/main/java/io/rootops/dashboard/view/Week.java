package io.rootops.dashboard.view;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week of ISO 8601, in UTC: it begins on a Monday, and the first one of a year holds its first Thursday.
 *
 * @param monday its first day
 */
public record Week(LocalDate monday) {
    /** As ISO 8601 writes it. */
    private static final Pattern WRITTEN = Pattern.compile("([12][0-9]{3})-W([0-5][0-9])");

    /** That a time falls in. */
    public static Week of(Instant time) {
        return new Week(
                LocalDate.ofInstant(time, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** Like {@code 2026-W07}; empty: it is no week. */
    public static Optional<Week> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(written.group(1));
        int number = Integer.parseInt(written.group(2));
        // The fourth of January is always in the first week.
        Week first = of(LocalDate.of(year, 1, 4).atStartOfDay(ZoneOffset.UTC).toInstant());
        Week week = new Week(first.monday.plusWeeks(number - 1L));
        return Optional.of(week).filter(it -> it.word().equals(text));
    }

    public Instant from() {
        return monday.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When the next one begins. */
    public Instant until() {
        return from().plus(7, ChronoUnit.DAYS);
    }

    public Week previous() {
        return new Week(monday.minusWeeks(1));
    }

    public Week next() {
        return new Week(monday.plusWeeks(1));
    }

    /** Like {@code 2026-W07}. */
    public String word() {
        return String.format(
                "%d-W%02d", monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}

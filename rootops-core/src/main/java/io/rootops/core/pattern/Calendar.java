package io.rootops.core.pattern;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The moments of a history at which patterns are looked for as they would have been found then: the first days of
 * quarters, or of months, the same whenever this is asked, and at last now.
 */
final class Calendar {
    /** Longer ago than this nothing is looked for: by then it has decayed. */
    private static final int MOST = 60;

    private final Instant[] moments;

    private Calendar(List<Instant> moments) {
        this.moments = moments.toArray(Instant[]::new);
    }

    /**
     * @param first of what is looked through
     * @param months from one moment to the next: 1 or 3
     */
    static Calendar until(Instant now, Instant first, int months) {
        List<Instant> moments = new ArrayList<>(List.of(now));
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate begin = LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / months * months + 1, 1);
        for (; moments.size() < MOST; begin = begin.minusMonths(months)) {
            Instant moment = begin.atStartOfDay(ZoneOffset.UTC).toInstant();
            if (moment.isBefore(first)) {
                break;
            }
            if (moment.isBefore(now)) {
                moments.add(0, moment);
            }
        }
        return new Calendar(moments);
    }

    /** With a moment after the last one. */
    Calendar and(Instant later) {
        List<Instant> more = new ArrayList<>(Arrays.asList(moments));
        more.add(later);
        return new Calendar(more);
    }

    int size() {
        return moments.length;
    }

    Instant at(int moment) {
        return moments[moment];
    }

    /** The first moment after this time; {@link #size} where there is none. */
    int after(Instant time) {
        int found = Arrays.binarySearch(moments, time);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** How much of its weight something of that time has at a moment. */
    double weight(Instant time, int moment, Duration halfLife) {
        double halves = (double) Duration.between(time, moments[moment]).toSeconds() / halfLife.toSeconds();
        return Math.pow(0.5, Math.max(0, halves));
    }
}

package io.rootops.dashboard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A moment in a query: {@code now}, {@code now-7d}, {@code now-24h}, a UTC date, or a time of RFC 3339. */
final class TimeParameter {
    private static final Pattern BEFORE_NOW = Pattern.compile("now(?:-(\\d{1,5})([hd]))?");

    private TimeParameter() {}

    /** The beginning of the moment; null when the query has none. */
    static @Nullable Instant from(Query query, Instant now) {
        return read(query, "from", now, 0);
    }

    /** The end of the moment, exclusive: a date includes its whole day. */
    static @Nullable Instant to(Query query, Instant now) {
        return read(query, "to", now, 1);
    }

    private static @Nullable Instant read(Query query, String name, Instant now, int daysAfter) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        Matcher before = BEFORE_NOW.matcher(text);
        if (before.matches()) {
            return before.group(1) == null ? now : now.minus(distance(before));
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw query.wrong(name, "now, now-7d, now-24h, a date such as 2026-03-14, or 2026-03-14T09:00:00Z");
        }
    }

    private static Duration distance(Matcher before) {
        long amount = Long.parseLong(before.group(1));
        return before.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
    }
}

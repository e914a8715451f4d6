package io.rootops.core.signal.loki;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people should know of a slice. */
final class LokiNotes {
    private LokiNotes() {}

    /** @param from nanoseconds since 1970, where it was to begin */
    static List<String> of(LokiReader.Slice slice, long from) {
        List<String> notes = new ArrayList<>();
        if (!slice.skipped().isZero()) {
            notes.add("Lines from " + second(from) + " to "
                    + second(from + slice.skipped().toNanos()) + " were left out: they are older than a day.");
        }
        if (slice.steppedOver() > 0) {
            notes.add(String.format(
                    Locale.ENGLISH,
                    "%,d times more lines had the same nanosecond than Loki hands out at once; some of them were left out.",
                    slice.steppedOver()));
        }
        if (slice.leftOut() > 0) {
            notes.add(String.format(
                    Locale.ENGLISH,
                    "More lines came within a second than can be read; %,d were left out.",
                    slice.leftOut()));
        }
        return notes;
    }

    private static Instant second(long nanos) {
        return Instant.ofEpochSecond(0, nanos).truncatedTo(ChronoUnit.SECONDS);
    }
}

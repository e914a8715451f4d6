package io.rootops.core.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** How long it took until bad commits were known. */
final class Delays {
    private final double[] days;

    /** @param commits at least one of them bad */
    Delays(List<PlacedCommit> commits) {
        days = commits.stream()
                .map(PlacedCommit::knownAfterDays)
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .sorted()
                .toArray();
    }

    long median() {
        return (long) days[days.length / 2];
    }

    /** The share of the delays that are no longer than this time, 0 to 1. */
    double knownWithin(Instant from, Instant to) {
        // Never found: where the first longer one would stand.
        int longer = -1 - Arrays.binarySearch(days, Duration.between(from, to).toDays() + 0.5);
        return (double) longer / days.length;
    }
}

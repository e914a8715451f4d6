package io.rootops.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times at which something was deployed. */
final class ReportedTime {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Before that nothing is known to compare with. */
    private static final Duration OLDEST = Duration.ofDays(14);

    private ReportedTime() {}

    /** What is expected instead; empty: it can be used. */
    static Optional<String> expectedInsteadOf(Instant time, Instant now) {
        if (time.isAfter(now.plus(AHEAD))) {
            return Optional.of("a time that is not in the future");
        }
        return time.isBefore(now.minus(OLDEST))
                ? Optional.of("a time of the last " + OLDEST.toDays() + " days")
                : Optional.empty();
    }
}

package io.rootops.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times at which something happened, as people and programs tell them. */
final class ReportedTime {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Before that nothing is known to compare a deployment with. */
    private static final Duration OLDEST = Duration.ofDays(14);
    /** What people remember of incidents may be old, and so may a history be. */
    private static final int OLDEST_INCIDENT_YEARS = 20;

    private ReportedTime() {}

    /** Of a deployment: what is expected instead; empty: it can be used. */
    static Optional<String> expectedInsteadOf(Instant time, Instant now) {
        return expected(time, now, OLDEST, "a time of the last " + OLDEST.toDays() + " days");
    }

    /** The same of an incident. */
    static Optional<String> expectedOfIncident(Instant time, Instant now) {
        return expected(
                time,
                now,
                Duration.ofDays(366L * OLDEST_INCIDENT_YEARS),
                "a time of the last " + OLDEST_INCIDENT_YEARS + " years");
    }

    private static Optional<String> expected(Instant time, Instant now, Duration oldest, String instead) {
        if (time.isAfter(now.plus(AHEAD))) {
            return Optional.of("a time that is not in the future");
        }
        return time.isBefore(now.minus(oldest)) ? Optional.of(instead) : Optional.empty();
    }
}

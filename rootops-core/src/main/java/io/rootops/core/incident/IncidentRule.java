package io.rootops.core.incident;

import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which alerts are incidents, and which are of the same one. */
public final class IncidentRule {
    /** What is over by then was no incident. */
    public static final Duration SHORT = Duration.ofMinutes(5);
    /** What lies no further apart is of one incident. */
    public static final Duration TOGETHER = Duration.ofMinutes(15);
    /** What began more than this after it is another one: some alerts fire for weeks, and would take in all others. */
    public static final Duration LONGEST = Duration.ofDays(1);
    /** Of so many incidents of alerts at once the next is no new one, but more of the same. */
    public static final int MOST_AT_ONCE = 5;

    private static final Comparator<Gathered> BY_BEGIN =
            Comparator.comparing(Gathered::began).thenComparing(Gathered::id);

    private IncidentRule() {}

    /** Whether an alert by itself is an incident by now. */
    public static boolean opens(Alert alert, Instant now) {
        Instant end = alert.ended() == null ? now : alert.ended();
        return alert.severity().grave() && Duration.between(alert.began(), end).compareTo(SHORT) > 0;
    }

    /**
     * The incident that an alert belongs to: that of its group, else that of its service, else, where alerts tell of many that
     * begin at once, the first of them.
     *
     * @return empty: none of these
     */
    public static Optional<Gathered> home(Alert alert, Collection<Gathered> incidents) {
        List<Gathered> near = incidents.stream()
                .filter(it -> near(it, alert.began(), alert.ended()))
                .toList();
        Optional<Gathered> same = near.stream()
                .filter(it -> it.has(alert.source(), alert.group()))
                .max(BY_BEGIN);
        return same.or(() -> ofService(alert.service(), near)).or(() -> ofMany(alert, near));
    }

    /**
     * The incident of its service that a report belongs to, unless that comes from another repository than the report says; empty:
     * none of these.
     */
    public static Optional<Gathered> home(IncidentReport report, Collection<Gathered> incidents) {
        return ofService(
                report.service(),
                incidents.stream()
                        .filter(it -> near(it, report.began(), report.ended()))
                        .filter(it -> it.mayComeFrom(report.repository()))
                        .toList());
    }

    private static Optional<Gathered> ofService(ServiceName service, List<Gathered> near) {
        return near.stream().filter(it -> it.serves(service)).max(BY_BEGIN);
    }

    private static Optional<Gathered> ofMany(Alert alert, List<Gathered> near) {
        List<Gathered> atOnce = near.stream()
                .filter(Gathered::alerted)
                .filter(it -> Duration.between(it.began(), alert.began()).abs().compareTo(TOGETHER) <= 0)
                .toList();
        return atOnce.size() < MOST_AT_ONCE ? Optional.empty() : atOnce.stream().min(BY_BEGIN);
    }

    private static boolean near(Gathered incident, Instant began, @Nullable Instant ended) {
        boolean notAfter =
                incident.ended() == null || !began.isAfter(incident.ended().plus(TOGETHER));
        boolean notBefore = ended == null || !ended.isBefore(incident.began().minus(TOGETHER));
        return notAfter
                && notBefore
                && Duration.between(incident.began(), began).abs().compareTo(LONGEST) <= 0;
    }
}

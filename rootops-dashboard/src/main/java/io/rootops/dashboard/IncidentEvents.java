package io.rootops.dashboard;

import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.ToldReport;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of incidents what events say of them, which come twice, late, and with little in them. */
final class IncidentEvents {
    private final IncidentReporting reporting;

    IncidentEvents(IncidentReporting reporting) {
        this.reporting = reporting;
    }

    /**
     * Tells it.
     *
     * @param said began, and perhaps ended, when the event happened; under a key
     * @return false: it says nothing new
     */
    boolean tell(IncidentReport said, String by) {
        Optional<IncidentReport> known = reporting
                .find(said.source(), Objects.requireNonNull(said.key()))
                .map(ToldReport::report);
        if (known.isPresent() && saysNothingNew(known.get(), said)) {
            return false;
        }
        reporting.tell(
                known.filter(it -> said.ended() != null)
                        .map(it -> over(it, said))
                        .orElse(said),
                by,
                null);
        return true;
    }

    private static boolean saysNothingNew(IncidentReport known, IncidentReport said) {
        @Nullable Instant ended = known.ended();
        if (said.ended() != null) {
            return ended != null;
        }
        // What was said before it ended must not open it again.
        return ended == null
                ? known.title().equals(said.title())
                : !said.began().isAfter(ended);
    }

    /** That it is over often says no more than that. */
    private static IncidentReport over(IncidentReport known, IncidentReport said) {
        Instant ended = Objects.requireNonNull(said.ended());
        return new IncidentReport(
                known.source(),
                known.key(),
                said.repository(),
                known.service(),
                known.title(),
                known.text(),
                known.severity(),
                known.link(),
                known.began(),
                ended.isBefore(known.began()) ? known.began() : ended);
    }
}

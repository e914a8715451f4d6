package io.rootops.core.engine;

import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.suspect.ChangeRanker;
import io.rootops.core.suspect.ChangeSuspect;
import io.rootops.core.suspect.SuspectModel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which changes that are no commits may have caused an incident. Made when it is asked for, as there are few. Thread-safe. */
public final class ChangeSuspects {
    /** As many as of commits. */
    private static final int KEPT = 25;

    private static final int MOST_CANDIDATES = 200;
    private static final int MOST_ALERTS = 50;

    private final ChangeEvents changes;
    private final IncidentMemory incidents;
    private final ChangeRanker ranker;

    public ChangeSuspects(ChangeEvents changes, IncidentMemory incidents, SuspectModel model) {
        this.changes = changes;
        this.incidents = incidents;
        this.ranker = new ChangeRanker(model.withoutOwners());
    }

    /** The likeliest first; none of those after its begin. Of the newest 200 before. */
    public List<ChangeSuspect> of(Incident incident) {
        List<ChangeEvent> candidates = changes.near(incident, Instant.EPOCH, incident.began(), MOST_CANDIDATES);
        return candidates.isEmpty() ? List.of() : ranker.rank(incident, told(incident), candidates, KEPT);
    }

    private String told(Incident incident) {
        return Stream.concat(
                        Stream.of(incidents.text(incident.id())),
                        incidents.alerts(incident.id(), MOST_ALERTS).stream().map(it -> it.title() + "\n" + it.text()))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}

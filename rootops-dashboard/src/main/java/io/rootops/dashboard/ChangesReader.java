package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.ChangeItem;
import io.rootops.dashboard.view.ChangeSuspectItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the changes that are no commits and may have to do with an incident. */
final class ChangesReader {
    private static final int MOST = 50;

    private final ChangeEvents changes;
    private final ChangeSuspects suspects;
    private final RepositoryMemory repositories;

    ChangesReader(IncidentFacts facts, RepositoryMemory repositories) {
        this.changes = facts.changes();
        this.suspects = facts.changeSuspects();
        this.repositories = repositories;
    }

    /** That may have caused it, the likeliest first. */
    List<ChangeSuspectItem> suspects(Incident incident) {
        return suspects.of(incident).stream()
                .map(it -> ChangeSuspectItem.of(it, repository(it.change())))
                .toList();
    }

    /** Those of that time, the last first. */
    List<ChangeItem> around(Incident incident, Instant from, Instant to) {
        return changes.near(incident, from, to, MOST).stream()
                .map(it -> ChangeItem.of(it, repository(it)))
                .toList();
    }

    /** Of those that answers are about. */
    Map<UUID, String> titles(List<CulpritAnswer> answers) {
        List<UUID> meant = answers.stream()
                .map(CulpritAnswer::change)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Map<UUID, String> titles = new HashMap<>();
        changes.all(meant).forEach((id, change) -> titles.put(id, change.title()));
        return titles;
    }

    private @Nullable String repository(ChangeEvent change) {
        return Optional.ofNullable(change.repository())
                .flatMap(repositories::byId)
                .map(TrackedRepository::name)
                .orElse(null);
    }
}

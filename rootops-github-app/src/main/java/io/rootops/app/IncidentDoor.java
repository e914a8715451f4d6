package io.rootops.app;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.SharedAnnouncements;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.Settings;
import java.util.List;

/** Incidents for the command line, whether a server runs or not; one that runs is told of what changed. */
public final class IncidentDoor implements AutoCloseable {
    private final OpenedDatabase opened;
    private final SharedAnnouncements announcements;

    private IncidentDoor(OpenedDatabase opened) {
        this.opened = opened;
        this.announcements = new SharedAnnouncements(opened.database().notices(), part -> {});
    }

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public static IncidentDoor open(Settings settings) {
        return new IncidentDoor(OpenedDatabase.of(settings));
    }

    public IncidentMemory incidents() {
        return new IncidentMemory(opened.database().dsl());
    }

    public IncidentReporting reporting() {
        return new IncidentReporting(opened.database().dsl(), announcements);
    }

    /** All that are followed. */
    public List<TrackedRepository> repositories() {
        return new RepositoryMemory(opened.database().dsl()).all();
    }

    @Override
    public void close() throws InterruptedException {
        try (opened) {
            announcements.close();
        }
    }
}

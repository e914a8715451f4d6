package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.TestDatabase;
import java.time.InstantSource;

/** Reads local repositories as the server does. */
final class Readings {
    private Readings() {}

    static void read(TestDatabase db, TrackedRepository repository, InstantSource clock, boolean analyze) {
        Announcements nobody = part -> {};
        new RepositoryReading(
                        new RepositoryMemory(db.dsl()),
                        (it, first) -> {
                            throw new AssertionError("a local repository is never fetched");
                        },
                        new Ingest(db.dsl(), clock, nobody, 2, analyze),
                        new OtherBranches(db.dsl(), clock, nobody, analyze),
                        nobody)
                .read(repository.id());
    }
}

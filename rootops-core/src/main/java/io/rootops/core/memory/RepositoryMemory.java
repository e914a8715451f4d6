package io.rootops.core.memory;

import io.rootops.core.change.TrackedRepository;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The repositories that RootOps follows. */
public final class RepositoryMemory {
    private final DSLContext db;

    public RepositoryMemory(DSLContext db) {
        this.db = db;
    }

    /** All of them, by name. */
    public List<TrackedRepository> all() {
        throw new UnsupportedOperationException(db.toString());
    }

    public Optional<TrackedRepository> named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst();
    }
}

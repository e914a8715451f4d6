package io.rootops.app;

import io.rootops.core.memory.Database;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memory for a short command, whether a server runs or not: the database of DATABASE_URL, the embedded one that a
 * server runs, or the embedded one started for this moment.
 */
final class OpenedDatabase implements AutoCloseable {
    private final @Nullable EmbeddedPostgres own;
    private final Database database;

    private OpenedDatabase(@Nullable EmbeddedPostgres own, Database database) {
        this.own = own;
        this.database = database;
    }

    /**
     * Opens it.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    static OpenedDatabase of(Settings settings) {
        if (settings.databaseUrl() != null) {
            return new OpenedDatabase(null, Database.open(settings.databaseUrl().value()));
        }
        Optional<RunningPostgres> running = RunningPostgres.in(settings.home());
        if (running.isPresent()) {
            return new OpenedDatabase(null, Database.beside(running.get()));
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.home());
        try {
            return new OpenedDatabase(postgres, Database.embedded(postgres));
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        if (own != null) {
            own.close();
        }
    }
}

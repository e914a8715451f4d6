package io.rootops.app;

import io.rootops.core.memory.Database;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Settings;
import java.util.Optional;

/** The GitHub App that was made on the dashboard, for who looks from beside. */
public final class StoredApp {
    private StoredApp() {}

    /**
     * Changes nothing, so the embedded database is asked only while a server runs on it.
     *
     * @return empty also when nobody can be asked
     * @throws io.rootops.core.memory.DatabaseException when the database does not let us in, or is of another release
     * @throws KeyFileException when there is one and its secrets cannot be read
     */
    public static Optional<RegisteredApp> find(Settings settings) throws KeyFileException {
        if (settings.databaseUrl() != null) {
            return find(Database.beside(settings.databaseUrl().value()), settings);
        }
        Optional<RunningPostgres> running = RunningPostgres.in(settings.home());
        return running.isEmpty() ? Optional.empty() : find(Database.beside(running.get()), settings);
    }

    private static Optional<RegisteredApp> find(Database opened, Settings settings) throws KeyFileException {
        try (opened) {
            return new GitHubAppMemory(opened.dsl(), new KeyFile(settings.keyFile()), settings.githubUrl()).find();
        }
    }
}

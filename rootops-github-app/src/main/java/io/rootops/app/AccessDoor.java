package io.rootops.app;

import io.rootops.core.access.Credential;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.settings.Settings;
import io.rootops.dashboard.view.Links;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and sign-in links for the command line, whether a server runs or not: on the database of DATABASE_URL, on the
 * embedded one that a server runs, or on the embedded one started for this moment.
 */
public final class AccessDoor implements AutoCloseable {
    private final Settings settings;
    private final @Nullable EmbeddedPostgres own;
    private final Database database;

    private AccessDoor(Settings settings, @Nullable EmbeddedPostgres own, Database database) {
        this.settings = settings;
        this.own = own;
        this.database = database;
    }

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public static AccessDoor open(Settings settings) {
        if (settings.databaseUrl() != null) {
            return new AccessDoor(
                    settings, null, Database.open(settings.databaseUrl().value()));
        }
        Optional<RunningPostgres> running = RunningPostgres.in(settings.home());
        if (running.isPresent()) {
            return new AccessDoor(settings, null, Database.beside(running.get()));
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.home());
        try {
            return new AccessDoor(settings, postgres, Database.embedded(postgres));
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    public TokenMemory tokens() {
        return new TokenMemory(database.dsl(), InstantSource.system());
    }

    /** The address that signs in once. */
    public URI newLoginLink() {
        Credential link = new LoginMemory(database.dsl(), InstantSource.system()).newLink(LoginMemory.Origin.COMMAND);
        return URI.create(ServerAddress.read(settings) + Links.login(link.text()));
    }

    @Override
    public void close() {
        database.close();
        if (own != null) {
            own.close();
        }
    }
}

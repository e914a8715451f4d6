package io.rootops.app;

import io.rootops.core.access.Credential;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.Settings;
import io.rootops.dashboard.view.Links;
import java.net.URI;
import java.time.InstantSource;

/** Tokens and sign-in links for the command line, whether a server runs or not. */
public final class AccessDoor implements AutoCloseable {
    private final Settings settings;
    private final OpenedDatabase opened;

    private AccessDoor(Settings settings, OpenedDatabase opened) {
        this.settings = settings;
        this.opened = opened;
    }

    /**
     * Opens the memory.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    public static AccessDoor open(Settings settings) {
        return new AccessDoor(settings, OpenedDatabase.of(settings));
    }

    public TokenMemory tokens() {
        return new TokenMemory(opened.database().dsl(), InstantSource.system());
    }

    /** The address that signs in once. */
    public URI newLoginLink() {
        Credential link =
                new LoginMemory(opened.database().dsl(), InstantSource.system()).newLink(LoginMemory.Origin.COMMAND);
        return URI.create(ServerAddress.read(settings) + Links.login(link.text()));
    }

    @Override
    public void close() {
        opened.close();
    }
}

package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens of the App that RootOps is at the time, else GITHUB_TOKEN's or nobody's. Thread-safe. */
final class IdentityTokens implements GitHubTokens {
    private record Current(GitHubApp app, InstallationTokens tokens) {}

    private final GitHubAddress address;
    private final AppIdentity identity;
    private final GitHubTokens fixed;
    private final InstantSource clock;
    private volatile @Nullable Current current;

    IdentityTokens(GitHubAddress address, AppIdentity identity, GitHubTokens fixed, InstantSource clock) {
        this.address = address;
        this.identity = identity;
        this.fixed = fixed;
        this.clock = clock;
    }

    @Override
    public @Nullable Secret of(String repository) throws ForgeException {
        return now().of(repository);
    }

    @Override
    public Identity identity() {
        return now().identity();
    }

    @Override
    public boolean renew(String repository) {
        return now().renew(repository);
    }

    @Override
    public Optional<InstallationTokens> app() {
        return identity.app().map(this::tokens);
    }

    private GitHubTokens now() {
        Optional<InstallationTokens> app = app();
        return app.isPresent() ? app.get() : fixed;
    }

    private InstallationTokens tokens(GitHubApp app) {
        Current known = current;
        if (known == null || !known.app().equals(app)) {
            known = new Current(app, new InstallationTokens(new AppApi(address, app, clock), fixed, clock));
            current = known;
        }
        return known.tokens();
    }
}

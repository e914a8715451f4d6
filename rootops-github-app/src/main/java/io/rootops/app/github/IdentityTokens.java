package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of the App that RootOps is at the time, else GITHUB_TOKEN's or nobody's. Thread-safe. */
final class IdentityTokens implements GitHubTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityTokens.class);

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

    /** One at a time, or two would each learn of clocks that differ; nobody is asked meanwhile. */
    private synchronized InstallationTokens tokens(GitHubApp app) {
        Current known = current;
        if (known == null || !known.app().equals(app)) {
            known = new Current(
                    app, new InstallationTokens(new AppApi(address, app, clock, this::clocksDiffer), fixed, clock));
            current = known;
        }
        return known.tokens();
    }

    private void clocksDiffer(Duration ahead) {
        if (ahead.isZero()) {
            LOG.info("This machine's clock and that of {} agree again", GitHubAddress.host(address.api()));
        } else {
            LOG.warn(
                    "{}: set it by NTP; until then RootOps signs by GitHub's",
                    ClockCheck.sentence(address, ahead).replaceFirst("^t", "T"));
        }
    }
}

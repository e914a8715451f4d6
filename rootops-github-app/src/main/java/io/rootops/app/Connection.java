package io.rootops.app;

import io.rootops.app.github.AppIdentity;
import io.rootops.app.github.AppManifest;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.ManifestConversion;
import io.rootops.core.engine.GitHubConnection;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Loopback;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.settings.Settings;
import io.rootops.dashboard.view.Links;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The App of the environment, else the one that was made here, which is looked up again every few seconds: another replica
 * may have made it.
 */
final class Connection implements GitHubConnection, AppIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PERSON_TAKES = Duration.ofHours(1);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
    private static final String AGAIN = " Begin again on the page Connect GitHub.";

    private record Known(
            @Nullable RegisteredApp app,
            @Nullable GitHubApp proof,
            @Nullable String problem,
            Instant at) {}

    private final Settings settings;
    private final GitHubAddress github;
    private final GitHubAppMemory memory;
    private final KeyFile keyFile;
    private final InstantSource clock;
    private final AppManifest manifest;
    private final ManifestConversion conversion;
    private volatile Runnable forgotten = () -> {};
    private volatile Known known = new Known(null, null, null, Instant.EPOCH);

    Connection(Settings settings, GitHubAppMemory memory, KeyFile keyFile, InstantSource clock) {
        this.settings = settings;
        this.github = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        this.manifest = new AppManifest(settings.pullRequestComments());
        this.memory = memory;
        this.keyFile = keyFile;
        this.clock = clock;
        this.conversion = new ManifestConversion(github);
    }

    /** @param then called when RootOps is an App no more */
    void whenForgotten(Runnable then) {
        forgotten = then;
    }

    @Override
    public Optional<GitHubApp> app() {
        return settings.githubApp() != null ? Optional.of(settings.githubApp()) : Optional.ofNullable(known().proof());
    }

    @Override
    public List<Secret> webhookSecrets() {
        List<Secret> secrets = new ArrayList<>(settings.webhookSecrets());
        if (settings.githubApp() == null) {
            Stream.ofNullable(known().app())
                    .flatMap(it -> Stream.ofNullable(it.webhookSecret()))
                    .forEach(secrets::add);
        }
        return secrets;
    }

    @Override
    public State state() {
        GitHubApp configured = settings.githubApp();
        if (configured != null) {
            boolean webhook = !settings.webhookSecrets().isEmpty();
            return new State(github.web(), new App(configured.id(), null, null, null, true, webhook), null);
        }
        Known now = known();
        RegisteredApp app = now.app();
        return new State(
                github.web(),
                app == null
                        ? null
                        : new App(
                                String.valueOf(app.id()),
                                app.name(),
                                app.owner(),
                                app.page(),
                                false,
                                app.webhookSecret() != null),
                now.problem() != null || app != null ? now.problem() : keyProblem());
    }

    private @Nullable String keyProblem() {
        try {
            keyFile.open();
            return null;
        } catch (KeyFileException e) {
            return e.getMessage();
        }
    }

    @Override
    public Optional<Application> apply(@Nullable String organization, URI here) {
        String signed;
        try {
            signed = keyFile.open()
                    .signed(String.valueOf(clock.instant().plus(PERSON_TAKES).getEpochSecond()));
        } catch (KeyFileException e) {
            return Optional.empty();
        }
        URI home = settings.url() == null ? here : settings.url();
        URI webhook = reachable() ? URI.create(home + "/webhooks/github") : null;
        String path = organization == null
                ? "/settings/apps/new"
                : "/organizations/" + URLEncoder.encode(organization, StandardCharsets.UTF_8) + "/settings/apps/new";
        return Optional.of(new Application(
                URI.create(github.web() + path + "?state=" + signed),
                manifest.of(
                        name(organization, home),
                        URI.create(home + "/dashboard"),
                        webhook,
                        URI.create(home + Links.CONNECTED)),
                webhook != null));
    }

    private static String name(@Nullable String organization, URI home) {
        if (organization != null) {
            return "RootOps for " + organization;
        }
        // Everybody has a localhost, and names are unique on all of GitHub.
        return Loopback.is(home.getHost())
                ? "RootOps "
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())
                : "RootOps for " + home.getHost();
    }

    /** Nobody but the operator knows whether GitHub reaches us; the one address that it never does is this machine's. */
    private boolean reachable() {
        return settings.url() != null && !Loopback.is(settings.url().getHost());
    }

    @Override
    public Optional<String> finish(@Nullable String code, @Nullable String state) {
        if (settings.githubApp() != null) {
            return Optional.of("GITHUB_APP_ID names the App that RootOps is: take it out of the environment first.");
        }
        if (code == null || !CODE.matcher(code).matches()) {
            return Optional.of("GitHub's answer has no code in it." + AGAIN);
        }
        try {
            if (!asked(state)) {
                return Optional.of("This answer was not asked for here, or more than an hour ago." + AGAIN);
            }
            known = look(known);
            RegisteredApp present = known.app();
            if (present != null) {
                return Optional.of("RootOps is the GitHub App " + present.name()
                        + " already: disconnect that one first," + " and delete the other on GitHub.");
            }
            RegisteredApp made = conversion.convert(code);
            memory.store(made);
            known = new Known(made, made.asApp(), null, clock.instant());
            LOG.info("RootOps is the GitHub App {} ({}) of {} now", made.name(), made.id(), made.owner());
            return Optional.empty();
        } catch (ForgeException | KeyFileException e) {
            return Optional.of(Objects.requireNonNull(e.getMessage()));
        }
    }

    private boolean asked(@Nullable String state) throws KeyFileException {
        return state != null
                && keyFile.open()
                        .verified(state)
                        .filter(it -> TIME.matcher(it).matches())
                        .filter(it -> Instant.ofEpochSecond(Long.parseLong(it)).isAfter(clock.instant()))
                        .isPresent();
    }

    @Override
    public void forget() {
        if (memory.forget()) {
            LOG.info("RootOps is no GitHub App any more");
        }
        known = new Known(null, null, null, clock.instant());
        if (settings.githubApp() == null) {
            forgotten.run();
        }
    }

    private Known known() {
        Known now = known;
        if (now.at().plus(FRESH).isBefore(clock.instant())) {
            now = look(now);
            known = now;
        }
        return now;
    }

    private Known look(Known before) {
        try {
            RegisteredApp app = memory.find().orElse(null);
            boolean same = app != null && app.equals(before.app());
            return new Known(app, same ? before.proof() : app == null ? null : app.asApp(), null, clock.instant());
        } catch (KeyFileException e) {
            String problem = Objects.requireNonNull(e.getMessage());
            if (!problem.equals(before.problem())) {
                LOG.warn("RootOps cannot be its GitHub App: {}", problem);
            }
            return new Known(null, null, problem, clock.instant());
        } catch (DataAccessException e) {
            // The database is away: as before, and asked again.
            return new Known(before.app(), before.proof(), before.problem(), clock.instant());
        }
    }
}

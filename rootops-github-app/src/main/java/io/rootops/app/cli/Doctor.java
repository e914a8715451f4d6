package io.rootops.app.cli;

import io.rootops.app.StoredApp;
import io.rootops.app.access.AccessCheck;
import io.rootops.app.container.DataVolume;
import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.engine.SignalDetection;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.postgres.HomeState;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Settings;
import io.rootops.core.signal.file.FileLimits;
import io.rootops.core.signal.file.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at everything that RootOps would use, and changes nothing. */
final class Doctor {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LITTLE_MEMORY = 256 * MEBIBYTE;
    private static final long LITTLE_SPACE = 500 * MEBIBYTE;

    private final Settings settings;
    private final boolean offline;

    /** @param offline ask nothing over the network */
    Doctor(Settings settings, boolean offline) {
        this.settings = settings;
        this.offline = offline;
    }

    List<BackendCheck> examine(List<Path> repositories) {
        List<BackendCheck> checks = new ArrayList<>();
        checks.add(java());
        checks.add(ShippedPrior.inThisBuild().check());
        if (repositories.isEmpty()) {
            checks.add(none("git", "no local repository named", "local repositories: rootops doctor --repo PATH"));
        }
        repositories.forEach(it -> checks.add(git(it)));
        checks.add(home());
        DataVolume.check(settings).ifPresent(checks::add);
        checks.add(
                settings.databaseUrl() == null
                        ? embedded()
                        : external(settings.databaseUrl().value()));
        checks.addAll(github());
        checks.add(new PortCheck(settings.bind(), settings.port()).examine());
        checks.add(AccessCheck.of(settings));
        checks.addAll(signals().checks());
        return checks;
    }

    private SignalFindings signals() {
        int files = new LogFiles(settings.logPaths(), ZoneId.systemDefault(), FileLimits.DEFAULT)
                .find()
                .files();
        if (!offline) {
            try {
                return new SignalDetection(settings, () -> files).look();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return SignalFindings.notAsked(settings, "not asked (--offline)", files);
    }

    private static BackendCheck java() {
        Runtime runtime = Runtime.getRuntime();
        String text = String.format(
                Locale.ENGLISH,
                "Java %s, %d processor%s, up to %,d MB of memory",
                System.getProperty("java.version"),
                runtime.availableProcessors(),
                runtime.availableProcessors() == 1 ? "" : "s",
                runtime.maxMemory() / MEBIBYTE);
        return runtime.maxMemory() < LITTLE_MEMORY
                ? warn("java", text, "give it 640 MB: java -Xmx640m -jar rootops.jar")
                : ok("java", text);
    }

    private static BackendCheck git(Path directory) {
        try (GitHistory git = GitHistory.open(directory)) {
            String branch = git.defaultBranch().map(BranchHead::name).orElse(null);
            if (branch == null) {
                return warn("git", directory + ": no commit yet", "commit something; it is ranked within seconds");
            }
            String text = directory + ": default branch " + branch + ", "
                    + git.branches().size() + " local branches";
            return git.shallow()
                    ? warn("git", text + ", shallow: older commits are missing", "git fetch --unshallow")
                    : ok("git", text);
        } catch (UnreadableRepositoryException | CorruptRepositoryException e) {
            return fail("git", String.valueOf(e.getMessage()), "name another one with --repo", directory.toString());
        }
    }

    private BackendCheck home() {
        Path home = settings.home();
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        String another = "give it to the user that runs RootOps, or set ROOTOPS_HOME to another directory";
        if (!Files.isDirectory(there)) {
            return fail("home", there + " is no directory", another, home.toString());
        }
        if (!Files.isWritable(there)) {
            return fail("home", there + " cannot be written", another, home.toString());
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String text = String.format(
                    Locale.ENGLISH,
                    "%s%s, %,d MB free",
                    home,
                    there.equals(home) ? "" : " (made at the first start)",
                    free / MEBIBYTE);
            return free < LITTLE_SPACE
                    ? warn("home", text, "make room, or set ROOTOPS_HOME to a directory on another disk")
                    : ok("home", text);
        } catch (IOException e) {
            return fail("home", there + ": " + e.getMessage(), another, home.toString());
        }
    }

    private List<BackendCheck> github() {
        List<BackendCheck> checks = new ArrayList<>();
        Optional<RegisteredApp> made = Optional.empty();
        try {
            made = settings.githubApp() == null && !offline ? StoredApp.find(settings) : made;
        } catch (KeyFileException e) {
            checks.add(fail("github", e.getMessage(), settings.keyFile().toString()));
        } catch (DatabaseException e) {
            // The check of the database has told why; one that no RootOps has used yet has no App.
        }
        GitHubApp app = settings.githubApp() != null
                ? settings.githubApp()
                : made.map(RegisteredApp::asApp).orElse(null);
        boolean secret = !settings.webhookSecrets().isEmpty()
                || made.map(RegisteredApp::webhookSecret).isPresent();
        checks.addAll(new GitHubCheck(settings, app, secret, offline).examine());
        if (app == null || offline) {
            checks.add(
                    secret
                            ? ok(
                                    "webhooks",
                                    "configured; the overview of a running RootOps tells when the last one came")
                            : none("webhooks", "not configured", "pushes within seconds: set GITHUB_WEBHOOK_SECRET"));
        }
        return checks;
    }

    private BackendCheck embedded() {
        try {
            HomeState state = HomeState.of(settings.home());
            if (state.version() == null) {
                return ok("database", "embedded PostgreSQL, made at the first start");
            }
            String text = "embedded PostgreSQL " + state.version() + " in " + settings.home();
            return ok(
                    "database",
                    state.holder() == null
                            ? text + ", not running"
                            : text + ", used by RootOps (process " + state.holder() + ")");
        } catch (IOException e) {
            return fail(
                    "database",
                    "embedded PostgreSQL in " + settings.home() + ": " + e.getMessage(),
                    "give the directory to this user, or set ROOTOPS_HOME to another one",
                    settings.home().toString());
        }
    }

    private BackendCheck external(String url) {
        if (offline) {
            return none("database", "PostgreSQL of DATABASE_URL, not asked (--offline)", null);
        }
        try {
            return ok("database", "PostgreSQL " + Database.serverVersion(url) + " of DATABASE_URL");
        } catch (DatabaseException e) {
            return fail("database", e.getMessage(), "DATABASE_URL");
        }
    }

    static BackendCheck ok(String subject, String text) {
        return new BackendCheck(subject, State.OK, text, List.of(), null, List.of());
    }

    static BackendCheck warn(String subject, String text, String fix) {
        return new BackendCheck(subject, State.WARN, text, List.of(), fix, List.of());
    }

    static BackendCheck fail(String subject, String text, String fix, String tried) {
        return new BackendCheck(subject, State.FAIL, text, List.of(tried), fix, List.of());
    }

    /** @param sentence what fails: how to mend it */
    static BackendCheck fail(String subject, @Nullable String sentence, String tried) {
        String[] halves = String.valueOf(sentence).split(": ", 2);
        return fail(subject, halves[0], halves.length > 1 ? halves[1] : "look at " + tried, tried);
    }

    static BackendCheck none(String subject, String text, @Nullable String wouldAdd) {
        return new BackendCheck(
                subject, State.NONE, text, List.of(), null, wouldAdd == null ? List.of() : List.of(wouldAdd));
    }
}

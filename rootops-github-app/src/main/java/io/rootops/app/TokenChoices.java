package io.rootops.app;

import io.rootops.app.github.GitHubAccess;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.RepositoryFacts;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.RepositoryChoice;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What GITHUB_TOKEN can read, where GITHUB_REPO names nothing. A thread of its own asks, again and again until
 * something is followed, so no page ever waits for GitHub.
 */
final class TokenChoices implements RepositoryChoices, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenChoices.class);
    private static final int MOST = 100;
    private static final long STOP_SECONDS = 2;

    private final Settings settings;
    private final RepositoryMemory repositories;
    private final Consumer<String> follow;
    private final Announcements announcements;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "token-choices");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Listing listing;
    /** Of the asking thread; made there because making it can fail. */
    private @Nullable GitHubAccess github;

    /** @param follow takes a repository up by its owner/name */
    TokenChoices(
            Settings settings, RepositoryMemory repositories, Consumer<String> follow, Announcements announcements) {
        this.settings = settings;
        this.repositories = repositories;
        this.follow = follow;
        this.announcements = announcements;
        boolean offered =
                settings.githubToken() != null && settings.githubRepositories().isEmpty();
        this.listing =
                offered ? Listing.notYetAnswered() : RepositoryChoices.none().listing();
    }

    /** Begins to ask, where there is something to choose. */
    void start() {
        if (listing.offered()) {
            long seconds = settings.githubPollInterval().toSeconds();
            asking.scheduleWithFixedDelay(this::askAgain, 0, seconds, TimeUnit.SECONDS);
        }
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public Optional<String> follow(String name) {
        if (!listing.holds(name)) {
            return Optional.empty();
        }
        if (repositories.named(name).isEmpty()) {
            follow.accept(name);
            announcements.changed(Announcements.Part.REPOSITORIES);
        }
        return Optional.of(name);
    }

    private void askAgain() {
        try {
            boolean known = listing.answered() && listing.problem() == null;
            if (!known || settings.autoPolling() && repositories.all().isEmpty()) {
                tell(ask());
            }
        } catch (RuntimeException e) {
            LOG.error("What GITHUB_TOKEN can read was not asked; tried again", e);
        }
    }

    private Listing ask() {
        try {
            if (github == null) {
                github = new GitHubAccess(
                        new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()), settings.githubToken());
            }
            List<RepositoryFacts> all = github.readableRepositories(Integer.MAX_VALUE);
            return Listing.of(
                    all.stream()
                            .limit(MOST)
                            .map(it -> new RepositoryChoice(it.name(), it.isPrivate(), it.pushedAt()))
                            .toList(),
                    Math.max(0, all.size() - MOST));
        } catch (ForgeException e) {
            return listing.failed(Objects.requireNonNull(e.getMessage()));
        }
    }

    private void tell(Listing next) {
        if (asking.isShutdown() || next.equals(listing)) {
            return;
        }
        if (next.problem() != null && !next.problem().equals(listing.problem())) {
            LOG.warn("{}", next.problem());
        }
        listing = next;
        announcements.changed(Announcements.Part.BACKENDS);
    }

    @Override
    public void close() throws InterruptedException {
        asking.shutdownNow();
        if (!asking.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("GitHub is still being asked; not waited for");
        }
    }
}

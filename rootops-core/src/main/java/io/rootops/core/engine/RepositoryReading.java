package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.forge.SourceForge;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.ConcurrentReadingException;
import io.rootops.core.memory.RepositoryMemory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the memory of one repository up to date, whatever door the call came in by. Doing it twice changes nothing. */
public final class RepositoryReading {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryReading.class);
    private static final String WITHOUT_CODE =
            " Until then new commits get provisional scores from the forge's lists of their files.";

    private final RepositoryMemory repositories;
    private final SourceForge forge;
    private final Ingest ingest;
    private final OtherBranches branches;
    private final @Nullable PullRequestReading pulls;
    private final @Nullable ListedReading listed;
    private final Announcements announcements;

    public RepositoryReading(
            RepositoryMemory repositories,
            SourceForge forge,
            Ingest ingest,
            OtherBranches branches,
            Announcements announcements) {
        this(repositories, forge, ingest, branches, null, null, announcements);
    }

    /** @param pulls null: pull requests are not read */
    public RepositoryReading(
            RepositoryMemory repositories,
            SourceForge forge,
            Ingest ingest,
            OtherBranches branches,
            @Nullable PullRequestReading pulls,
            Announcements announcements) {
        this(repositories, forge, ingest, branches, pulls, null, announcements);
    }

    /**
     * The whole.
     *
     * @param pulls null: pull requests are not read
     * @param listed reads commits that git does not bring; null: they wait until it does
     */
    public RepositoryReading(
            RepositoryMemory repositories,
            SourceForge forge,
            Ingest ingest,
            OtherBranches branches,
            @Nullable PullRequestReading pulls,
            @Nullable ListedReading listed,
            Announcements announcements) {
        this.repositories = repositories;
        this.forge = forge;
        this.ingest = ingest;
        this.branches = branches;
        this.pulls = pulls;
        this.listed = listed;
        this.announcements = announcements;
    }

    /** Reads it; nobody waits for its default branch. */
    public Optional<TrackedRepository> read(RepositoryId id) {
        return read(id, () -> {});
    }

    /**
     * The repository as it was before; empty when it is followed no longer, or was removed meanwhile. What fails is said on
     * its page.
     *
     * @param readable called when its default branch is read for the first time, or for the first time since a failure,
     *     while its other branches are not
     */
    public Optional<TrackedRepository> read(RepositoryId id, Runnable readable) {
        Optional<TrackedRepository> known = repositories.byId(id).filter(it -> it.pause() == null);
        return known.filter(it -> {
            try {
                read(it, readable);
            } catch (ForgeException | UnreadableRepositoryException | CorruptRepositoryException e) {
                unlessStopped(e);
                if (removed(it)) {
                    return false;
                }
                arrived(it, State.FAILED, e.getMessage());
            } catch (ConcurrentReadingException e) {
                if (removed(it, e)) {
                    return false;
                }
                LOG.info("{}: {}", it.name(), e.getMessage());
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                unlessStopped(e);
                if (removed(it, e)) {
                    return false;
                }
                failed(it, e);
                throw e;
            }
            return true;
        });
    }

    /** Its rows and its clone are taken away while it is read. */
    private boolean removed(TrackedRepository repository) {
        boolean gone = repositories.byId(repository.id()).isEmpty();
        if (gone) {
            LOG.info("{} was removed while it was read", repository.name());
        }
        return gone;
    }

    private boolean removed(TrackedRepository repository, RuntimeException cause) {
        try {
            return removed(repository);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    /**
     * Scores what was pushed to a repository whose history is still read for the first time, perhaps by another process:
     * from the forge's lists, until git brings it.
     *
     * @return whether there may be more in a moment
     */
    public boolean ahead(RepositoryId id) {
        Optional<TrackedRepository> known =
                repositories.byId(id).filter(it -> it.pause() == null && it.kind() == Kind.GITHUB);
        if (known.isEmpty() || listed == null || !repositories.unread(id)) {
            return false;
        }
        try {
            return listed.ahead(known.get());
        } catch (ForgeException e) {
            unlessStopped(e);
            LOG.info(
                    "{}: a push waits for the first reading to end: {}",
                    known.get().name(),
                    e.getMessage());
            return !(e instanceof ForgeLimitException || e instanceof ForgeForbiddenException);
        }
    }

    private void read(TrackedRepository repository, Runnable readable)
            throws ForgeException, UnreadableRepositoryException {
        if (repository.kind() == Kind.LOCAL) {
            try (GitHistory git = GitHistory.open(Path.of(repository.location()))) {
                ingest.defaultBranch(repository, git);
                ready(repository, readable);
                branches.read(repository, git);
            }
            repositories.headsRead(repository.id());
            return;
        }
        boolean first = repository.mining().lastMinedAt() == null;
        if (first) {
            arrived(repository, State.CLONING, null);
        }
        Path clone = refresh(repository, first);
        repositories.fetched(repository.id());
        try (GitHistory git = GitHistory.open(clone)) {
            ingest.defaultBranch(repository, git);
            ready(repository, readable);
        }
        if (first) {
            forge.refresh(repository, false);
        }
        try (GitHistory git = GitHistory.open(clone)) {
            branches.read(repository, git);
        }
        repositories.headsRead(repository.id());
        if (pulls != null) {
            pulls.read(repository, clone);
        }
        awaited(repository);
    }

    /** What a push told of and git did not bring; that this fails takes nothing from what was read. */
    private void awaited(TrackedRepository repository) {
        try {
            if (listed != null) {
                listed.awaited(repository);
            }
        } catch (ForgeException e) {
            unlessStopped(e);
            LOG.info("{}: a push that git did not bring is not listed: {}", repository.name(), e.getMessage());
        }
    }

    /** Where the code cannot be had, commits are scored without it; that is still a failure, and tried again. */
    private Path refresh(TrackedRepository repository, boolean defaultBranchOnly) throws ForgeException {
        try {
            return forge.refresh(repository, defaultBranchOnly);
        } catch (ForgeException e) {
            unlessStopped(e);
            if (listed != null && !(e instanceof ForgeLimitException) && listed(listed, repository)) {
                throw new ForgeException("The code cannot be fetched: " + e.getMessage() + WITHOUT_CODE, e);
            }
            throw e;
        }
    }

    private static boolean listed(ListedReading listed, TrackedRepository repository) {
        try {
            return listed.read(repository);
        } catch (ForgeException e) {
            unlessStopped(e);
            LOG.info("{}: nor are its commits listed: {}", repository.name(), e.getMessage());
            return false;
        }
    }

    /** What fails because its thread is stopped says nothing of the repository. */
    private static void unlessStopped(Exception cause) {
        if (Thread.currentThread().isInterrupted()) {
            CancellationException stopped = new CancellationException("the reading was stopped");
            stopped.initCause(cause);
            throw stopped;
        }
    }

    /** Else its page would show a reading under way that has ended. */
    private void failed(TrackedRepository repository, RuntimeException cause) {
        try {
            arrived(
                    repository,
                    State.FAILED,
                    "RootOps failed while it read this repository; its log tells why. It tries again by itself.");
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void ready(TrackedRepository repository, Runnable readable) {
        if (arrived(repository, State.READY, null)) {
            readable.run();
        }
    }

    /** Whether that is new. */
    private boolean arrived(TrackedRepository repository, State state, @Nullable String problem) {
        TrackedRepository now = repositories.byId(repository.id()).orElse(repository);
        if (now.state() == state && Objects.equals(now.problem(), problem)) {
            return false;
        }
        if (problem != null) {
            LOG.warn("{}: {}", repository.name(), problem);
        }
        repositories.state(repository.id(), state, problem);
        announcements.changed(Announcements.Part.REPOSITORIES);
        return true;
    }
}

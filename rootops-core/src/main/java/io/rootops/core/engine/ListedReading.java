package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.CommitListing;
import io.rootops.core.forge.CommitListing.Heads;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.history.BranchHead;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.ListedStore;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.PullReadings;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.risk.Prior;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commits by the forge's lists of their files where git does not bring them. Their scores are provisional and enter
 * no percentile, training or past of files; a later reading of git replaces them. Idempotent, and what was read of an
 * interrupted reading is kept.
 */
public final class ListedReading {
    private static final int PULLS_AT_ONCE = 50;
    /** What was told of before and is still not there was pushed away. */
    private static final Duration PUSHED_JUST_NOW = Duration.ofMinutes(2);
    /** A forge may show a push somewhat later than it tells of it: as long as that it is asked again. */
    private static final Duration MAY_LAG = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(ListedReading.class);

    private final DSLContext db;
    private final CommitListing forge;
    private final Prior prior;
    private final ModelMemory models;
    private final RepositoryMemory repositories;
    private final ToldHeads told;
    private final InstantSource clock;
    private final Announcements announcements;
    private final boolean analyze;

    /**
     * @param prior what other projects teach: it scores where the history was never read
     * @param analyze false: new commits are stored as not analysed
     */
    public ListedReading(
            DSLContext db,
            CommitListing forge,
            Prior prior,
            InstantSource clock,
            Announcements announcements,
            boolean analyze) {
        this.db = db;
        this.forge = forge;
        this.prior = prior;
        this.models = new ModelMemory(db, clock);
        this.repositories = new RepositoryMemory(db);
        this.told = new ToldHeads(db);
        this.clock = clock;
        this.announcements = announcements;
        this.analyze = analyze;
    }

    /**
     * Reads what the forge knows of branches and pull requests and git did not bring.
     *
     * @return false: the forge is not to be asked
     */
    boolean read(TrackedRepository repository) throws ForgeException {
        if (!forge.mayAsk(repository)) {
            return false;
        }
        ListedStore store = new ListedStore(db, repository.id(), clock);
        ListedCommits commits = commits(repository, store);
        try {
            boolean all = true;
            OffsetDateTime begun = told.moment();
            var heads = forge.heads(repository);
            if (heads.isPresent()) {
                all = branches(repository, store, commits, heads.get());
                if (all) {
                    repositories.headsRead(repository.id());
                    forge.taken(repository, heads.get());
                }
            }
            all &= pulls(repository, commits);
            if (all) {
                told.asked(repository.id(), begun);
            }
        } finally {
            finish(repository, commits);
        }
        return true;
    }

    /**
     * Reads just what pushes told of while the history is still read for the first time, which brings the rest.
     *
     * @return whether there was something, so that there may be more in a moment
     */
    boolean ahead(TrackedRepository repository) throws ForgeException {
        Set<String> pushed = told.unread(repository.id(), PUSHED_JUST_NOW);
        if (pushed.isEmpty() || !forge.mayAsk(repository)) {
            return false;
        }
        ListedStore store = new ListedStore(db, repository.id(), clock);
        ListedCommits commits = commits(repository, store);
        try {
            forge.again(repository);
            Optional<Heads> heads = forge.heads(repository);
            if (heads.isPresent()) {
                ahead(repository, heads.get(), pushed, store, commits);
            }
        } finally {
            finish(repository, commits);
        }
        return commits.read() > 0 || !told.unread(repository.id(), MAY_LAG).isEmpty();
    }

    private void ahead(
            TrackedRepository repository, Heads heads, Set<String> pushed, ListedStore store, ListedCommits commits)
            throws ForgeException {
        List<BranchHead> moved = heads.heads().entrySet().stream()
                .filter(it -> pushed.contains(it.getValue()))
                .map(it -> new BranchHead(it.getKey(), it.getValue()))
                .toList();
        Map<String, String> listed = store.heads();
        String defaultBranch = heads.defaultBranch();
        boolean nothingKnown = !listed.containsKey(defaultBranch)
                && new HistoryStore(db, repository.id(), clock).minedHead().isEmpty();
        boolean main = moved.stream().anyMatch(it -> it.name().equals(defaultBranch));
        String defaultHead = heads.defaultHead().orElse(null);
        if (defaultBranch != null && defaultHead != null && (main || (nothingKnown && !moved.isEmpty()))) {
            // Also where another branch moved: without some commits nobody knows what is usual here.
            commits.goingOn(() -> commits.defaultBranch(new BranchHead(defaultBranch, defaultHead), listed));
        }
        for (BranchHead head : moved) {
            if (!head.name().equals(defaultBranch)) {
                commits.goingOn(() -> commits.head(head));
            }
        }
    }

    /** To be called when git was read: a push may have told of more than it brought. */
    void awaited(TrackedRepository repository) throws ForgeException {
        // Git has put its own heads in the place of those that were told.
        forge.again(repository);
        if (told.awaited(repository.id())) {
            read(repository);
        }
    }

    /** Pull requests whose heads git did not bring, as far as their lists were not read before. */
    void pulls(TrackedRepository repository, Set<PullRequest> missing) throws ForgeException {
        if (missing.isEmpty() || !forge.mayAsk(repository)) {
            return;
        }
        ListedCommits commits = commits(repository, new ListedStore(db, repository.id(), clock));
        try {
            for (PullRequest pull : new PullReadings(db, repository.id()).unlisted(PULLS_AT_ONCE)) {
                if (missing.contains(pull) && !commits.goingOn(() -> pull(repository, commits, pull))) {
                    return;
                }
            }
        } finally {
            finish(repository, commits);
        }
    }

    private ListedCommits commits(TrackedRepository repository, ListedStore store) {
        return new ListedCommits(
                repository,
                forge,
                store,
                new HistoryStore(db, repository.id(), clock),
                new Past(db, repository.id(), new HistoryStore(db, repository.id(), clock)),
                models.scoring(repository.id(), analyze));
    }

    /** False where the rest is left to the next reading. */
    private boolean branches(TrackedRepository repository, ListedStore store, ListedCommits commits, Heads heads)
            throws ForgeException {
        HistoryStore history = new HistoryStore(db, repository.id(), clock);
        boolean first = !store.looked();
        Map<String, String> before = history.branchHeads();
        String defaultBranch = heads.defaultBranch();
        String defaultHead = heads.defaultHead().orElse(null);
        if (defaultBranch != null && defaultHead != null) {
            if (history.position(defaultHead).isPresent()) {
                // Git knows as much.
                history.forgetBranches(List.of(defaultBranch));
                store.settle();
            } else if (!defaultHead.equals(before.get(defaultBranch))
                    && !commits.goingOn(
                            () -> commits.defaultBranch(new BranchHead(defaultBranch, defaultHead), store.heads()))) {
                return false;
            }
        }
        for (Map.Entry<String, String> head : heads.heads().entrySet()) {
            boolean moved =
                    !head.getKey().equals(defaultBranch) && !head.getValue().equals(before.get(head.getKey()));
            if (moved
                    && !commits.goingOn(() -> otherBranch(
                            new BranchHead(head.getKey(), head.getValue()),
                            first ? null : defaultHead,
                            store,
                            commits))) {
                return false;
            }
        }
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(heads.heads().keySet());
        if (!gone.isEmpty()) {
            history.forgetBranches(gone);
        }
        return !commits.passedBy();
    }

    /** @param defaultHead null: what stands there is history, or git alone can tell it */
    private static boolean otherBranch(
            BranchHead branch, @Nullable String defaultHead, ListedStore store, ListedCommits commits)
            throws ForgeException {
        if (defaultHead == null) {
            store.branch(branch, List.of(), false);
            return true;
        }
        return commits.branch(branch, defaultHead);
    }

    private boolean pulls(TrackedRepository repository, ListedCommits commits) throws ForgeException {
        for (PullRequest pull : new PullReadings(db, repository.id()).unlisted(PULLS_AT_ONCE)) {
            if (!commits.goingOn(() -> pull(repository, commits, pull))) {
                return false;
            }
        }
        return !commits.passedBy();
    }

    private boolean pull(TrackedRepository repository, ListedCommits commits, PullRequest pull) throws ForgeException {
        PullReadings readings = new PullReadings(db, repository.id());
        String base = readings.branch(pull.baseRef()).orElse(pull.baseSha());
        List<String> range = commits.pull(pull, base);
        if (commits.enough()) {
            return false;
        }
        // Also where there is nothing, or too much: it is not asked for again before it has changed.
        readings.listed(pull, base, range);
        return true;
    }

    private void finish(TrackedRepository repository, ListedCommits commits) {
        if (commits.read() > 0) {
            LOG.info(
                    "{}: {} commits read by the forge's lists of their files, without their code",
                    repository.name(),
                    commits.read());
        }
        boolean neverRead =
                new HistoryStore(db, repository.id(), clock).minedHead().isEmpty();
        if (neverRead && !prior.isNone() && models.toLend(repository.id())) {
            // Perhaps of commits that an earlier reading brought, which was killed before it came to this.
            models.lend(repository.id(), prior);
            announcements.changed(Announcements.Part.COMMITS);
        } else if (commits.read() > 0) {
            announcements.changed(Announcements.Part.COMMITS);
        }
    }
}

package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.forge.SourceForge;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.PullReadings;
import io.rootops.core.pull.PullRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what pull requests bring, of forks too: each head is fetched by its own ref, and only those whose head is another
 * than before. Their commits are what those of {@link OtherBranches} are: scored from the state at their merge base, and
 * no part of percentiles, training or the past of files.
 */
public final class PullRequestReading {
    /** A repository with more that changed at once is read to its end by the next readings. */
    private static final int AT_ONCE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PullRequestReading.class);

    private final DSLContext db;
    private final SourceForge forge;
    private final OtherBranches branches;
    private final @Nullable ListedReading listed;
    private final CommitRanges ranges;
    private final InstantSource clock;
    private final Announcements announcements;

    public PullRequestReading(
            DSLContext db,
            SourceForge forge,
            OtherBranches branches,
            InstantSource clock,
            Announcements announcements) {
        this(db, forge, branches, null, clock, announcements);
    }

    /** @param listed reads those whose head cannot be fetched; null: they wait until it can */
    public PullRequestReading(
            DSLContext db,
            SourceForge forge,
            OtherBranches branches,
            @Nullable ListedReading listed,
            InstantSource clock,
            Announcements announcements) {
        this.listed = listed;
        this.db = db;
        this.forge = forge;
        this.branches = branches;
        this.ranges = new CommitRanges(db);
        this.clock = clock;
        this.announcements = announcements;
    }

    /** To be called after the branches were read. One that cannot be fetched or read stops no other. */
    void read(TrackedRepository repository, Path clone) throws UnreadableRepositoryException {
        PullReadings readings = new PullReadings(db, repository.id());
        HistoryStore store = new HistoryStore(db, repository.id(), clock);
        List<String> ended = readings.ended();
        if (!ended.isEmpty()) {
            store.forgetBranches(ended);
        }
        List<PullRequest> due = readings.due(AT_ONCE);
        Map<PullRequest, String> heads = heads(repository, clone, due);
        if (!heads.isEmpty()) {
            try (GitHistory git = GitHistory.open(clone)) {
                LookUps lookUps = branches.lookUps();
                heads.forEach((pull, head) -> readOrPassBy(repository, git, store, readings, lookUps, pull, head));
            }
        }
        if (!heads.isEmpty() || !ended.isEmpty()) {
            announcements.changed(Announcements.Part.COMMITS);
        }
    }

    /** Where they stand: what a branch of the repository brought already is not fetched again. */
    private Map<PullRequest, String> heads(TrackedRepository repository, Path clone, List<PullRequest> due)
            throws UnreadableRepositoryException {
        Map<PullRequest, String> heads = new LinkedHashMap<>();
        Set<PullRequest> missing = new HashSet<>();
        if (due.isEmpty()) {
            return heads;
        }
        try (GitHistory git = GitHistory.open(clone)) {
            due.stream().filter(it -> git.contains(it.headSha())).forEach(it -> heads.put(it, it.headSha()));
        }
        for (PullRequest pull : due) {
            if (!heads.containsKey(pull)) {
                fetched(repository, pull, missing).ifPresent(it -> heads.put(pull, it));
            }
        }
        list(repository, missing);
        return heads;
    }

    private Optional<String> fetched(TrackedRepository repository, PullRequest pull, Set<PullRequest> missing) {
        try {
            return forge.pullRequest(repository, pull.number());
        } catch (ForgeException e) {
            LOG.info("{}: pull request {} is not fetched: {}", repository.name(), pull.number(), e.getMessage());
            if (!(e instanceof ForgeLimitException)) {
                missing.add(pull);
            }
            return Optional.empty();
        }
    }

    private void list(TrackedRepository repository, Set<PullRequest> missing) {
        try {
            if (listed != null) {
                listed.pulls(repository, missing);
            }
        } catch (ForgeException e) {
            LOG.info("{}: nor are its commits listed: {}", repository.name(), e.getMessage());
        }
    }

    private void readOrPassBy(
            TrackedRepository repository,
            GitHistory git,
            HistoryStore store,
            PullReadings readings,
            LookUps lookUps,
            PullRequest pull,
            String head) {
        BranchHead ref = new BranchHead(PullRequest.ref(pull.number()), head);
        try {
            branches.read(repository, git, store, ref, lookUps);
            String base = base(readings, store, pull, head);
            Set<String> range = ranges.between(repository.id(), base, head, OtherBranches.MOST_COMMITS);
            readings.read(pull, head, base, range);
        } catch (CorruptRepositoryException e) {
            LOG.warn("{}: pull request {} is left out: {}", repository.name(), pull.number(), e.getMessage());
            store.passBy(ref);
            readings.read(pull, head, head, List.of());
        }
    }

    /**
     * The base branch as it is known here, since the forge's word of it may be older than what was merged into the head
     * from there; where the branch is not known, what the forge said.
     */
    private static String base(PullReadings readings, HistoryStore store, PullRequest pull, String head) {
        return readings.branch(pull.baseRef())
                .filter(store::knows)
                .or(() -> Optional.of(pull.baseSha()).filter(store::knows))
                .or(store::minedHead)
                .orElse(head);
    }
}

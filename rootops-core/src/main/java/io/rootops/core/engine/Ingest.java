package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MiningStats;
import io.rootops.core.memory.DeclarationMemory;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.ListedStore;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.Scoring;
import io.rootops.core.memory.StoredCommits;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.SizeModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is new on a default branch into the memory, and ranks it. Idempotent: the key is (repository, sha). */
public final class Ingest {
    /** Raised when a feature or the reading of histories changes: older memories are read again by themselves. */
    public static final int MINER_VERSION = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int READ_AHEAD = 50;
    /** Of older ones nobody asks whose lines they changed; of a first reading that would be most of the memory. */
    private static final int NEWEST_WITH_LINES = 1_000;

    private final DSLContext db;
    private final ModelMemory models;
    private final DeclarationReading declarations;
    private final InstantSource clock;
    private final Announcements announcements;
    private final int threads;
    private final boolean analyze;

    /**
     * @param threads that compare commits, 1 or more
     * @param analyze false: new commits are stored as not analysed
     */
    public Ingest(DSLContext db, InstantSource clock, Announcements announcements, int threads, boolean analyze) {
        this.db = db;
        this.models = new ModelMemory(db, clock);
        this.declarations = new DeclarationReading(new DeclarationMemory(db));
        this.clock = clock;
        this.announcements = announcements;
        this.threads = threads;
        this.analyze = analyze;
    }

    /** Reads the default branch to its head, going on where an earlier reading stopped. */
    public void defaultBranch(TrackedRepository repository, GitHistory git) {
        Optional<BranchHead> head = git.defaultBranch();
        if (head.isPresent()) {
            commits(repository, git, head.get());
            declarations.read(repository.id(), git, head.get().sha());
        }
    }

    private void commits(TrackedRepository repository, GitHistory git, BranchHead head) {
        HistoryStore store = new HistoryStore(db, repository.id(), clock);
        if (store.minerVersion() != 0 && store.minerVersion() != MINER_VERSION) {
            LOG.info("{}: a newer miner reads the history again", repository.name());
            store.forget();
        }
        if (store.shallow() && !git.shallow()) {
            LOG.info("{}: the clone is shallow no more; its history is read again", repository.name());
            store.forget();
        }
        Optional<String> minedHead = store.minedHead();
        if (minedHead.isPresent() && minedHead.get().equals(head.sha())) {
            if (!head.name().equals(repository.defaultBranch())) {
                store.renamed(head.name());
            }
            return;
        }
        // Without commits to drop too: a reading that was killed between the drop and the ranking left that to this
        // one.
        boolean rewritten =
                rewritten(store, git, head.sha(), minedHead) && (drop(store, git, head.sha()) || minedHead.isPresent());
        read(repository, git, store, head, rewritten);
        announcements.changed(Announcements.Part.COMMITS);
        announcements.changed(Announcements.Part.MINING);
    }

    private void read(
            TrackedRepository repository, GitHistory git, HistoryStore store, BranchHead head, boolean rewritten) {
        boolean first = store.minedHead().isEmpty();
        Optional<ModelMemory.Promoted> model = first ? Optional.empty() : models.promoted(repository.id());
        int last = store.lastPosition();
        ArrivalOrder order = git.arrivalOrder(head.sha(), known(store, last));
        int stored = last > 0 && store.minedHead().isEmpty() ? store.shas().size() : 0;
        store.begin(stored, stored + order.size(), git.shallow());
        announcements.changed(Announcements.Part.MINING);
        HistoryMiner miner = HistoryMiner.followingLines(git, threads);
        if (last == 0) {
            readAhead(repository, store, git, miner, head.sha());
        }
        Batches batches = new Batches(
                store,
                last,
                last + order.size() - NEWEST_WITH_LINES + 1,
                new Scoring(model.map(ModelMemory.Promoted::model).orElse(null), analyze),
                new CommitOutcomes(last == 0 ? null : new StoredCommits(db, repository.id()), clock),
                clock,
                announcements);
        MiningStats stats = new Past(db, repository.id(), store).mine(miner, order, last, batches::add);
        batches.flush();
        if (first) {
            models.rankFirst(repository.id());
        } else if (rewritten || models.outgrown(repository.id())) {
            models.rankAll(repository.id());
        }
        if (model.isEmpty()) {
            store.analyze();
        }
        store.finish(head.name(), head.sha(), MINER_VERSION, stats.missingBlobs());
        LOG.info("{}: {} commits read", repository.name(), order.size());
        if (stats.unknownOrigins() > 0) {
            LOG.info(
                    "{}: it is not known who wrote the lines that {} changes of files replaced, so no fix there names a commit",
                    repository.name(),
                    stats.unknownOrigins());
        }
    }

    /** A first reading that was stopped knows a part of the order: all of it, not a place, tells what is left. */
    private static Predicate<String> known(HistoryStore store, int last) {
        if (last == 0) {
            return sha -> false;
        }
        if (store.minedHead().isPresent()) {
            return sha -> store.position(sha).isPresent();
        }
        Set<String> stored = store.shas();
        return stored::contains;
    }

    private void readAhead(
            TrackedRepository repository, HistoryStore store, GitHistory git, HistoryMiner miner, String head) {
        // Their features would lack the past; lines and files are what this ranking needs.
        FeatureState nothing = new FeatureState();
        List<String> shas = git.newest(head, READ_AHEAD);
        // What was listed meanwhile has a better score already.
        Set<String> listed = new ListedStore(db, repository.id(), clock).stored(shas);
        List<MinedCommit> newest = miner.diffs(shas).stream()
                .map(nothing::apply)
                .filter(it ->
                        it.features() != null && !listed.contains(it.commit().sha()))
                .toList();
        float[] churn = new float[newest.size()];
        for (int i = 0; i < churn.length; i++) {
            churn[i] = newest.get(i).size().churn();
        }
        store.provisional(newest, new Scoring(new SizeModel(0, ReferenceDistribution.of(churn)), analyze));
        announcements.changed(Announcements.Part.COMMITS);
    }

    /** Whether stored commits may have left the branch: after a force-push, or one during a reading that was stopped. */
    private static boolean rewritten(HistoryStore store, GitHistory git, String head, Optional<String> minedHead) {
        if (minedHead.isEmpty()) {
            return store.lastPosition() > 0;
        }
        if (!git.contains(minedHead.get())) {
            store.forget();
            return false;
        }
        return !git.mergeBase(head, minedHead.get()).equals(minedHead);
    }

    /** Takes commits off the default branch that its head no longer reaches; true when there were any. */
    private static boolean drop(HistoryStore store, GitHistory git, String head) {
        Set<String> kept = Set.copyOf(git.arrivalOrder(head, sha -> false).shas());
        List<String> dropped =
                store.shas().stream().filter(it -> !kept.contains(it)).toList();
        if (!dropped.isEmpty()) {
            LOG.info("the default branch was rewritten: {} commits left it", dropped.size());
            store.dropped(dropped);
        }
        return !dropped.isEmpty();
    }
}

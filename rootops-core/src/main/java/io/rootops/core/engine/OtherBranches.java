package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.ListedStore;
import io.rootops.core.memory.ModelMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what waits on branches other than the default one. Its features come from the state at the merge base, and it
 * enters neither percentiles nor the past of files before it is merged.
 */
public final class OtherBranches {
    /** A branch further ahead is another line of development (a release, a fork), not a change that waits. */
    static final int MOST_COMMITS = 1_000;

    /** Their scores wait for it, of all branches that one reading finds new, and with them the check runs. */
    private static final Duration LOOKING_UP = Duration.ofSeconds(2);

    private static final int MOST_LOOKED_UP = 200;

    private static final Logger LOG = LoggerFactory.getLogger(OtherBranches.class);

    private final DSLContext db;
    private final ModelMemory models;
    private final InstantSource clock;
    private final Announcements announcements;
    private final boolean analyze;

    /** @param analyze false: new commits are stored as not analysed */
    public OtherBranches(DSLContext db, InstantSource clock, Announcements announcements, boolean analyze) {
        this.db = db;
        this.models = new ModelMemory(db, clock);
        this.clock = clock;
        this.announcements = announcements;
        this.analyze = analyze;
    }

    /** To be called after the default branch was read. */
    public void read(TrackedRepository repository, GitHistory git) {
        HistoryStore store = new HistoryStore(db, repository.id(), clock);
        String defaultBranch = git.defaultBranch().map(BranchHead::name).orElse("");
        ListedStore listed = new ListedStore(db, repository.id(), clock);
        Set<String> toldOnly = listed.heads().keySet();
        Map<String, String> before = store.branchHeads();
        Set<String> gone = new HashSet<>(before.keySet());
        LookUps lookUps = lookUps();
        boolean changed = false;
        for (BranchHead branch : git.branches()) {
            if (!branch.name().equals(defaultBranch)) {
                gone.remove(branch.name());
                if (!branch.sha().equals(before.get(branch.name())) || toldOnly.contains(branch.name())) {
                    readOrPassBy(repository, git, store, branch, lookUps);
                    changed = true;
                }
            }
        }
        listed.forgetDefault();
        if (!gone.isEmpty()) {
            store.forgetBranches(gone);
        }
        listed.settle();
        if (changed || !gone.isEmpty()) {
            announcements.changed(Announcements.Part.COMMITS);
        }
    }

    /** One that cannot be read stops no other; it is tried again when it moves. */
    private void readOrPassBy(
            TrackedRepository repository, GitHistory git, HistoryStore store, BranchHead branch, LookUps lookUps) {
        try {
            read(repository, git, store, branch, lookUps);
        } catch (CorruptRepositoryException e) {
            LOG.warn("{}: branch {} is left out: {}", repository.name(), branch.name(), e.getMessage());
            store.passBy(branch);
        }
    }

    /** For all that one reading finds new. */
    LookUps lookUps() {
        return LookUps.until(clock.instant().plus(LOOKING_UP), MOST_LOOKED_UP, clock);
    }

    /** Reads one, also the head of a pull request under the name of its ref. */
    void read(TrackedRepository repository, GitHistory git, HistoryStore store, BranchHead branch, LookUps lookUps) {
        ArrivalOrder order =
                git.arrivalOrder(branch.sha(), sha -> store.position(sha).isPresent());
        if (order.size() > MOST_COMMITS) {
            LOG.info("{}: branch {} is {} commits ahead; left out", repository.name(), branch.name(), order.size());
            store.passBy(branch);
            return;
        }
        int base = order.boundary().stream()
                .mapToInt(it -> store.position(it).orElse(0))
                .max()
                .orElse(0);
        List<MinedCommit> unknown = new ArrayList<>();
        new Past(db, repository.id(), store).mine(HistoryMiner.followingLines(git, 1, lookUps), order, base, it -> {
            if (!store.knows(it.commit().sha())) {
                unknown.add(it);
            }
        });
        store.branch(branch, order.shas(), unknown, models.scoring(repository.id(), analyze));
    }
}

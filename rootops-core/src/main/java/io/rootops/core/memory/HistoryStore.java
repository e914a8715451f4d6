package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_DAY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.pull.PullRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Writes one repository's history. Each batch is one transaction that holds the repository's lock and checks that
 * nobody wrote in between, so that two processes never store a commit twice; a batch is stored whole or not at all.
 */
public final class HistoryStore {
    /** Files of listed commits are numbered apart as long as the history is read, which numbers its own. */
    private static final int FIRST_APART = 1 << 30;

    private final DSLContext db;
    private final int repository;
    private final InstantSource clock;
    private final KnownIds ids;

    public HistoryStore(DSLContext db, RepositoryId repository, InstantSource clock) {
        this.db = db;
        this.repository = repository.value();
        this.clock = clock;
        this.ids = new KnownIds(this.repository);
    }

    /** Counts what is to be read and says so. */
    public void begin(int done, int total, boolean shallow) {
        db.update(REPOSITORY)
                .set(REPOSITORY.STATE, TrackedRepository.State.MINING.name().toLowerCase(Locale.ROOT))
                .setNull(REPOSITORY.PROBLEM)
                .set(REPOSITORY.MINING_DONE, done)
                .set(REPOSITORY.MINING_TOTAL, total)
                .set(REPOSITORY.MINING_STARTED_AT, utc(clock.instant()))
                .set(REPOSITORY.SHALLOW, shallow)
                .where(REPOSITORY.ID.eq(repository))
                .execute();
    }

    /** Shas on the default branch, all of them. */
    public Set<String> shas() {
        return db
                .select(COMMIT_MEMORY.SHA)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository).and(COMMIT_MEMORY.POSITION.isNotNull()))
                .fetch()
                .stream()
                .map(it -> HexFormat.of().formatHex(it.value1()))
                .collect(Collectors.toSet());
    }

    /** One more than the largest file id in the memory. */
    public int nextFileId() {
        return 1 + largestFileId(FILE_CHANGE.FILE_ID.lt(FIRST_APART)).orElse(0);
    }

    /** The same for files of listed commits. */
    public int nextListedFileId() {
        return new RepositoryMemory(db).unread(new RepositoryId(repository))
                ? 1 + largestFileId(FILE_CHANGE.FILE_ID.ge(FIRST_APART)).orElse(FIRST_APART)
                : nextFileId();
    }

    private Optional<Integer> largestFileId(Condition among) {
        return Optional.ofNullable(db.select(max(FILE_CHANGE.FILE_ID))
                .from(FILE_CHANGE)
                .where(FILE_CHANGE.REPOSITORY_ID.eq(repository).and(among))
                .fetchOne(0, Integer.class));
    }

    /** Where the default branch stood when it was last read to the end. */
    public Optional<String> minedHead() {
        return db.select(REPOSITORY.MINED_HEAD)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository))
                .fetchOptional(REPOSITORY.MINED_HEAD)
                .map(HexFormat.of()::formatHex);
    }

    /** The version of the miner that read what is stored; 0: nothing. */
    public int minerVersion() {
        return db.select(REPOSITORY.MINER_VERSION)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository))
                .fetchSingle(REPOSITORY.MINER_VERSION);
    }

    /** Whether older commits were left out of the clone that was read last. */
    public boolean shallow() {
        return db.select(REPOSITORY.SHALLOW)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository))
                .fetchSingle(REPOSITORY.SHALLOW);
    }

    /** Stores commits ahead of the reading, ranked among themselves; the reading replaces them. */
    public void provisional(List<MinedCommit> commits, Scoring among) {
        transaction(tx -> new BatchWriter(tx, repository, ids, clock.instant()).provisional(commits, among));
    }

    /**
     * Appends to the default branch, in this order.
     *
     * @param outcomes that these commits tell of earlier ones
     * @param lastPosition as it was when the order was made, plus what this reading appended since
     * @throws ConcurrentReadingException when another process stored commits meanwhile
     */
    public void append(List<MinedCommit> commits, Collection<Outcome> outcomes, int lastPosition, Scoring scoring) {
        transaction(tx ->
                new BatchWriter(tx, repository, ids, clock.instant()).append(commits, outcomes, lastPosition, scoring));
    }

    /**
     * What waits on another branch.
     *
     * @param members all its commits that are not on the default branch
     * @param unknown those of them that are stored nowhere yet
     */
    public void branch(BranchHead branch, List<String> members, List<MinedCommit> unknown, Scoring scoring) {
        transaction(tx -> {
            head(DSL.using(tx, SQLDialect.POSTGRES), branch);
            new BatchWriter(tx, repository, ids, clock.instant()).branch(branch.name(), members, unknown, scoring);
        });
    }

    private void head(DSLContext inside, BranchHead branch) {
        inside.insertInto(BRANCH)
                .set(BRANCH.REPOSITORY_ID, repository)
                .set(BRANCH.NAME, branch.name())
                .set(BRANCH.HEAD, HexFormat.of().parseHex(branch.sha()))
                .set(BRANCH.SEEN_AT, utc(clock.instant()))
                .onConflict(BRANCH.REPOSITORY_ID, BRANCH.NAME)
                .doUpdate()
                .set(BRANCH.HEAD, excluded(BRANCH.HEAD))
                .set(BRANCH.SEEN_AT, excluded(BRANCH.SEEN_AT))
                .setNull(BRANCH.LISTED)
                .set(BRANCH.STALE, false)
                .execute();
    }

    /**
     * Heads of the branches as they were last read, by name, empty where that is to be done again; those of pull requests
     * are none of them.
     */
    public Map<String, String> branchHeads() {
        return db.select(BRANCH.NAME, BRANCH.HEAD, BRANCH.STALE)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.NAME.notLike(PullRequest.REFS + "%")))
                .fetchMap(BRANCH.NAME, it -> it.value3() ? "" : HexFormat.of().formatHex(it.value2()));
    }

    /** A branch that is passed by: nothing of it is kept but its head. What it brought is still on it, and not told so. */
    public void passBy(BranchHead branch) {
        transaction(tx -> {
            DSLContext inside = DSL.using(tx, SQLDialect.POSTGRES);
            head(inside, branch);
            new Departures(inside, repository, clock.instant()).untold(List.of(branch.name()));
            inside.deleteFrom(BRANCH_COMMIT)
                    .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository).and(BRANCH_COMMIT.BRANCH.eq(branch.name())))
                    .execute();
        });
    }

    /** Forgets branches that are gone, or that are no longer read; their commits keep their pages. */
    public void forgetBranches(Collection<String> names) {
        transaction(tx -> {
            DSLContext inside = DSL.using(tx, SQLDialect.POSTGRES);
            Departures departures = new Departures(inside, repository, clock.instant());
            departures.fromBranches(names);
            inside.deleteFrom(BRANCH)
                    .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.NAME.in(names)))
                    .execute();
            departures.forgetReports();
        });
    }

    /** How many commits are on the default branch in the memory: the place of the last one, 0 when there is none. */
    public int lastPosition() {
        return db.select(coalesce(max(COMMIT_MEMORY.POSITION), 0))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .fetchSingle()
                .value1();
    }

    /** The place of a commit on the default branch; empty when it is not there. */
    public OptionalInt position(String sha) {
        Integer position = db.select(COMMIT_MEMORY.POSITION)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(HexFormat.of().parseHex(sha)))
                .fetchOne(COMMIT_MEMORY.POSITION);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** Whether the commit was read from git, on whichever branch; one that was only read ahead or listed was not. */
    public boolean knows(String sha) {
        return db.fetchExists(
                COMMIT_MEMORY,
                COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(repository)
                        .and(COMMIT_MEMORY.SHA.eq(HexFormat.of().parseHex(sha)))
                        .andNot(COMMIT_MEMORY.PROVISIONAL)
                        .and(COMMIT_MEMORY.LISTED.isNull()));
    }

    /** Lets the planner know what a first reading brought; else it takes the tables for empty until autovacuum comes. */
    public void analyze() {
        db.execute("analyze commit_memory, commit_message, commit_features, file_change, replaced_lines, path, author");
    }

    /** The default branch is read to this head; what was read ahead and is not on it, after a force-push, goes. */
    public void finish(String branch, String head, int minerVersion, int missingBlobs) {
        new CommitMarks(db, repository).keepProvisional();
        db.deleteFrom(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository).and(COMMIT_MEMORY.PROVISIONAL))
                .execute();
        db.update(REPOSITORY)
                .set(REPOSITORY.MINED_HEAD, HexFormat.of().parseHex(head))
                .set(REPOSITORY.DEFAULT_BRANCH, branch)
                .set(REPOSITORY.MINER_VERSION, minerVersion)
                .set(REPOSITORY.MISSING_BLOBS, REPOSITORY.MISSING_BLOBS.plus(missingBlobs))
                .set(REPOSITORY.LAST_MINED_AT, utc(clock.instant()))
                .where(REPOSITORY.ID.eq(repository))
                .execute();
    }

    /** The default branch has another name and the same head. */
    public void renamed(String branch) {
        db.update(REPOSITORY)
                .set(REPOSITORY.DEFAULT_BRANCH, branch)
                .where(REPOSITORY.ID.eq(repository))
                .execute();
    }

    /**
     * Commits that a force-push took off the default branch: they keep their page, and leave every count with the next
     * ranking. Other branches are to be read again, as they may hold them.
     */
    public void dropped(List<String> shas) {
        transaction(tx -> {
            byte[][] dropped = shas.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
            DSLContext inside = DSL.using(tx, SQLDialect.POSTGRES);
            inside.update(COMMIT_MEMORY)
                    .setNull(COMMIT_MEMORY.POSITION)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository).and(COMMIT_MEMORY.SHA.eq(DSL.any(val(dropped)))))
                    .execute();
            inside.update(BRANCH)
                    .set(BRANCH.STALE, true)
                    .where(BRANCH.REPOSITORY_ID.eq(repository))
                    .execute();
            Departures departures = new Departures(inside, repository, clock.instant());
            departures.fromDefaultBranch(dropped);
            departures.forgetReports();
            PullReadings.again(inside, repository);
            new Outcomes(inside, repository).forgetEvidence(shas);
        });
    }

    /** Forgets the whole history, to read it again from the start; what had a score will have one again. */
    public void forget() {
        db.transaction(tx -> {
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository));
            new CommitMarks(tx.dsl(), repository).keepAll();
            new CommitRemoval(tx.dsl()).of(repository);
            new Outcomes(tx.dsl(), repository).forgetHistory();
            // Else counts and ranks of the old history would mix with the new one, and branches pass for read.
            tx.dsl()
                    .deleteFrom(COMMIT_DAY)
                    .where(COMMIT_DAY.REPOSITORY_ID.eq(repository))
                    .execute();
            tx.dsl()
                    .deleteFrom(RISK_MODEL)
                    .where(RISK_MODEL.REPOSITORY_ID.eq(repository))
                    .execute();
            tx.dsl()
                    .deleteFrom(BRANCH)
                    .where(BRANCH.REPOSITORY_ID.eq(repository))
                    .execute();
            PullReadings.again(tx.dsl(), repository);
            tx.dsl()
                    .update(REPOSITORY)
                    .setNull(REPOSITORY.MINED_HEAD)
                    // The model goes too, so there is one to be learned, whether or not learning is continuous.
                    .setNull(REPOSITORY.LEARNED_AT)
                    .set(REPOSITORY.MINER_VERSION, 0)
                    .set(REPOSITORY.MISSING_BLOBS, 0)
                    .set(REPOSITORY.COMMITS, 0)
                    .set(REPOSITORY.SCORED_COMMITS, 0)
                    .where(REPOSITORY.ID.eq(repository))
                    .execute();
        });
    }

    private void transaction(Work work) {
        try {
            db.transaction(tx -> tx.dsl().connection(connection -> {
                tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository));
                work.in(connection);
            }));
        } catch (RuntimeException e) {
            ids.forget();
            throw e;
        }
    }

    private interface Work {
        void in(Connection connection) throws SQLException;
    }
}

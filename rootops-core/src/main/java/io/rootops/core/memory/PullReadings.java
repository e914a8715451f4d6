package io.rootops.core.memory;

import static io.rootops.core.memory.ReportOutbox.DUE;
import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST_COMMIT;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Which pull requests are to be read, and what was read of them. Their commits stand under the name of their ref. */
public final class PullReadings {
    /** So long a merge is waited for on the default branch, before what it merged is forgotten. */
    private static final Duration MERGE_COMES = Duration.ofDays(7);

    private static final Field<String> REF =
            concat(inline(PullRequest.REFS), PULL_REQUEST.NUMBER.cast(String.class), inline("/head"));

    private final DSLContext db;
    private final RepositoryId repository;

    public PullReadings(DSLContext db, RepositoryId repository) {
        this.db = db;
        this.repository = repository;
    }

    /** Open ones whose head or base is another than the one that was read from git; last changed first. */
    public List<PullRequest> due(int limit) {
        return due(other().or(PULL_REQUEST.READ_LISTED), limit);
    }

    /** The same without those of which the forge's lists were read. */
    public List<PullRequest> unlisted(int limit) {
        return due(other(), limit);
    }

    private static Condition other() {
        return PULL_REQUEST
                .READ_HEAD
                .isDistinctFrom(PULL_REQUEST.HEAD_SHA)
                .or(PULL_REQUEST.READ_BASE_REF.isDistinctFrom(PULL_REQUEST.BASE_REF));
    }

    private List<PullRequest> due(Condition which, int limit) {
        return db.selectFrom(PULL_REQUEST)
                .where(ours())
                .and(PULL_REQUEST.STATE.eq(PullRequestMemory.word(State.OPEN)))
                .and(PULL_REQUEST.BACKLOG.isFalse())
                .and(which)
                .orderBy(PULL_REQUEST.UPDATED_AT.desc(), PULL_REQUEST.NUMBER.desc())
                .limit(limit)
                .fetch(PullRequestMemory::pull);
    }

    /** The head of a branch as it was last read; empty: it is not known here. */
    public Optional<String> branch(String name) {
        // The default branch has a row here only where the forge knows more of it than the clone.
        return db.select(BRANCH.HEAD)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository.value()).and(BRANCH.NAME.eq(name)))
                .fetchOptional(BRANCH.HEAD)
                .or(() -> db.select(REPOSITORY.MINED_HEAD)
                        .from(REPOSITORY)
                        .where(REPOSITORY.ID.eq(repository.value()).and(REPOSITORY.DEFAULT_BRANCH.eq(name)))
                        .fetchOptional(REPOSITORY.MINED_HEAD))
                .map(HexFormat.of()::formatHex);
    }

    /**
     * Its commits were read from git.
     *
     * @param base on the base branch: the range begins after it
     * @param range the commits from there to the head
     */
    public void read(PullRequest pull, String head, String base, Collection<String> range) {
        read(pull, head, base, range, false);
    }

    /** The same by the forge's lists: git still has to tell. */
    public void listed(PullRequest pull, String base, Collection<String> range) {
        read(pull, pull.headSha(), base, range, true);
    }

    private void read(PullRequest pull, String head, String base, Collection<String> range, boolean listed) {
        db.transaction(tx -> {
            forgetSuperseded(tx.dsl(), pull.number(), head);
            tx.dsl()
                    .update(PULL_REQUEST)
                    .set(PULL_REQUEST.READ_HEAD, HexFormat.of().parseHex(head))
                    .set(PULL_REQUEST.READ_BASE_REF, pull.baseRef())
                    .set(PULL_REQUEST.READ_BASE, HexFormat.of().parseHex(base))
                    .set(PULL_REQUEST.READ_LISTED, listed)
                    .where(ours(pull.number()))
                    .execute();
            byte[][] shas = range.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
            tx.dsl()
                    .insertInto(
                            PULL_REQUEST_COMMIT,
                            PULL_REQUEST_COMMIT.REPOSITORY_ID,
                            PULL_REQUEST_COMMIT.SHA,
                            PULL_REQUEST_COMMIT.NUMBER)
                    .select(select(COMMIT_MEMORY.REPOSITORY_ID, COMMIT_MEMORY.SHA, val(pull.number()))
                            .from(COMMIT_MEMORY)
                            .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                            .and(COMMIT_MEMORY.SHA.eq(org.jooq.impl.DSL.any(val(shas)))))
                    .onConflictDoNothing()
                    .execute();
            // Told before as the head of a branch, or from another base: there is more to say of it now.
            tx.dsl()
                    .update(RISK_REPORT)
                    .set(RISK_REPORT.STATE, DUE)
                    .set(RISK_REPORT.REVISION, RISK_REPORT.REVISION.plus(1))
                    .set(RISK_REPORT.ATTEMPTS, 0)
                    .set(RISK_REPORT.NEXT_RUN_AT, currentOffsetDateTime())
                    .where(RISK_REPORT.REPOSITORY_ID.eq(repository.value()))
                    .and(RISK_REPORT.SHA.eq(HexFormat.of().parseHex(head)))
                    .and(RISK_REPORT.STATE.ne(ReportOutbox.HISTORY))
                    .execute();
        });
    }

    /** Pushes that come fast share one report: what nobody was told of the head before is told of this one. */
    private void forgetSuperseded(DSLContext tx, int number, String head) {
        Field<byte[]> former = org.jooq.impl.DSL.field(select(PULL_REQUEST.READ_HEAD)
                .from(PULL_REQUEST)
                .where(ours(number))
                .and(PULL_REQUEST.READ_HEAD.ne(HexFormat.of().parseHex(head))));
        tx.deleteFrom(RISK_REPORT)
                .where(RISK_REPORT.REPOSITORY_ID.eq(repository.value()))
                .and(RISK_REPORT.SHA.eq(former))
                .and(RISK_REPORT.STATE.eq(DUE))
                .and(RISK_REPORT.REMOTE_ID.isNull())
                .and(RISK_REPORT.LOCKED_UNTIL.isNull())
                .andNotExists(selectOne()
                        .from(BRANCH)
                        .where(BRANCH.REPOSITORY_ID.eq(repository.value()))
                        .and(BRANCH.NAME.notLike(PullRequest.REFS + "%"))
                        .and(BRANCH.HEAD.eq(RISK_REPORT.SHA)))
                .execute();
    }

    /**
     * Refs of those that ended, for forgetting what they hold. One that was merged keeps its commits until the merge is
     * read: that they had been shown is known as long as they wait.
     */
    public List<String> ended() {
        Condition mergeIsRead = exists(selectOne()
                        .from(COMMIT_MEMORY)
                        .where(COMMIT_MEMORY
                                .REPOSITORY_ID
                                .eq(PULL_REQUEST.REPOSITORY_ID)
                                .and(COMMIT_MEMORY.SHA.eq(PULL_REQUEST.MERGE_COMMIT_SHA))
                                .and(COMMIT_MEMORY.POSITION.isNotNull())))
                .or(PULL_REQUEST.MERGED_AT.lt(ReportOutbox.fromNow(MERGE_COMES.negated())));
        return db.select(BRANCH.NAME)
                .from(BRANCH)
                .join(PULL_REQUEST)
                .on(PULL_REQUEST.REPOSITORY_ID.eq(BRANCH.REPOSITORY_ID).and(REF.eq(BRANCH.NAME)))
                .where(ours())
                .and(PULL_REQUEST
                        .STATE
                        .eq(PullRequestMemory.word(State.CLOSED))
                        .or(PULL_REQUEST
                                .STATE
                                .eq(PullRequestMemory.word(State.MERGED))
                                .and(mergeIsRead)))
                .fetch(BRANCH.NAME);
    }

    /** Open ones are to be read again: their commits are gone from the memory, or their place is another. */
    static void again(DSLContext tx, int repository) {
        tx.update(PULL_REQUEST)
                .setNull(PULL_REQUEST.READ_HEAD)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository))
                .and(PULL_REQUEST.STATE.eq(PullRequestMemory.word(State.OPEN)))
                .execute();
    }

    private Condition ours() {
        return PULL_REQUEST.REPOSITORY_ID.eq(repository.value());
    }

    private Condition ours(int number) {
        return ours().and(PULL_REQUEST.NUMBER.eq(number));
    }
}

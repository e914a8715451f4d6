package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Commits that leave branches, by force pushes or because the branch is deleted. They keep their pages; when one left is
 * remembered, and told of those that are on no branch any more. In the caller's transaction and under the repository's
 * lock.
 */
final class Departures {
    /** On no branch, and seen to leave one. */
    private static final Condition GONE = COMMIT_MEMORY
            .LEFT_AT
            .isNotNull()
            .and(COMMIT_MEMORY.POSITION.isNull())
            .andNot(COMMIT_MEMORY.PROVISIONAL)
            .and(COMMIT_MEMORY.LISTED.isDistinctFrom(inline(ListedRows.ON_DEFAULT)))
            .and(notExists(selectOne()
                    .from(BRANCH_COMMIT)
                    .where(BRANCH_COMMIT.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID))
                    .and(BRANCH_COMMIT.COMMIT_ID.eq(COMMIT_MEMORY.ID))));

    /** Since when a commit is on no branch any more; null: it is on one, or was never seen on any. */
    static final Field<OffsetDateTime> SINCE = when(GONE, COMMIT_MEMORY.LEFT_AT).as("on_no_branch_since");

    private final DSLContext db;
    private final int repository;
    private final Instant now;

    Departures(DSLContext db, int repository, Instant now) {
        this.db = db;
        this.repository = repository;
        this.now = now;
    }

    /** Ids of the commits of a repository that are on no branch any more. */
    static org.jooq.Select<org.jooq.Record1<Integer>> gone(int repository) {
        return select(COMMIT_MEMORY.ID)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(GONE);
    }

    /** To be called before the branch is noted to bring these instead of what it brought. */
    void fromBranch(String branch, byte[][] brings) {
        left(members(BRANCH_COMMIT.BRANCH.eq(branch)).and(COMMIT_MEMORY.SHA.ne(all(val(brings)))));
    }

    /** To be called before these branches are forgotten. */
    void fromBranches(Collection<String> branches) {
        left(members(BRANCH_COMMIT.BRANCH.in(branches)));
    }

    /**
     * To be called before it is forgotten what these branches bring, though they may bring it still: what has left others
     * is not gone for that.
     */
    void untold(Collection<String> branches) {
        db.update(COMMIT_MEMORY)
                .setNull(COMMIT_MEMORY.LEFT_AT)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.LEFT_AT.isNotNull())
                .and(members(BRANCH_COMMIT.BRANCH.in(branches)))
                .execute();
    }

    /** Those of the default branch, which these have just left. */
    void fromDefaultBranch(byte[][] shas) {
        left(COMMIT_MEMORY.SHA.eq(any(val(shas))));
    }

    /** To be called when that was done: nobody waits to be told of what is gone before it was told of. */
    void forgetReports() {
        db.deleteFrom(RISK_REPORT)
                .where(RISK_REPORT.REPOSITORY_ID.eq(repository))
                .and(RISK_REPORT.STATE.eq(ReportOutbox.DUE))
                .and(RISK_REPORT.REMOTE_ID.isNull())
                .and(RISK_REPORT.LOCKED_UNTIL.isNull())
                .and(exists(selectOne()
                        .from(COMMIT_MEMORY)
                        .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                        .and(COMMIT_MEMORY.SHA.eq(RISK_REPORT.SHA))
                        .and(GONE)))
                .execute();
    }

    private Condition members(Condition branches) {
        return COMMIT_MEMORY.ID.in(select(BRANCH_COMMIT.COMMIT_ID)
                .from(BRANCH_COMMIT)
                .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository))
                .and(branches));
    }

    private void left(Condition which) {
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.LEFT_AT, utc(now))
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(which)
                .execute();
    }
}

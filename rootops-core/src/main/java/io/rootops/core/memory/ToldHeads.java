package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPORT_START;
import static io.rootops.core.memory.schema.Tables.TOLD_HEAD;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.RepositoryId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Heads that pushes told of, until they are read from git. One that a fetch did not bring is on its way there, or was
 * pushed away: the forge's word tells which.
 */
public final class ToldHeads {
    /** Whatever was pushed an hour ago and did not come does not come, or comes with what is pushed next. */
    private static final Duration COMES = Duration.ofHours(1);
    /** Nothing is reported of what came, as nothing is to be: no first reading takes so long. */
    private static final Duration OLD = Duration.ofDays(1);

    private final DSLContext db;

    public ToldHeads(DSLContext db) {
        this.db = db;
    }

    /** @param sha in full */
    public void tell(RepositoryId repository, String sha) {
        db.insertInto(TOLD_HEAD)
                .set(TOLD_HEAD.REPOSITORY_ID, repository.value())
                .set(TOLD_HEAD.SHA, HexFormat.of().parseHex(sha))
                .onConflictDoNothing()
                .execute();
    }

    /**
     * To be called when the repository was read from git: forgets those that came, once it is known of what to report.
     *
     * @return whether others are left
     */
    public boolean awaited(RepositoryId repository) {
        db.deleteFrom(TOLD_HEAD)
                .where(TOLD_HEAD.REPOSITORY_ID.eq(repository.value()))
                // Before that they tell what came during the first reading from the history.
                .and(came().and(exists(selectOne()
                                .from(REPORT_START)
                                .where(REPORT_START.REPOSITORY_ID.eq(TOLD_HEAD.REPOSITORY_ID))))
                        .or(not(came()).and(TOLD_HEAD.TOLD_AT.lt(ReportOutbox.fromNow(COMES.negated()))))
                        .or(TOLD_HEAD.TOLD_AT.lt(ReportOutbox.fromNow(OLD.negated()))))
                .execute();
        return left(repository);
    }

    private static Condition came() {
        return exists(commit(COMMIT_MEMORY.LISTED.isNull().andNot(COMMIT_MEMORY.PROVISIONAL)))
                // A branch too far ahead is known by its head alone.
                .or(exists(selectOne()
                        .from(BRANCH)
                        .where(BRANCH.REPOSITORY_ID.eq(TOLD_HEAD.REPOSITORY_ID))
                        .and(BRANCH.HEAD.eq(TOLD_HEAD.SHA))
                        .and(BRANCH.LISTED.isNull())));
    }

    /** The database's time, for {@link #asked}. */
    public OffsetDateTime moment() {
        return db.select(currentOffsetDateTime()).fetchSingle().value1();
    }

    /**
     * To be called when the forge was asked: forgets those that no branch has any more.
     *
     * @param since when it was asked; what was told of meanwhile is left to the next time
     */
    public void asked(RepositoryId repository, OffsetDateTime since) {
        db.deleteFrom(TOLD_HEAD)
                .where(TOLD_HEAD.REPOSITORY_ID.eq(repository.value()))
                .and(TOLD_HEAD.TOLD_AT.lt(since))
                .and(notExists(commit(noCondition())))
                .execute();
    }

    /** Those told of within this time that nobody has read yet. */
    public Set<String> unread(RepositoryId repository, Duration within) {
        return db.select(TOLD_HEAD.SHA)
                .from(TOLD_HEAD)
                .where(TOLD_HEAD.REPOSITORY_ID.eq(repository.value()))
                .and(TOLD_HEAD.TOLD_AT.gt(ReportOutbox.fromNow(within.negated())))
                .and(notExists(commit(COMMIT_MEMORY.PROVISIONAL.isFalse())))
                .fetchSet(it -> HexFormat.of().formatHex(it.value1()));
    }

    /** Whether some are still to be read from git. */
    public boolean left(RepositoryId repository) {
        return db.fetchExists(
                TOLD_HEAD, TOLD_HEAD.REPOSITORY_ID.eq(repository.value()).andNot(came()));
    }

    private static org.jooq.Select<?> commit(Condition which) {
        return selectOne()
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(TOLD_HEAD.REPOSITORY_ID))
                .and(COMMIT_MEMORY.SHA.eq(TOLD_HEAD.SHA))
                .and(which);
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.CHECK_CONCLUSION;
import static io.rootops.core.memory.schema.Tables.CHECK_POLL;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.check.CheckConclusion.Kind;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.pull.PullRequest.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Of which commits a forge is to be asked what checks say, shared by all replicas. */
public final class CheckPolls {
    private static final Duration PULLS_CHANGED_SINCE = Duration.ofDays(90);
    private static final Duration COMMITTED_SINCE = Duration.ofDays(14);
    /** Of the default branch. */
    private static final int NEWEST_COMMITS = 20;

    private final DSLContext db;

    public CheckPolls(DSLContext db) {
        this.db = db;
    }

    /**
     * A commit that the forge is to be asked about.
     *
     * @param at when it was committed, or when its pull request last changed
     * @param firstAskedAt null: nobody asked yet, or all was known once and something new began since
     * @param askedAt null: nobody asked yet
     */
    public record Due(
            String sha,
            Instant at,
            @Nullable Instant firstAskedAt,
            @Nullable Instant askedAt) {}

    /**
     * Those that people look at, newest first, of which no check is known or one is not completed: the heads of open pull
     * requests, and the newest commits of the default branch.
     */
    public List<Due> due(RepositoryId repository, Instant now, int limit) {
        var newest = select(COMMIT_MEMORY.SHA, COMMIT_MEMORY.COMMITTED_AT.as("at"))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .and(COMMIT_MEMORY.POSITION.isNotNull())
                .orderBy(COMMIT_MEMORY.POSITION.desc())
                .limit(NEWEST_COMMITS)
                .asTable("newest");
        Field<byte[]> commit = newest.field("sha", byte[].class);
        Field<OffsetDateTime> committedAt = newest.field("at", OffsetDateTime.class);
        var wanted = select(commit.as("sha"), committedAt.as("at"))
                .from(newest)
                .where(committedAt.ge(utc(now.minus(COMMITTED_SINCE))))
                .unionAll(select(PULL_REQUEST.HEAD_SHA, PULL_REQUEST.UPDATED_AT)
                        .from(PULL_REQUEST)
                        .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                        .and(PULL_REQUEST.STATE.eq(PullRequestMemory.word(State.OPEN)))
                        .and(PULL_REQUEST.UPDATED_AT.ge(utc(now.minus(PULLS_CHANGED_SINCE)))))
                .asTable("wanted");
        Field<byte[]> sha = wanted.field("sha", byte[].class);
        Field<OffsetDateTime> at = max(wanted.field("at", OffsetDateTime.class));
        Condition over = CHECK_POLL.NEXT_AT.isNull();
        return db.select(sha, at, CHECK_POLL.FIRST_ASKED_AT, CHECK_POLL.ASKED_AT, CHECK_POLL.NEXT_AT)
                .from(wanted)
                .leftJoin(CHECK_POLL)
                .on(CHECK_POLL.REPOSITORY_ID.eq(repository.value()).and(CHECK_POLL.SHA.eq(sha)))
                .where(CHECK_POLL
                        .SHA
                        .isNull()
                        .and(notExists(told(repository, sha, informative()))
                                .or(exists(told(repository, sha, unfinished()))))
                        .or(CHECK_POLL.NEXT_AT.le(utc(now)))
                        .or(CHECK_POLL
                                .SHA
                                .isNotNull()
                                .and(over)
                                .and(exists(told(
                                        repository,
                                        sha,
                                        unfinished().and(CHECK_CONCLUSION.AT.gt(CHECK_POLL.ASKED_AT)))))))
                .groupBy(sha, CHECK_POLL.FIRST_ASKED_AT, CHECK_POLL.ASKED_AT, CHECK_POLL.NEXT_AT)
                .orderBy(at.desc(), sha)
                .limit(limit)
                .fetch(it -> new Due(
                        HexFormat.of().formatHex(it.value1()),
                        it.value2().toInstant(),
                        it.value5() == null ? null : Times.instant(it.value3()),
                        Times.instant(it.value4())));
    }

    private static Select<?> told(RepositoryId repository, Field<byte[]> sha, Condition which) {
        return selectOne()
                .from(CHECK_CONCLUSION)
                .where(CHECK_CONCLUSION.REPOSITORY_ID.eq(repository.value()))
                .and(CHECK_CONCLUSION.SHA.eq(sha))
                .and(which);
    }

    /** Many apps get a suite of each commit and never say more of it. */
    private static Condition informative() {
        return CHECK_CONCLUSION
                .KIND
                .ne(Kind.CHECK_SUITE.word())
                .or(CHECK_CONCLUSION.STATE.eq(Progress.COMPLETED.word()));
    }

    private static Condition unfinished() {
        return CHECK_CONCLUSION
                .KIND
                .ne(Kind.CHECK_SUITE.word())
                .and(CHECK_CONCLUSION.STATE.ne(Progress.COMPLETED.word()));
    }

    /**
     * To be called before it is asked for.
     *
     * @param next when it is asked for again, unless {@link #settled} is called before
     * @return false: somebody else asks
     */
    public boolean claim(RepositoryId repository, Due due, Instant now, Instant next) {
        byte[] sha = HexFormat.of().parseHex(due.sha());
        Instant first = due.firstAskedAt() == null ? now : due.firstAskedAt();
        if (due.askedAt() == null) {
            return db.insertInto(CHECK_POLL)
                            .set(CHECK_POLL.REPOSITORY_ID, repository.value())
                            .set(CHECK_POLL.SHA, sha)
                            .set(CHECK_POLL.FIRST_ASKED_AT, utc(first))
                            .set(CHECK_POLL.ASKED_AT, utc(now))
                            .set(CHECK_POLL.NEXT_AT, utc(next))
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return db.update(CHECK_POLL)
                        .set(CHECK_POLL.FIRST_ASKED_AT, utc(first))
                        .set(CHECK_POLL.ASKED_AT, utc(now))
                        .set(CHECK_POLL.NEXT_AT, utc(next))
                        .where(CHECK_POLL.REPOSITORY_ID.eq(repository.value()))
                        .and(CHECK_POLL.SHA.eq(sha))
                        .and(CHECK_POLL.ASKED_AT.eq(utc(due.askedAt())))
                        .execute()
                == 1;
    }

    /** Nothing more is expected of it, unless an event tells otherwise. */
    public void settled(RepositoryId repository, Due due) {
        db.update(CHECK_POLL)
                .setNull(CHECK_POLL.NEXT_AT)
                .where(CHECK_POLL.REPOSITORY_ID.eq(repository.value()))
                .and(CHECK_POLL.SHA.eq(HexFormat.of().parseHex(due.sha())))
                .execute();
    }
}

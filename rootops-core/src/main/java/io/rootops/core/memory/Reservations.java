package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.AUTHOR;
import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.OUTCOME;
import static org.jooq.impl.DSL.arrayGet;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.memory.schema.tables.CommitMemory;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * What a history has that learning leaves out, or that people should know when they read its figures.
 *
 * @param commits that are ranked, on the default branch
 * @param byBots of them
 * @param busiestBot by its name; null where no bot wrote any
 * @param byBusiestBot of {@code commits}
 * @param future dated later than now: not learned from before that time has come
 * @param beforeParent dated before their first parent, as in a rewritten history
 * @param authoredInFuture whose author time is later than now
 * @param authoredBeforeParent whose author time is before that of their first parent, as after a rebase
 * @param withUnknownValues whose features are not all finite numbers
 * @param unknown commits that outcomes name and this repository does not have
 */
public record Reservations(
        int commits,
        int byBots,
        @Nullable String busiestBot,
        int byBusiestBot,
        int future,
        int beforeParent,
        int authoredInFuture,
        int authoredBeforeParent,
        int withUnknownValues,
        int unknown) {
    /** Nothing to say. */
    public static final Reservations NONE = new Reservations(0, 0, null, 0, 0, 0, 0, 0, 0, 0);

    static Reservations of(DSLContext db, int repository, Instant now) {
        Condition ranked = COMMIT_MEMORY
                .REPOSITORY_ID
                .eq(repository)
                .and(COMMIT_MEMORY.RANKABLE)
                .and(COMMIT_MEMORY.POSITION.isNotNull());
        var bots = db.select(AUTHOR.NAME, count())
                .from(COMMIT_MEMORY)
                .join(AUTHOR)
                .on(AUTHOR.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID).and(AUTHOR.ID.eq(COMMIT_MEMORY.AUTHOR_ID)))
                .where(ranked)
                .and(AUTHOR.BOT)
                .groupBy(AUTHOR.ID, AUTHOR.NAME)
                .orderBy(count().desc(), AUTHOR.NAME)
                .fetch();
        CommitMemory parent = COMMIT_MEMORY.as("parent");
        OffsetDateTime time = RepositoryMemory.utc(now);
        var dates = db.select(
                        count().filterWhere(COMMIT_MEMORY.COMMITTED_AT.gt(time)),
                        count().filterWhere(COMMIT_MEMORY.COMMITTED_AT.lt(parent.COMMITTED_AT)),
                        count().filterWhere(COMMIT_MEMORY.AUTHORED_AT.gt(time)),
                        count().filterWhere(COMMIT_MEMORY.AUTHORED_AT.lt(parent.AUTHORED_AT)))
                .from(COMMIT_MEMORY)
                .leftJoin(parent)
                .on(parent.REPOSITORY_ID
                        .eq(COMMIT_MEMORY.REPOSITORY_ID)
                        .and(parent.SHA.eq(arrayGet(COMMIT_MEMORY.PARENTS, 1))))
                .where(ranked)
                .fetchSingle();
        return new Reservations(
                db.fetchCount(COMMIT_MEMORY, ranked),
                bots.stream().mapToInt(Record2::value2).sum(),
                bots.isEmpty() ? null : bots.get(0).value1(),
                bots.isEmpty() ? 0 : bots.get(0).value2(),
                dates.value1(),
                dates.value2(),
                dates.value3(),
                dates.value4(),
                one(db.select(count())
                        .from(COMMIT_MEMORY)
                        .join(COMMIT_FEATURES)
                        .on(COMMIT_FEATURES
                                .REPOSITORY_ID
                                .eq(COMMIT_MEMORY.REPOSITORY_ID)
                                .and(COMMIT_FEATURES.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                        .where(ranked)
                        .and(StoredFeatures.NOT_ALL_FINITE)
                        .fetchOne(0, Integer.class)),
                one(db.select(countDistinct(OUTCOME.SHA))
                        .from(OUTCOME)
                        .where(OUTCOME.REPOSITORY_ID.eq(repository))
                        .and(OUTCOME.STRONG)
                        .and(notExists(selectOne()
                                .from(COMMIT_MEMORY)
                                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                                .and(COMMIT_MEMORY.SHA.eq(OUTCOME.SHA))))
                        .fetchOne(0, Integer.class)));
    }

    private static int one(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}

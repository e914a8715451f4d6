package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.HELD_OUT_SCORE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Period;
import io.rootops.core.memory.schema.tables.records.CommitMemoryRecord;
import io.rootops.core.memory.schema.tables.records.HeldOutScoreRecord;
import io.rootops.core.outcome.OutcomeSource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The replay of a repository's past, in the caller's transaction. */
final class HeldOutRows {
    private final DSLContext db;
    private final int repository;

    HeldOutRows(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** Oldest first. */
    List<HeldOut> all() {
        return where(noCondition());
    }

    /** All commits of each window that has one in this time, oldest first: so their places can be told. */
    List<HeldOut> windows(Instant from, Instant until) {
        return where(HELD_OUT_SCORE.PERIOD.in(select(HELD_OUT_SCORE.PERIOD)
                .from(HELD_OUT_SCORE)
                .join(COMMIT_MEMORY)
                .on(commit())
                .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.COMMITTED_AT.ge(RepositoryMemory.utc(from)))
                .and(COMMIT_MEMORY.COMMITTED_AT.lt(RepositoryMemory.utc(until)))));
    }

    /** Places of these commits in their windows, 0 to 100, by sha; those without one are left out. */
    Map<String, Double> percentiles(Collection<String> shas) {
        // As ReferenceDistribution tells it, without reading windows that may be years long.
        return db.resultQuery(
                        """
                        with asked as materialized (
                          select c.sha, h.period, h.logit
                          from commit_memory c join held_out_score h on h.repository_id = {0} and h.commit_id = c.id
                          where c.repository_id = {0} and c.position is not null and c.sha = any({1}))
                        select asked.sha, 50.0 * (count(*) filter (where w.logit < asked.logit)
                          + count(*) filter (where w.logit <= asked.logit)) / count(*) as percentile
                        from asked
                        join held_out_score w on w.repository_id = {0} and w.period = asked.period
                        join commit_memory c on c.repository_id = {0} and c.id = w.commit_id and c.position is not null
                        group by asked.sha""",
                        DSL.val(repository),
                        DSL.val(shas.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new)))
                .fetchMap(
                        it -> HexFormat.of().formatHex(it.get("sha", byte[].class)),
                        it -> it.get("percentile", Double.class));
    }

    /** When its first and its last commit landed. */
    Optional<Period> period() {
        return db.select(min(COMMIT_MEMORY.COMMITTED_AT), max(COMMIT_MEMORY.COMMITTED_AT))
                .from(HELD_OUT_SCORE)
                .join(COMMIT_MEMORY)
                .on(commit())
                .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository))
                .fetchOptional()
                .filter(it -> it.value1() != null)
                .map(it -> new Period(it.value1().toInstant(), it.value2().toInstant()));
    }

    private List<HeldOut> where(Condition condition) {
        return db.select(HELD_OUT_SCORE.fields())
                .select(
                        COMMIT_MEMORY.SHA,
                        COMMIT_MEMORY.COMMITTED_AT,
                        COMMIT_MEMORY.LINES_ADDED,
                        COMMIT_MEMORY.LINES_DELETED,
                        COMMIT_MEMORY.SHOWN_BEFORE_MERGE)
                .from(HELD_OUT_SCORE)
                .join(COMMIT_MEMORY)
                .on(commit())
                .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository).and(condition))
                .orderBy(COMMIT_MEMORY.COMMITTED_AT, COMMIT_MEMORY.POSITION)
                .fetch(HeldOutRows::heldOut);
    }

    private static Condition commit() {
        return COMMIT_MEMORY
                .REPOSITORY_ID
                .eq(HELD_OUT_SCORE.REPOSITORY_ID)
                .and(COMMIT_MEMORY.ID.eq(HELD_OUT_SCORE.COMMIT_ID))
                // What a force push took away since then is no commit of this history.
                .and(COMMIT_MEMORY.POSITION.isNotNull());
    }

    void replace(List<HeldOut> scores) {
        db.deleteFrom(HELD_OUT_SCORE)
                .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository))
                .execute();
        Map<String, Integer> ids = new HashMap<>();
        db.select(COMMIT_MEMORY.SHA, COMMIT_MEMORY.ID)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .forEach(it -> ids.put(HexFormat.of().formatHex(it.value1()), it.value2()));
        CopyRows rows = new CopyRows("held_out_score (repository_id, commit_id, period, logit, prior_logit,"
                + " probability, heuristic_v1, undecided, bad_known_at, source, evidence)");
        db.connection(connection -> {
            for (HeldOut it : scores) {
                Integer id = ids.get(it.sha());
                // One that was taken off the branch meanwhile is left out.
                if (id != null) {
                    add(rows, id, it);
                }
            }
            rows.send(connection);
        });
    }

    private void add(CopyRows rows, int id, HeldOut it) {
        rows.add(repository)
                .add(id)
                .add(it.window())
                .add(it.logit())
                .add(it.priorLogit())
                .add(it.probability())
                .add(it.heuristicV1())
                .add(it.undecided());
        if (it.badKnownAt() == null || it.source() == null) {
            rows.add((String) null).add((String) null).add((String) null).endRow();
        } else {
            rows.addTime(it.badKnownAt())
                    .add(it.source().word())
                    .add(it.evidence())
                    .endRow();
        }
    }

    private static HeldOut heldOut(Record row) {
        HeldOutScoreRecord score = row.into(HELD_OUT_SCORE);
        CommitMemoryRecord commit = row.into(COMMIT_MEMORY);
        OffsetDateTime known = score.getBadKnownAt();
        return new HeldOut(
                HexFormat.of().formatHex(commit.getSha()),
                commit.getCommittedAt().toInstant(),
                score.getPeriod(),
                score.getLogit(),
                score.getPriorLogit(),
                score.getProbability(),
                commit.getLinesAdded() + commit.getLinesDeleted(),
                score.getHeuristicV1(),
                known == null ? null : known.toInstant(),
                score.getSource() == null
                        ? null
                        : OutcomeSource.valueOf(score.getSource().toUpperCase(Locale.ROOT)),
                score.getEvidence(),
                commit.getShownBeforeMerge(),
                score.getUndecided());
    }
}

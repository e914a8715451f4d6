package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_DAY;
import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.RISK_SCORE;
import static org.jooq.impl.DSL.val;

import io.rootops.core.risk.Features;
import io.rootops.core.risk.RiskModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Ranks all of a repository's stored commits by one model, in the caller's transaction and under its lock. */
final class Ranking {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final int COPY_BYTES = 1 << 20;

    private final Connection connection;
    private final DSLContext db;
    private final int repository;
    private final Instant now;

    Ranking(Connection connection, int repository, Instant now) {
        this.connection = connection;
        this.db = DSL.using(connection, SQLDialect.POSTGRES);
        this.repository = repository;
        this.now = now;
    }

    private interface Sink {
        void take(int commit, Features features) throws SQLException;
    }

    /** The commits that percentiles are among: those of the default branch that can have a score. */
    static Condition merged(int repository) {
        return COMMIT_MEMORY
                .REPOSITORY_ID
                .eq(repository)
                .and(COMMIT_MEMORY.RANKABLE)
                .and(COMMIT_MEMORY.POSITION.isNotNull());
    }

    /** Those that a forge's list of files alone tells of. */
    static Condition listed(int repository) {
        return COMMIT_MEMORY
                .REPOSITORY_ID
                .eq(repository)
                .and(COMMIT_MEMORY.RANKABLE)
                .and(COMMIT_MEMORY.LISTED.isNotNull());
    }

    /** Raw scores of the commits on the default branch. */
    float[] raw(RiskModel model) throws SQLException {
        Condition merged = merged(repository);
        float[] raw = new float[db.fetchCount(COMMIT_MEMORY, merged)];
        int[] count = {0};
        each(merged, (commit, features) -> {
            if (count[0] < raw.length) {
                raw[count[0]++] = (float) model.raw(features);
            }
        });
        return count[0] == raw.length ? raw : Arrays.copyOf(raw, count[0]);
    }

    /** The newest of them. */
    List<Features> newestListed(int most) {
        return db.select(StoredFeatures.BINARY)
                .from(COMMIT_MEMORY)
                .join(COMMIT_FEATURES)
                .on(COMMIT_FEATURES
                        .REPOSITORY_ID
                        .eq(COMMIT_MEMORY.REPOSITORY_ID)
                        .and(COMMIT_FEATURES.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                .where(listed(repository))
                .orderBy(COMMIT_MEMORY.COMMITTED_AT.desc(), COMMIT_MEMORY.ID.desc())
                .limit(most)
                .fetch(it -> StoredFeatures.of(it.value1()));
    }

    /** Scores what is on the default branch and what waits on others alike; older scores go. */
    void rank(RiskModel model) throws SQLException {
        db.deleteFrom(RISK_SCORE).where(RISK_SCORE.REPOSITORY_ID.eq(repository)).execute();
        score(model, COMMIT_MEMORY.PROVISIONAL.isFalse());
        count();
    }

    /** Scores what a forge's lists alone tell of; older scores of it go. */
    void rankListed(RiskModel model) throws SQLException {
        db.deleteFrom(RISK_SCORE)
                .where(RISK_SCORE.REPOSITORY_ID.eq(repository))
                .and(RISK_SCORE.COMMIT_ID.in(
                        DSL.select(COMMIT_MEMORY.ID).from(COMMIT_MEMORY).where(listed(repository))))
                .execute();
        score(model, COMMIT_MEMORY.LISTED.isNotNull());
    }

    /** Scores just these commits, which have no score. */
    void rank(RiskModel model, int[] commits) throws SQLException {
        score(model, COMMIT_MEMORY.ID.in(Arrays.stream(commits).boxed().toList()));
        count();
    }

    private void score(RiskModel model, Condition which) throws SQLException {
        db.execute(
                "create temporary table ranking (commit_id integer, percentile real, level risk_level) on commit drop");
        CopyRows scores = new CopyRows(ScoreRows.TARGET);
        CopyRows ranking = new CopyRows("ranking (commit_id, percentile, level)");
        each(rankable().and(COMMIT_MEMORY.ANALYZED).and(which), (commit, features) -> {
            ScoreRows score = ScoreRows.of(model, features);
            score.add(scores, repository, commit, now);
            ranking.add(commit)
                    .add(score.percentile())
                    .add(BatchWriter.level(score.percentile()).getLiteral())
                    .endRow();
            if (scores.bytes() > COPY_BYTES) {
                scores.send(connection);
                ranking.send(connection);
            }
        });
        scores.send(connection);
        ranking.send(connection);
        db.execute("analyze ranking");
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.MODEL_VERSION, model.version())
                .set(COMMIT_MEMORY.PERCENTILE, DSL.field("ranking.percentile", Float.class))
                .set(COMMIT_MEMORY.LEVEL, DSL.field("ranking.level", COMMIT_MEMORY.LEVEL.getDataType()))
                .from(DSL.table("ranking"))
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.ID.eq(DSL.field("ranking.commit_id", SQLDataType.INTEGER)))
                .execute();
        db.execute("drop table ranking");
    }

    private Condition rankable() {
        return COMMIT_MEMORY.REPOSITORY_ID.eq(repository).and(COMMIT_MEMORY.RANKABLE);
    }

    /** Row by row: a long history does not fit in memory as a whole. */
    private void each(Condition which, Sink sink) throws SQLException {
        try (Cursor<Record2<Integer, byte[]>> rows = db.select(COMMIT_MEMORY.ID, StoredFeatures.BINARY)
                .from(COMMIT_MEMORY)
                .join(COMMIT_FEATURES)
                .on(COMMIT_FEATURES
                        .REPOSITORY_ID
                        .eq(COMMIT_MEMORY.REPOSITORY_ID)
                        .and(COMMIT_FEATURES.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                .where(which)
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy()) {
            while (rows.hasNext()) {
                Record2<Integer, byte[]> row = rows.fetchNext();
                sink.take(row.value1(), StoredFeatures.of(row.value2()));
            }
        }
    }

    /** Counts of days and totals, made anew: this also mends them after a force-push. */
    void count() {
        db.deleteFrom(COMMIT_DAY).where(COMMIT_DAY.REPOSITORY_ID.eq(repository)).execute();
        db.execute("""
                insert into commit_day (repository_id, day, level, commits, churn)
                select repository_id, (committed_at at time zone 'UTC')::date, level, count(*), sum(lines_added::bigint + lines_deleted)
                from commit_memory
                where repository_id = {0} and position is not null and level is not null
                group by 1, 2, 3""", val(repository));
        db.execute("""
                update repository set (commits, scored_commits) =
                  (select count(*), count(percentile) from commit_memory where repository_id = {0} and position is not null)
                where id = {0}""", val(repository));
    }
}

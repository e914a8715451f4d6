package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_DAY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.SizeModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The models of a repository, and the ranking of its whole history by a new one. */
public final class ModelMemory {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final int COPY_BYTES = 1 << 20;

    private final DSLContext db;
    private final InstantSource clock;

    public ModelMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The model in use, and how many commits it was made on. */
    public record Promoted(SizeModel model, int commits) {}

    /** Empty before the first history is read. */
    public Optional<Promoted> promoted(RepositoryId repository) {
        return db.selectFrom(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()).and(RISK_MODEL.PROMOTED))
                .fetchOptional(it -> new Promoted(
                        new SizeModel(it.getVersion(), ReferenceDistribution.ofStored(unboxed(it.getReference()))),
                        it.getCommits()));
    }

    /**
     * Makes a new model by size of what is stored, ranks every commit with it and promotes it: all or nothing. Counts
     * of days and totals are made anew too, so this also mends them after a force-push.
     */
    public SizeModel rankAll(RepositoryId repository) {
        return db.transactionResult(tx -> {
            DSLContext inside = tx.dsl();
            inside.execute("select pg_advisory_xact_lock({0})", val((long) repository.value()));
            return inside.connectionResult(connection -> new Ranking(connection, repository.value()).run());
        });
    }

    private interface Sink {
        void take(Record4<Integer, Integer, Integer, Integer> size) throws SQLException;
    }

    private static float[] unboxed(Float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private final class Ranking {
        private final Connection connection;
        private final DSLContext db;
        private final int repository;

        Ranking(Connection connection, int repository) {
            this.connection = connection;
            this.db = DSL.using(connection, SQLDialect.POSTGRES);
            this.repository = repository;
        }

        SizeModel run() throws SQLException {
            float[] raw = new float[db.fetchCount(COMMIT_MEMORY, ranked().and(COMMIT_MEMORY.POSITION.isNotNull()))];
            int[] count = {0};
            sizes(COMMIT_MEMORY.POSITION.isNotNull(), it -> raw[count[0]++] = size(it).churn());
            SizeModel model = promote(ReferenceDistribution.of(raw), raw.length);
            score(model);
            db.update(COMMIT_MEMORY)
                    .set(COMMIT_MEMORY.MODEL_VERSION, model.version())
                    .set(COMMIT_MEMORY.PERCENTILE, DSL.field("ranking.percentile", Float.class))
                    .set(COMMIT_MEMORY.LEVEL, DSL.field("ranking.level", COMMIT_MEMORY.LEVEL.getDataType()))
                    .from(DSL.table("ranking"))
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                    .and(COMMIT_MEMORY.ID.eq(DSL.field("ranking.commit_id", SQLDataType.INTEGER)))
                    .execute();
            db.execute("drop table ranking");
            count();
            return model;
        }

        private Condition ranked() {
            return COMMIT_MEMORY.REPOSITORY_ID.eq(repository).and(COMMIT_MEMORY.RANKABLE);
        }

        /** Row by row: a long history does not fit in memory as a whole. */
        private void sizes(Condition which, Sink sink) throws SQLException {
            try (Cursor<Record4<Integer, Integer, Integer, Integer>> rows = db.select(
                            COMMIT_MEMORY.ID,
                            COMMIT_MEMORY.FILES,
                            COMMIT_MEMORY.LINES_ADDED,
                            COMMIT_MEMORY.LINES_DELETED)
                    .from(COMMIT_MEMORY)
                    .where(ranked().and(which))
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                while (rows.hasNext()) {
                    sink.take(rows.fetchNext());
                }
            }
        }

        private SizeModel promote(ReferenceDistribution reference, int commits) {
            int version = 1
                    + db.select(coalesce(max(RISK_MODEL.VERSION), 0))
                            .from(RISK_MODEL)
                            .where(RISK_MODEL.REPOSITORY_ID.eq(repository))
                            .fetchSingle()
                            .value1();
            db.update(RISK_MODEL)
                    .set(RISK_MODEL.PROMOTED, false)
                    .where(RISK_MODEL.REPOSITORY_ID.eq(repository).and(RISK_MODEL.PROMOTED))
                    .execute();
            float[] stored = reference.toArray();
            Float[] boxed = new Float[stored.length];
            for (int i = 0; i < boxed.length; i++) {
                boxed[i] = stored[i];
            }
            db.insertInto(RISK_MODEL)
                    .set(RISK_MODEL.REPOSITORY_ID, repository)
                    .set(RISK_MODEL.VERSION, version)
                    .set(RISK_MODEL.KIND, "size")
                    .set(RISK_MODEL.TRAINED_AT, RepositoryMemory.utc(clock.instant()))
                    .set(RISK_MODEL.COMMITS, commits)
                    .set(RISK_MODEL.REFERENCE, boxed)
                    .set(RISK_MODEL.PROMOTED, true)
                    .execute();
            return new SizeModel(version, reference);
        }

        /** Scores what is on the default branch and what waits on others alike. */
        private void score(SizeModel model) throws SQLException {
            db.execute(
                    "create temporary table ranking (commit_id integer, percentile real, level risk_level) on commit drop");
            CopyRows scores =
                    new CopyRows("risk_score (repository_id, model_version, commit_id, raw, percentile, scored_at)");
            CopyRows ranking = new CopyRows("ranking (commit_id, percentile, level)");
            Instant now = clock.instant();
            sizes(COMMIT_MEMORY.PROVISIONAL.isFalse(), row -> {
                double raw = model.raw(size(row));
                double percentile = model.reference().percentile(raw);
                scores.add(repository)
                        .add(model.version())
                        .add(row.value1())
                        .add(raw)
                        .add(percentile)
                        .addTime(now)
                        .endRow();
                ranking.add(row.value1())
                        .add(percentile)
                        .add(BatchWriter.level(percentile).getLiteral())
                        .endRow();
                if (scores.bytes() > COPY_BYTES) {
                    scores.send(connection);
                    ranking.send(connection);
                }
            });
            scores.send(connection);
            ranking.send(connection);
            db.execute("analyze ranking");
        }

        private void count() {
            db.deleteFrom(COMMIT_DAY)
                    .where(COMMIT_DAY.REPOSITORY_ID.eq(repository))
                    .execute();
            db.execute("""
                    insert into commit_day (repository_id, day, level, commits, churn)
                    select repository_id, (committed_at at time zone 'UTC')::date, level, count(*), sum(lines_added::bigint + lines_deleted)
                    from commit_memory
                    where repository_id = {0} and position is not null and level is not null
                    group by 1, 2, 3""", val(repository));
            db.update(REPOSITORY)
                    .set(
                            REPOSITORY.COMMITS,
                            DSL.field(DSL.selectCount()
                                    .from(COMMIT_MEMORY)
                                    .where(COMMIT_MEMORY
                                            .REPOSITORY_ID
                                            .eq(repository)
                                            .and(COMMIT_MEMORY.POSITION.isNotNull()))))
                    .set(
                            REPOSITORY.SCORED_COMMITS,
                            DSL.field(DSL.selectCount()
                                    .from(COMMIT_MEMORY)
                                    .where(ranked().and(COMMIT_MEMORY.POSITION.isNotNull()))))
                    .where(REPOSITORY.ID.eq(repository))
                    .execute();
        }

        private static ChangeSize size(Record4<Integer, Integer, Integer, Integer> row) {
            return new ChangeSize(row.value2(), row.value3(), row.value4());
        }
    }
}

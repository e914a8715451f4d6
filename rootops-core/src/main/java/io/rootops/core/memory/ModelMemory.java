package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.RISK_MODEL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.SizeModel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;

/** The models of a repository, and the ranking of its whole history by a new one. */
public final class ModelMemory {
    private final DSLContext db;
    private final InstantSource clock;

    public ModelMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The model in use, and how many commits it was made on. */
    public record Promoted(RiskModel model, int commits) {}

    /** Empty before the first history is read. */
    public Optional<Promoted> promoted(RepositoryId repository) {
        return db.selectFrom(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()).and(RISK_MODEL.PROMOTED))
                .fetchOptional(it -> new Promoted(
                        new SizeModel(
                                it.getVersion(), ReferenceDistribution.ofStored(Reals.unboxed(it.getReference()))),
                        it.getCommits()));
    }

    /**
     * How commits that arrive now are scored.
     *
     * @param analyze false: they are not
     */
    public Scoring scoring(RepositoryId repository, boolean analyze) {
        return new Scoring(promoted(repository).map(Promoted::model).orElse(null), analyze);
    }

    /**
     * Ranks every commit, and makes the counts of days and totals anew: all or nothing. By the learned model where there
     * is one; else by a new model by size of what is stored.
     */
    public void rankAll(RepositoryId repository) {
        db.transaction(tx -> {
            DSLContext inside = tx.dsl();
            inside.execute("select pg_advisory_xact_lock({0})", val((long) repository.value()));
            inside.connection(connection -> {
                Ranking ranking = new Ranking(connection, repository.value(), clock.instant());
                ranking.rank(bySize(inside, repository, ranking));
            });
            new Outcomes(inside, repository.value()).arrived();
        });
    }

    private SizeModel bySize(DSLContext inside, RepositoryId repository, Ranking ranking) throws SQLException {
        float[] raw = ranking.raw(new SizeModel(0, ReferenceDistribution.of(new float[0])));
        SizeModel model = new SizeModel(nextVersion(inside, repository), ReferenceDistribution.of(raw));
        inside.update(RISK_MODEL)
                .set(RISK_MODEL.PROMOTED, false)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()).and(RISK_MODEL.PROMOTED))
                .execute();
        inside.insertInto(RISK_MODEL)
                .set(RISK_MODEL.REPOSITORY_ID, repository.value())
                .set(RISK_MODEL.VERSION, model.version())
                .set(RISK_MODEL.KIND, "size")
                .set(RISK_MODEL.TRAINED_AT, RepositoryMemory.utc(clock.instant()))
                .set(RISK_MODEL.COMMITS, raw.length)
                .set(RISK_MODEL.REFERENCE, Reals.boxed(model.reference().toArray()))
                .set(RISK_MODEL.PROMOTED, true)
                .execute();
        return model;
    }

    private static int nextVersion(DSLContext inside, RepositoryId repository) {
        return 1
                + inside.select(coalesce(max(RISK_MODEL.VERSION), 0))
                        .from(RISK_MODEL)
                        .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()))
                        .fetchSingle()
                        .value1();
    }
}

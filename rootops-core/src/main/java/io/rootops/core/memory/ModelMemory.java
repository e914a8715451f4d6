package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.LoadedModels.Loaded;
import io.rootops.core.risk.FeatureReference;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.SizeModel;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The models of a repository, and the ranking of its whole history by a new one. */
public final class ModelMemory {
    /** Among fewer commits a percentile says little: a learned model places them among those of its prior. */
    public static final int FEW = 50;

    /** Percentiles are made anew when the history grew by a tenth. */
    private static final double GROWTH = 1.1;

    private final DSLContext db;
    private final InstantSource clock;
    private final LoadedModels loaded;

    public ModelMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
        this.loaded = new LoadedModels(db);
    }

    /** The model in use, and how many commits it was made on. */
    public record Promoted(RiskModel model, int commits, Instant trainedAt) {}

    /** Empty before the first history is read, and where the model cannot be used: another release may have made it. */
    public Optional<Promoted> promoted(RepositoryId repository) {
        Loaded it = loaded.of(List.of(repository.value())).get(repository.value());
        return it == null || it.model() == null
                ? Optional.empty()
                : Optional.of(
                        new Promoted(it.model(), it.commits(), it.trainedAt().toInstant()));
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
     * Ranks every commit, and makes the counts of days and totals anew: all or nothing. The model in use stays what it
     * is, but places commits among those of now; where there is none to be read, a new one by size does. Learning is due
     * then.
     */
    public void rankAll(RepositoryId repository) {
        locked(repository, (inside, ranking) -> {
            Optional<Promoted> present = promoted(repository);
            if (present.isPresent()) {
                placeAnew(inside, repository, ranking, present.get());
            } else {
                bySize(inside, repository, ranking);
            }
            new Outcomes(inside, repository.value()).arrived();
        });
    }

    /** Ranks a history that was read for the first time: what was lent until then is no part of it. */
    public void rankFirst(RepositoryId repository) {
        locked(repository, (inside, ranking) -> {
            inside.deleteFrom(RISK_MODEL)
                    .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()))
                    .execute();
            bySize(inside, repository, ranking);
            new Outcomes(inside, repository.value()).arrived();
        });
    }

    /** Whatever was learned before cannot be used. */
    private void bySize(DSLContext inside, RepositoryId repository, Ranking ranking) throws SQLException {
        bySize(inside, repository, ranking, null);
        inside.update(REPOSITORY)
                .setNull(REPOSITORY.LEARNED_AT)
                .where(REPOSITORY.ID.eq(repository.value()))
                .execute();
    }

    /** Whether the history has outgrown the commits that its model places others among, or there is no model. */
    public boolean outgrown(RepositoryId repository) {
        return promoted(repository)
                .map(model -> {
                    int commits = db.fetchCount(COMMIT_MEMORY, Ranking.merged(repository.value()));
                    return commits > model.commits() * GROWTH || (commits >= FEW && model.commits() < FEW);
                })
                .orElse(true);
    }

    private void placeAnew(DSLContext inside, RepositoryId repository, Ranking ranking, Promoted present)
            throws SQLException {
        RiskModel model = present.model();
        float[] raw = ranking.raw(model);
        if (raw.length < FEW && present.commits() >= FEW && model instanceof LearnedModel) {
            // What a force-push left is too little to place commits among.
            ranking.rank(model);
            return;
        }
        ModelRows rows = rows(inside, repository);
        RiskModel anew = model.placing(rows.nextVersion(), reference(model, raw));
        rows.again(model.version(), anew, raw.length);
        ranking.rank(anew);
    }

    private static ReferenceDistribution reference(RiskModel model, float[] raw) {
        return raw.length < FEW
                        && model instanceof LearnedModel learned
                        && !learned.prior().isNone()
                ? learned.prior().reference()
                : ReferenceDistribution.of(raw);
    }

    /** Keeps what was learned, and ranks every commit by what it chose: all or nothing. */
    public void keep(RepositoryId repository, Lesson lesson) {
        locked(repository, (inside, ranking) -> {
            if (lesson.choice() == Lesson.Choice.SIZE) {
                bySize(inside, repository, ranking, lesson);
            } else {
                learned(inside, repository, ranking, lesson);
            }
            new HeldOutRows(inside, repository.value()).replace(lesson.heldOut());
            new HeldOutModels(inside, repository.value()).replace(lesson.heldOutModels());
            inside.update(REPOSITORY)
                    .set(REPOSITORY.LEARNED_REVISION, lesson.revision())
                    .set(REPOSITORY.LEARNED_AT, RepositoryMemory.utc(clock.instant()))
                    .setNull(REPOSITORY.LEARNING_PROBLEM)
                    .where(REPOSITORY.ID.eq(repository.value()))
                    .execute();
        });
    }

    private void learned(DSLContext inside, RepositoryId repository, Ranking ranking, Lesson lesson)
            throws SQLException {
        ModelRows rows = rows(inside, repository);
        LearnedModel it = lesson.learned();
        float[] raw = ranking.raw(it);
        RiskModel model = it.placing(rows.nextVersion(), reference(it, raw));
        boolean promoted = lesson.choice() == Lesson.Choice.LEARNED;
        rows.insert(model, raw.length, promoted, lesson);
        if (promoted) {
            ranking.rank(model);
        }
    }

    private void bySize(DSLContext inside, RepositoryId repository, Ranking ranking, @Nullable Lesson lesson)
            throws SQLException {
        ModelRows rows = rows(inside, repository);
        float[] raw = ranking.raw(new SizeModel(0, ReferenceDistribution.of(new float[0])));
        SizeModel model = new SizeModel(rows.nextVersion(), ReferenceDistribution.of(raw));
        rows.insert(model, raw.length, true, lesson);
        ranking.rank(model);
    }

    /**
     * Puts what other projects teach to use where the history was never read to its end: commits that a forge's lists
     * tell of are placed among those of its projects, and their reasons count from what is usual among the newest of them.
     */
    public void lend(RepositoryId repository, Prior prior) {
        locked(repository, (inside, ranking) -> {
            List<Features> listed = ranking.newestListed(FEW - 1);
            ModelRows rows = rows(inside, repository);
            RiskModel model = new LearnedModel(
                    rows.nextVersion(), prior, null, 0, 0, FeatureReference.of(listed), prior.reference());
            rows.insert(model, listed.size(), true, null);
            ranking.rankListed(model);
        });
    }

    /** Whether {@link #lend} would say more than what was lent before. */
    public boolean toLend(RepositoryId repository) {
        int listed = db.fetchCount(COMMIT_MEMORY, Ranking.listed(repository.value()));
        return listed > 0
                && promoted(repository)
                        .map(model -> model.commits() < FEW - 1 && listed > model.commits() * GROWTH)
                        .orElse(true);
    }

    private ModelRows rows(DSLContext inside, RepositoryId repository) {
        return new ModelRows(inside, repository.value(), clock.instant());
    }

    private void locked(RepositoryId repository, Work work) {
        db.transaction(tx -> {
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository.value()));
            tx.dsl()
                    .connection(connection ->
                            work.in(tx.dsl(), new Ranking(connection, repository.value(), clock.instant())));
        });
    }

    private interface Work {
        void in(DSLContext inside, Ranking ranking) throws SQLException;
    }
}

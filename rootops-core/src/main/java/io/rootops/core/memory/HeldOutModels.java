package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.HELD_OUT_MODEL;
import static io.rootops.core.memory.schema.Tables.HELD_OUT_PART;
import static io.rootops.core.memory.schema.Tables.HELD_OUT_SCORE;

import io.rootops.core.memory.schema.tables.records.HeldOutModelRecord;
import io.rootops.core.memory.schema.tables.records.HeldOutPartRecord;
import io.rootops.core.risk.FeatureReference;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Reasons;
import io.rootops.core.risk.ReferenceDistribution;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;

/** The models of a repository's replay, in the caller's transaction: what was known when each of its windows began. */
final class HeldOutModels {
    private static final ReferenceDistribution NO_REFERENCE = ReferenceDistribution.of(new float[0]);

    private final DSLContext db;
    private final int repository;

    HeldOutModels(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** @param models each with its window as its version */
    void replace(List<LearnedModel> models) {
        db.deleteFrom(HELD_OUT_MODEL)
                .where(HELD_OUT_MODEL.REPOSITORY_ID.eq(repository))
                .execute();
        for (LearnedModel it : models) {
            HeldOutModelRecord row = new HeldOutModelRecord();
            row.setRepositoryId(repository);
            row.setPeriod(it.version());
            row.setPriorVersion(it.prior().version());
            row.setKnownBad(it.knownBad());
            row.setShift(it.shift());
            row.setFacts(Reals.boxed(it.facts().toArray()));
            db.executeInsert(row);
            part("prior", it.prior().model(), it.version());
            if (it.own() != null) {
                part("own", it.own(), it.version());
            }
        }
    }

    /**
     * Why these commits had their held-out scores, by sha, as it could be told then. Those that are in no replay, or
     * whose model another release wrote, are left out.
     */
    Map<String, Reasons> reasons(Collection<String> shas) {
        Map<String, Reasons> reasons = new HashMap<>();
        Map<Integer, Optional<LearnedModel>> models = new HashMap<>();
        db.select(COMMIT_MEMORY.SHA, HELD_OUT_SCORE.PERIOD, StoredFeatures.BINARY)
                .from(HELD_OUT_SCORE)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(HELD_OUT_SCORE.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(HELD_OUT_SCORE.COMMIT_ID)))
                .join(COMMIT_FEATURES)
                .on(COMMIT_FEATURES
                        .REPOSITORY_ID
                        .eq(HELD_OUT_SCORE.REPOSITORY_ID)
                        .and(COMMIT_FEATURES.COMMIT_ID.eq(HELD_OUT_SCORE.COMMIT_ID)))
                .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.in(
                        shas.stream().map(HexFormat.of()::parseHex).toList()))
                .forEach(row -> models.computeIfAbsent(row.value2(), this::model)
                        .ifPresent(model -> reasons.put(
                                HexFormat.of().formatHex(row.value1()),
                                model.explain(StoredFeatures.of(row.value3())))));
        return reasons;
    }

    private Optional<LearnedModel> model(int period) {
        HeldOutModelRecord row = db.selectFrom(HELD_OUT_MODEL)
                .where(HELD_OUT_MODEL.REPOSITORY_ID.eq(repository).and(HELD_OUT_MODEL.PERIOD.eq(period)))
                .fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        try {
            Map<String, LogisticModel> parts = new HashMap<>();
            db.selectFrom(HELD_OUT_PART)
                    .where(HELD_OUT_PART.REPOSITORY_ID.eq(repository).and(HELD_OUT_PART.PERIOD.eq(period)))
                    .forEach(it -> parts.put(it.getPart(), part(it)));
            LogisticModel prior = Objects.requireNonNull(parts.get("prior"), "its prior is missing");
            return Optional.of(new LearnedModel(
                    period,
                    new Prior(row.getPriorVersion(), prior, NO_REFERENCE, List.of()),
                    parts.get("own"),
                    row.getKnownBad(),
                    row.getShift(),
                    FeatureReference.ofStored(Reals.unboxed(row.getFacts())),
                    NO_REFERENCE));
        } catch (IllegalArgumentException | NullPointerException e) {
            // Another release wrote it; the next learning writes it anew.
            return Optional.empty();
        }
    }

    private void part(String part, LogisticModel model, int period) {
        db.insertInto(HELD_OUT_PART)
                .set(HELD_OUT_PART.REPOSITORY_ID, repository)
                .set(HELD_OUT_PART.PERIOD, period)
                .set(HELD_OUT_PART.PART, part)
                .set(HELD_OUT_PART.FEATURES, Reals.ids(model.features()))
                .set(HELD_OUT_PART.MEANS, Reals.boxed(model.means()))
                .set(HELD_OUT_PART.DEVIATIONS, Reals.boxed(model.deviations()))
                .set(HELD_OUT_PART.WEIGHTS, Reals.boxed(model.weights()))
                .set(HELD_OUT_PART.INTERCEPT, model.intercept())
                .execute();
    }

    private static LogisticModel part(HeldOutPartRecord row) {
        return new LogisticModel(
                Reals.features(row.getFeatures()),
                Reals.unboxed(row.getMeans()),
                Reals.unboxed(row.getDeviations()),
                Reals.unboxed(row.getWeights()),
                row.getIntercept());
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOGISTIC_MODEL;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;

import io.rootops.core.memory.schema.tables.records.LogisticModelRecord;
import io.rootops.core.memory.schema.tables.records.RiskModelRecord;
import io.rootops.core.risk.FeatureReference;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.SizeModel;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The promoted models, each read from the database once. Thread-safe. */
final class LoadedModels {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

    private final DSLContext db;
    private final Map<Integer, Loaded> known = new ConcurrentHashMap<>();

    LoadedModels(DSLContext db) {
        this.db = db;
    }

    /** @param model null where it cannot be read: it is damaged, or another release wrote it */
    record Loaded(
            int version,
            OffsetDateTime trainedAt,
            int commits,
            @Nullable RiskModel model) {}

    /** Those of these repositories, by repository; one that has none is left out. */
    Map<Integer, Loaded> of(Collection<Integer> repositories) {
        Map<Integer, Loaded> found = new HashMap<>();
        db.select(RISK_MODEL.REPOSITORY_ID, RISK_MODEL.VERSION, RISK_MODEL.TRAINED_AT)
                .from(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.in(repositories).and(RISK_MODEL.PROMOTED))
                .forEach(it -> {
                    Loaded loaded = known.get(it.value1());
                    // A history that is read again begins with version 1 again.
                    if (loaded == null
                            || loaded.version() != it.value2()
                            || !loaded.trainedAt().isEqual(it.value3())) {
                        loaded = load(it.value1(), it.value2());
                    }
                    if (loaded != null) {
                        known.put(it.value1(), loaded);
                        found.put(it.value1(), loaded);
                    }
                });
        return found;
    }

    private @Nullable Loaded load(int repository, int version) {
        RiskModelRecord row = db.selectFrom(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository).and(RISK_MODEL.VERSION.eq(version)))
                .fetchOne();
        return row == null ? null : new Loaded(version, row.getTrainedAt(), row.getCommits(), model(row));
    }

    private @Nullable RiskModel model(RiskModelRecord row) {
        ReferenceDistribution reference = ReferenceDistribution.ofStored(Reals.unboxed(row.getReference()));
        if (row.getKind().equals("size")) {
            return new SizeModel(row.getVersion(), reference);
        }
        try {
            Map<String, LogisticModel> parts = new HashMap<>();
            db.selectFrom(LOGISTIC_MODEL)
                    .where(LOGISTIC_MODEL
                            .REPOSITORY_ID
                            .eq(row.getRepositoryId())
                            .and(LOGISTIC_MODEL.MODEL_VERSION.eq(row.getVersion())))
                    .forEach(it -> parts.put(it.getPart(), part(it)));
            LogisticModel prior = Objects.requireNonNull(parts.get("prior"), "its prior is missing");
            LogisticModel own = parts.get("own");
            int knownBad = Objects.requireNonNull(row.getKnownBad());
            if (own == null && knownBad > 0) {
                throw new IllegalArgumentException("what it learned here is missing");
            }
            return new LearnedModel(
                    row.getVersion(),
                    new Prior(Objects.requireNonNull(row.getPriorVersion()), prior, reference, List.of()),
                    own,
                    knownBad,
                    Objects.requireNonNull(row.getShift()),
                    FeatureReference.ofStored(Reals.unboxed(Objects.requireNonNull(row.getFacts()))),
                    reference);
        } catch (IllegalArgumentException | NullPointerException e) {
            LOG.warn(
                    "Model {} of repository {} cannot be used ({}); it is learned again",
                    row.getVersion(),
                    row.getRepositoryId(),
                    e.getMessage());
            return null;
        }
    }

    private static LogisticModel part(LogisticModelRecord row) {
        return new LogisticModel(
                Reals.features(row.getFeatures()),
                Reals.unboxed(row.getMeans()),
                Reals.unboxed(row.getDeviations()),
                Reals.unboxed(row.getWeights()),
                row.getIntercept());
    }
}

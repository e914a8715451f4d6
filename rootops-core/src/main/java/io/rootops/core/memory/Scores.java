package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;

import io.rootops.core.memory.LoadedModels.Loaded;
import io.rootops.core.memory.schema.tables.records.CommitMemoryRecord;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.risk.SizeModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores with their reasons, made when they are read: from the stored place of a commit, its features, and the model
 * in use. Thread-safe.
 */
final class Scores {
    private final DSLContext db;
    private final LoadedModels models;

    Scores(DSLContext db) {
        this.db = db;
        this.models = new LoadedModels(db);
    }

    /** A commit among others of a list. */
    private record Key(int repository, int commit) {
        static Key of(CommitMemoryRecord commit) {
            return new Key(commit.getRepositoryId(), commit.getId());
        }
    }

    /** What the rows of one list need. */
    static final class Read {
        private final Map<Integer, Loaded> loaded;
        private final Map<Key, Features> features;

        private Read(Map<Integer, Loaded> loaded, Map<Key, Features> features) {
            this.loaded = loaded;
            this.features = features;
        }

        /** Null where the commit has none. */
        @Nullable
        RiskScore of(CommitMemoryRecord commit) {
            if (commit.getPercentile() == null) {
                return null;
            }
            boolean listed = commit.getListed() != null;
            ChangeSize size = new ChangeSize(commit.getFiles(), commit.getLinesAdded(), commit.getLinesDeleted());
            Loaded model = loaded.get(commit.getRepositoryId());
            if (commit.getProvisional() || model == null || model.model() instanceof SizeModel) {
                return RiskScore.bySize(
                        commit.getModelVersion(),
                        commit.getPercentile(),
                        commit.getProvisional() || listed,
                        SizeModel.reasons(size));
            }
            Features known = features.get(Key.of(commit));
            if (known == null || !(model.model() instanceof LearnedModel learned)) {
                // The model cannot be read any more, and is about to be replaced: the place is still true.
                return new RiskScore(
                        RiskScore.Model.LEARNED,
                        commit.getModelVersion(),
                        commit.getPercentile(),
                        listed,
                        null,
                        SizeModel.reasons(size),
                        null);
            }
            RiskScore score = learned.score(known);
            return new RiskScore(
                    score.model(),
                    commit.getModelVersion(),
                    commit.getPercentile(),
                    listed,
                    score.probability(),
                    score.reasons(),
                    score.basePoints());
        }
    }

    /** @param rows of {@code commit_memory} */
    Read read(List<? extends Record> rows) {
        Map<Integer, Loaded> loaded = models.of(rows.stream()
                .filter(it -> it.get(COMMIT_MEMORY.PERCENTILE) != null)
                .map(it -> it.get(COMMIT_MEMORY.REPOSITORY_ID))
                .collect(Collectors.toSet()));
        Map<Integer, List<Integer>> learned = rows.stream()
                .filter(it -> {
                    Loaded model = loaded.get(it.get(COMMIT_MEMORY.REPOSITORY_ID));
                    return model != null
                            && model.model() instanceof LearnedModel
                            && it.get(COMMIT_MEMORY.PERCENTILE) != null;
                })
                .collect(Collectors.groupingBy(
                        it -> it.get(COMMIT_MEMORY.REPOSITORY_ID),
                        Collectors.mapping(it -> it.get(COMMIT_MEMORY.ID), Collectors.toList())));
        Map<Key, Features> features = new HashMap<>();
        learned.forEach((repository, commits) -> db.select(COMMIT_FEATURES.COMMIT_ID, StoredFeatures.BINARY)
                .from(COMMIT_FEATURES)
                .where(COMMIT_FEATURES.REPOSITORY_ID.eq(repository).and(COMMIT_FEATURES.COMMIT_ID.in(commits)))
                .forEach(it -> features.put(new Key(repository, it.value1()), StoredFeatures.of(it.value2()))));
        return new Read(loaded, features);
    }
}

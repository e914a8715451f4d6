package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Period;
import io.rootops.core.memory.LoadedModels.Loaded;
import io.rootops.core.memory.schema.tables.records.RiskModelRecord;
import io.rootops.core.outcome.Findings;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Reasons;
import io.rootops.core.risk.RiskScore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record4;
import org.jspecify.annotations.Nullable;

/** What there is to learn from, and what learning has come to. */
public final class LearningMemory {
    private static final int ROWS_AT_ONCE = 10_000;

    private final DSLContext db;
    private final LoadedModels loaded;

    public LearningMemory(DSLContext db) {
        this.db = db;
        this.loaded = new LoadedModels(db);
    }

    /**
     * A history as learning sees it.
     *
     * @param revision of the outcomes, to be kept with what is learned
     * @param commits with features, on the default branch, by commit time
     */
    public record Material(long revision, List<LabelledCommit> commits) {}

    /**
     * How far learning is.
     *
     * @param outcomes arrived that nothing was learned from yet
     * @param learnedAt null: never
     * @param problem why the last learning failed; null: it did not
     */
    public record Progress(
            boolean outcomes,
            @Nullable Instant learnedAt,
            @Nullable String problem) {}

    /**
     * A model that was made, in use or not.
     *
     * @param knownBad outcomes that it was trained on; 0 for a ranking by size
     * @param heldOut commits of the replay; 0 where there was none, like {@code heldOutBad}
     * @param auc of the score in that replay, {@code sizeAuc} of lines changed; null where it told too little
     * @param promoted in use now
     * @param reason why it was put to use, or why not; null for the first ranking by size
     */
    public record ModelVersion(
            int version,
            RiskScore.Model kind,
            Instant trainedAt,
            int commits,
            int knownBad,
            @Nullable String priorVersion,
            int heldOut,
            int heldOutBad,
            @Nullable Double auc,
            @Nullable Double sizeAuc,
            boolean promoted,
            @Nullable String reason) {}

    /**
     * The model that a repository ranks by.
     *
     * @param learnedAt when learning last came to an end, whatever it chose; null: never
     * @param problem why the last learning failed; null: it did not
     * @param readable false: it is damaged, or another release wrote it, and it is learned again
     */
    public record InUse(
            ModelVersion model,
            @Nullable Instant learnedAt,
            @Nullable String problem,
            boolean readable) {}

    /** The model in use, where it has learned and can be read. */
    public Optional<LearnedModel> learned(RepositoryId repository) {
        Loaded it = loaded.of(List.of(repository.value())).get(repository.value());
        return it != null && it.model() instanceof LearnedModel model ? Optional.of(model) : Optional.empty();
    }

    /** Empty when the repository is followed no longer. */
    public Optional<Progress> progress(RepositoryId repository) {
        return db.select(
                        REPOSITORY.OUTCOME_REVISION.gt(REPOSITORY.LEARNED_REVISION),
                        REPOSITORY.LEARNED_AT,
                        REPOSITORY.LEARNING_PROBLEM)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository.value()))
                .fetchOptional(it -> new Progress(it.value1(), instant(it.value2()), it.value3()));
    }

    /** The last learning failed; it is tried again by itself. */
    public void failed(RepositoryId repository, String problem) {
        db.update(REPOSITORY)
                .set(REPOSITORY.LEARNING_PROBLEM, problem)
                .where(REPOSITORY.ID.eq(repository.value()))
                .execute();
    }

    /**
     * Everything that is known now.
     *
     * @param now a commit dated later has no age, and is left out
     */
    public Material material(RepositoryId repository, Instant now) {
        long revision = db.select(REPOSITORY.OUTCOME_REVISION)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository.value()))
                .fetchOptional(REPOSITORY.OUTCOME_REVISION)
                .orElse(0L);
        Map<String, Findings> findings = new OutcomeMemory(db).findings(repository);
        List<LabelledCommit> commits = new ArrayList<>();
        // A transaction, since PostgreSQL sends rows piece by piece only inside one.
        db.transaction(tx -> {
            try (Cursor<Record4<byte[], OffsetDateTime, Boolean, byte[]>> rows = tx.dsl()
                    .select(
                            COMMIT_MEMORY.SHA,
                            COMMIT_MEMORY.COMMITTED_AT,
                            COMMIT_MEMORY.SHOWN_BEFORE_MERGE,
                            StoredFeatures.BINARY)
                    .from(COMMIT_MEMORY)
                    .join(COMMIT_FEATURES)
                    .on(COMMIT_FEATURES
                            .REPOSITORY_ID
                            .eq(COMMIT_MEMORY.REPOSITORY_ID)
                            .and(COMMIT_FEATURES.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .and(COMMIT_MEMORY.POSITION.isNotNull())
                    .and(COMMIT_MEMORY.COMMITTED_AT.le(RepositoryMemory.utc(now)))
                    .orderBy(COMMIT_MEMORY.COMMITTED_AT, COMMIT_MEMORY.POSITION)
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                while (rows.hasNext()) {
                    commits.add(commit(rows.fetchNext(), findings));
                }
            }
        });
        return new Material(revision, commits);
    }

    /** The replay of the last learning, oldest first; empty before there was one, and for a short history. */
    public List<HeldOut> heldOut(RepositoryId repository) {
        return new HeldOutRows(db, repository.value()).all();
    }

    /** All commits of each window of that replay that has one in this time, oldest first. */
    public List<HeldOut> heldOutWindows(RepositoryId repository, Instant from, Instant until) {
        return new HeldOutRows(db, repository.value()).windows(from, until);
    }

    /** Places of these commits in their windows of that replay, 0 to 100, by sha; those without one are left out. */
    public Map<String, Double> heldOutPercentiles(RepositoryId repository, Collection<String> shas) {
        return new HeldOutRows(db, repository.value()).percentiles(shas);
    }

    /** The time that the replay covers; empty where there is none. */
    public Optional<Period> heldOutPeriod(RepositoryId repository) {
        return new HeldOutRows(db, repository.value()).period();
    }

    /**
     * Why these commits had their scores in the replay, by sha: told by the model that scored them, which knew nothing
     * of what came later. Those of which that cannot be told are left out.
     */
    public Map<String, Reasons> heldOutReasons(RepositoryId repository, Collection<String> shas) {
        return new HeldOutModels(db, repository.value()).reasons(shas);
    }

    /** What repositories rank by now; those without a model are left out. */
    public Map<RepositoryId, InUse> inUse(Collection<RepositoryId> repositories) {
        // Not whole rows: what a model ranks by is large, and lists of commits ask this each time.
        List<Field<?>> small = RISK_MODEL
                .fieldStream()
                .filter(it -> !it.equals(RISK_MODEL.REFERENCE) && !it.equals(RISK_MODEL.FACTS))
                .collect(Collectors.toCollection(ArrayList::new));
        small.add(REPOSITORY.LEARNED_AT);
        small.add(REPOSITORY.LEARNING_PROBLEM);
        List<Integer> ids = repositories.stream().map(RepositoryId::value).toList();
        Map<Integer, Loaded> models = loaded.of(ids);
        return db.select(small)
                .from(RISK_MODEL)
                .join(REPOSITORY)
                .on(REPOSITORY.ID.eq(RISK_MODEL.REPOSITORY_ID))
                .where(RISK_MODEL.REPOSITORY_ID.in(ids))
                .and(RISK_MODEL.PROMOTED)
                .fetchMap(
                        it -> new RepositoryId(it.get(RISK_MODEL.REPOSITORY_ID)),
                        it -> new InUse(
                                model(it.into(RISK_MODEL)),
                                instant(it.get(REPOSITORY.LEARNED_AT)),
                                it.get(REPOSITORY.LEARNING_PROBLEM),
                                readable(models.get(it.get(RISK_MODEL.REPOSITORY_ID)))));
    }

    /** One that came to use this very moment is not doubted. */
    private static boolean readable(@Nullable Loaded model) {
        return model == null || model.model() != null;
    }

    /** What of its history learning leaves out or people should know; reads all of it, so not for each page. */
    public Reservations reservations(RepositoryId repository, Instant now) {
        return Reservations.of(db, repository.value(), now);
    }

    /** Every model of the repository, newest first. */
    public List<ModelVersion> models(RepositoryId repository) {
        return db.selectFrom(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()))
                .orderBy(RISK_MODEL.VERSION.desc())
                .fetch(LearningMemory::model);
    }

    /** Why the newest model is not the one in use, in a sentence; empty where it is. */
    public Optional<String> notTaken(RepositoryId repository) {
        return db.select(RISK_MODEL.PROMOTED, RISK_MODEL.REASON)
                .from(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository.value()))
                // A version that only places commits anew is as old as the model that it repeats.
                .orderBy(RISK_MODEL.TRAINED_AT.desc(), RISK_MODEL.VERSION.desc())
                .limit(1)
                .fetchOptional()
                .filter(it -> !it.value1())
                .map(Record2::value2);
    }

    private static LabelledCommit commit(
            Record4<byte[], OffsetDateTime, Boolean, byte[]> row, Map<String, Findings> findings) {
        String sha = HexFormat.of().formatHex(row.value1());
        return new LabelledCommit(
                sha,
                row.value2().toInstant(),
                StoredFeatures.of(row.value4()),
                findings.getOrDefault(sha, Findings.NONE),
                row.value3());
    }

    private static ModelVersion model(RiskModelRecord row) {
        return new ModelVersion(
                row.getVersion(),
                RiskScore.Model.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                row.getTrainedAt().toInstant(),
                row.getCommits(),
                number(row.getKnownBad()),
                row.getPriorVersion(),
                number(row.getHeldOut()),
                number(row.getHeldOutBad()),
                row.getAuc(),
                row.getSizeAuc(),
                row.getPromoted(),
                row.getReason());
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

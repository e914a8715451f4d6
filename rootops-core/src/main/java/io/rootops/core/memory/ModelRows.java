package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOGISTIC_MODEL;
import static io.rootops.core.memory.schema.Tables.RISK_MODEL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;

import io.rootops.core.memory.schema.tables.records.LogisticModelRecord;
import io.rootops.core.memory.schema.tables.records.RiskModelRecord;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.RiskModel;
import java.time.Instant;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes models in the caller's transaction and under the repository's lock. */
final class ModelRows {
    private final DSLContext db;
    private final int repository;
    private final Instant now;

    ModelRows(DSLContext db, int repository, Instant now) {
        this.db = db;
        this.repository = repository;
        this.now = now;
    }

    int nextVersion() {
        return 1
                + db.select(coalesce(max(RISK_MODEL.VERSION), 0))
                        .from(RISK_MODEL)
                        .where(RISK_MODEL.REPOSITORY_ID.eq(repository))
                        .fetchSingle()
                        .value1();
    }

    /** @param lesson that it came from; null for a first ranking by size */
    void insert(RiskModel model, int commits, boolean promoted, @Nullable Lesson lesson) {
        if (promoted) {
            retire();
        }
        RiskModelRecord row = new RiskModelRecord();
        row.setRepositoryId(repository);
        row.setVersion(model.version());
        row.setKind(model.kind().name().toLowerCase(Locale.ROOT));
        row.setTrainedAt(RepositoryMemory.utc(now));
        row.setCommits(commits);
        row.setReference(Reals.boxed(model.reference().toArray()));
        row.setPromoted(promoted);
        if (lesson != null) {
            row.setHeldOut(lesson.heldOut().size());
            row.setHeldOutBad(lesson.heldOutBad());
            row.setAuc(lesson.auc());
            row.setSizeAuc(lesson.sizeAuc());
            row.setReason(lesson.reason());
        }
        if (model instanceof LearnedModel learned) {
            row.setPriorVersion(learned.prior().version());
            row.setKnownBad(learned.knownBad());
            row.setShift(learned.shift());
            row.setFacts(Reals.boxed(learned.facts().toArray()));
        }
        db.executeInsert(row);
        if (model instanceof LearnedModel learned) {
            part("prior", learned.prior().model(), learned.version());
            if (learned.own() != null) {
                part("own", learned.own(), learned.version());
            }
        }
    }

    /**
     * Puts a stored model to use under another version and with another reference: what it learned, when, and how it was
     * judged stays.
     *
     * @param commits that the reference is made of
     */
    void again(int version, RiskModel anew, int commits) {
        RiskModelRecord row = new RiskModelRecord();
        row.from(db.selectFrom(RISK_MODEL)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository).and(RISK_MODEL.VERSION.eq(version)))
                .fetchSingle());
        row.setVersion(anew.version());
        row.setCommits(commits);
        row.setReference(Reals.boxed(anew.reference().toArray()));
        row.setPromoted(true);
        retire();
        db.executeInsert(row);
        db.selectFrom(LOGISTIC_MODEL)
                .where(LOGISTIC_MODEL.REPOSITORY_ID.eq(repository).and(LOGISTIC_MODEL.MODEL_VERSION.eq(version)))
                .forEach(it -> {
                    LogisticModelRecord part = new LogisticModelRecord();
                    part.from(it);
                    part.setModelVersion(anew.version());
                    db.executeInsert(part);
                });
    }

    private void retire() {
        db.update(RISK_MODEL)
                .set(RISK_MODEL.PROMOTED, false)
                .where(RISK_MODEL.REPOSITORY_ID.eq(repository).and(RISK_MODEL.PROMOTED))
                .execute();
    }

    private void part(String part, LogisticModel model, int version) {
        db.insertInto(LOGISTIC_MODEL)
                .set(LOGISTIC_MODEL.REPOSITORY_ID, repository)
                .set(LOGISTIC_MODEL.MODEL_VERSION, version)
                .set(LOGISTIC_MODEL.PART, part)
                .set(LOGISTIC_MODEL.FEATURES, Reals.ids(model.features()))
                .set(LOGISTIC_MODEL.MEANS, Reals.boxed(model.means()))
                .set(LOGISTIC_MODEL.DEVIATIONS, Reals.boxed(model.deviations()))
                .set(LOGISTIC_MODEL.WEIGHTS, Reals.boxed(model.weights()))
                .set(LOGISTIC_MODEL.INTERCEPT, model.intercept())
                .execute();
    }
}

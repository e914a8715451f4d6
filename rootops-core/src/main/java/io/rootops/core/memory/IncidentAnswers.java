package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.schema.tables.records.CorrelationLearningRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people say of the commits behind incidents; what is taken back stays as history. Thread-safe. */
public final class IncidentAnswers {
    /** A person knows. */
    private static final double TRUST = 1;

    private final DSLContext db;

    public IncidentAnswers(DSLContext db) {
        this.db = db;
    }

    /** All of an incident, those that count no more among them, the first first. */
    public List<CulpritAnswer> of(UUID incident) {
        return db.selectFrom(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident))
                .orderBy(CORRELATION_LEARNING.NUMBER)
                .fetch(IncidentAnswers::answer);
    }

    /** A commit did it, in the transaction of the caller; said twice it is said once. */
    void confirm(IncidentChanges changes, Incident incident, String sha, String by) {
        byte[] commit = HexFormat.of().parseHex(sha);
        boolean said = db.fetchExists(
                CORRELATION_LEARNING,
                CORRELATION_LEARNING.INCIDENT_ID.eq(incident.id()),
                CORRELATION_LEARNING.SHA.eq(commit),
                CORRELATION_LEARNING.ANSWER.eq(Verdict.CONFIRMED.word()),
                CORRELATION_LEARNING.TAKEN_BACK_AT.isNull());
        if (said) {
            return;
        }
        CorrelationLearningRecord row = CORRELATION_LEARNING.newRecord();
        row.setIncidentId(incident.id());
        row.setNumber(db.select(coalesce(max(CORRELATION_LEARNING.NUMBER), 0).plus(1))
                .from(CORRELATION_LEARNING)
                .where(CORRELATION_LEARNING.INCIDENT_ID.eq(incident.id()))
                .fetchSingle()
                .value1());
        row.setRepositoryId(repository(incident, commit));
        row.setSha(commit);
        row.setAnswer(Verdict.CONFIRMED.word());
        row.setTrust(TRUST);
        row.setSaidBy(changes.people().text(by));
        row.setSaidAt(utc(changes.now()));
        db.insertInto(CORRELATION_LEARNING).set(row).execute();
    }

    /** The one that has the commit; where none or several have it, that of the incident. */
    private @Nullable Integer repository(Incident incident, byte[] sha) {
        List<Integer> having = db.select(COMMIT_MEMORY.REPOSITORY_ID)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.SHA.eq(sha))
                .limit(2)
                .fetch(COMMIT_MEMORY.REPOSITORY_ID);
        RepositoryId known = incident.repository();
        return having.size() == 1 ? having.get(0) : known == null ? null : Integer.valueOf(known.value());
    }

    private static CulpritAnswer answer(CorrelationLearningRecord it) {
        return new CulpritAnswer(
                it.getNumber(),
                it.getRepositoryId() == null ? null : new RepositoryId(it.getRepositoryId()),
                it.getSha() == null ? null : HexFormat.of().formatHex(it.getSha()),
                Verdict.of(it.getAnswer()),
                it.getKind() == null ? null : CulpritAnswer.Kind.of(it.getKind()),
                it.getTrust(),
                it.getSaidBy(),
                it.getSaidAt().toInstant(),
                Times.instant(it.getTakenBackAt()));
    }
}

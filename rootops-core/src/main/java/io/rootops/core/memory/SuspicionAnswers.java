package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.SUSPICION;

import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Suspicion;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people say of suspicions; one that they confirm is an incident. Thread-safe. */
public final class SuspicionAnswers {
    private final DSLContext db;

    public SuspicionAnswers(DSLContext db) {
        this.db = db;
    }

    /**
     * A person answers; it counts until it is undone, or another answer takes its place.
     *
     * @param by how they came in
     * @return false: there is no such suspicion
     */
    public boolean answer(UUID suspicion, Answer answer, String by) {
        return change(suspicion, answer, by);
    }

    /**
     * What was said of it counts no more. The incident that it became is taken back, where nothing else told of it.
     *
     * @param by how they came in
     * @return false: there is no such suspicion
     */
    public boolean undo(UUID suspicion, String by) {
        return change(suspicion, null, by);
    }

    private boolean change(UUID id, @Nullable Answer answer, String by) {
        return db.transactionResult(tx -> {
            // Before the suspicion, as who looks on does: it may become an incident, or be one.
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            tx.dsl()
                    .selectOne()
                    .from(SUSPICION)
                    .where(SUSPICION.ID.eq(id))
                    .forUpdate()
                    .execute();
            Suspicion before = new Suspicions(tx.dsl()).find(id).orElse(null);
            if (before == null) {
                return false;
            }
            UUID incident = before.incident();
            if (answer == Answer.CONFIRMED && incident == null) {
                incident = open(tx.dsl(), before, by);
            }
            UUID left = answer == Answer.CONFIRMED ? incident : null;
            tx.dsl()
                    .update(SUSPICION)
                    .set(SUSPICION.ANSWER, answer == null ? null : answer.word())
                    .set(
                            SUSPICION.ANSWERED_BY,
                            answer == null ? null : changes.people().text(by))
                    .set(SUSPICION.ANSWERED_AT, answer == null ? null : utc(changes.now()))
                    .set(SUSPICION.INCIDENT_ID, left)
                    .where(SUSPICION.ID.eq(id))
                    .execute();
            if (incident != null && left == null) {
                new IncidentReports(tx.dsl()).takeBack(IncidentSource.SUSPICION, id.toString(), says(by));
            }
            return true;
        });
    }

    private static UUID open(DSLContext tx, Suspicion it, String by) {
        IncidentReport report = new IncidentReport(
                IncidentSource.SUSPICION,
                it.id().toString(),
                it.repository(),
                it.service(),
                it.title(),
                "",
                Severity.UNSTATED,
                null,
                it.began(),
                it.closed() == null ? null : it.lastSeen());
        return new IncidentReports(tx).tell(report, says(by), null).incident().id();
    }

    private static String says(String by) {
        return IncidentSource.SUSPICION.title() + ", says " + by;
    }
}

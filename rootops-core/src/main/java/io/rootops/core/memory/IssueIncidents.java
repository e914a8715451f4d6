package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ISSUE;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IssueRule;
import io.rootops.core.pull.Issue;
import io.rootops.core.signal.ServiceName;
import org.jooq.DSLContext;

/** The incidents that issues tell of, as long as their labels do. Shared by all replicas. Thread-safe. */
public final class IssueIncidents {
    private final DSLContext db;

    public IssueIncidents(DSLContext db) {
        this.db = db;
    }

    /**
     * An issue, after it was stored: it tells of an incident from when it was opened until it is closed, or of none any more.
     * Told twice, late or in another order, it comes to the same.
     *
     * @param body may be empty
     * @return whether it tells or told of an incident
     */
    public boolean tell(TrackedRepository repository, Issue issue, String body) {
        String key = repository.id().value() + "#" + issue.number();
        boolean tells = issue.state() != Issue.State.GONE && IssueRule.tells(issue, body);
        if (!tells && !new IncidentReports(db).known(IncidentSource.ISSUE, key)) {
            return false;
        }
        return db.transactionResult(tx -> {
            // Nobody else tells of it between the look and what comes of it.
            new IncidentChanges(tx.dsl()).now();
            if (!newest(tx.dsl(), repository, issue)) {
                return false;
            }
            IncidentReports reports = new IncidentReports(tx.dsl());
            String by = repository.name() + "#" + issue.number();
            if (tells) {
                reports.tell(report(repository, issue, body, key), by, null, issue.updatedAt());
            } else {
                reports.takeBack(IncidentSource.ISSUE, key, by);
            }
            return true;
        });
    }

    /** Whether nothing newer is known of it. */
    private static boolean newest(DSLContext tx, TrackedRepository repository, Issue issue) {
        return tx.fetchExists(
                ISSUE,
                ISSUE.REPOSITORY_ID.eq(repository.id().value()),
                ISSUE.NUMBER.eq(issue.number()),
                ISSUE.UPDATED_AT.eq(utc(issue.updatedAt())),
                ISSUE.STATE.eq(issue.state().word()),
                ISSUE.LABELS.eq(issue.labels().toArray(String[]::new)));
    }

    private static IncidentReport report(TrackedRepository repository, Issue issue, String body, String key) {
        return new IncidentReport(
                IncidentSource.ISSUE,
                key,
                repository.id(),
                new ServiceName("", ""),
                issue.title(),
                body,
                IssueRule.severity(issue),
                repository.webUrl() == null ? null : repository.webUrl() + "/issues/" + issue.number(),
                issue.openedAt(),
                issue.closedAt());
    }
}

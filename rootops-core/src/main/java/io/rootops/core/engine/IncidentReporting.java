package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.ToldReport;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentEdits;
import io.rootops.core.memory.IncidentReports;
import io.rootops.core.memory.IssueIncidents;
import io.rootops.core.memory.SuspicionAnswers;
import io.rootops.core.pull.Issue;
import io.rootops.core.suspicion.Answer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what people, programs and issues tell of incidents and of changes that are no commits, and what people say of suspicions,
 * and lets who looks at them know. Thread-safe.
 */
public final class IncidentReporting {
    private final IncidentReports reports;
    private final IncidentEdits edits;
    private final IssueIncidents issues;
    private final IncidentAnswers answers;
    private final SuspicionAnswers suspicions;
    private final ChangeEvents changes;
    private final Announcements announcements;

    public IncidentReporting(DSLContext db, Announcements announcements) {
        this.reports = new IncidentReports(db);
        this.edits = new IncidentEdits(db);
        this.issues = new IssueIncidents(db);
        this.answers = new IncidentAnswers(db);
        this.suspicions = new SuspicionAnswers(db);
        this.changes = new ChangeEvents(db);
        this.announcements = announcements;
    }

    /** As {@link IncidentReports#tell}. */
    public IncidentReports.Told tell(IncidentReport report, String by, @Nullable String culprit) {
        IncidentReports.Told told = reports.tell(report, by, culprit);
        announcements.changed(Announcements.Part.INCIDENTS);
        return told;
    }

    /** As {@link IssueIncidents#tell}. */
    public void tell(TrackedRepository repository, Issue issue, String body) {
        if (issues.tell(repository, issue, body)) {
            announcements.changed(Announcements.Part.INCIDENTS);
        }
    }

    /** As {@link IncidentReports#find}. */
    public Optional<ToldReport> find(IncidentSource source, String key) {
        return reports.find(source, key);
    }

    /** As {@link ChangeEvents#tell}. */
    public ChangeEvents.Told tell(ChangeReport report, String by) {
        ChangeEvents.Told told = changes.tell(report, by);
        if (told.first()) {
            announcements.changed(Announcements.Part.INCIDENTS);
        }
        return told;
    }

    /** As {@link SuspicionAnswers#answer}. */
    public boolean answer(UUID suspicion, Answer answer, String by) {
        return answered(suspicions.answer(suspicion, answer, by));
    }

    /** As {@link SuspicionAnswers#undo}. */
    public boolean undo(UUID suspicion, String by) {
        return answered(suspicions.undo(suspicion, by));
    }

    private boolean answered(boolean known) {
        if (known) {
            // Any answer may take the place of one that confirmed it.
            announcements.changed(Announcements.Part.INCIDENTS);
        }
        return known;
    }

    /** As it could be set now; empty: there is no such incident. */
    public Optional<IncidentEdits.Standing> current(UUID id) {
        return edits.current(id);
    }

    /** As {@link IncidentEdits#edit}. */
    public Optional<Incident> edit(UUID id, Function<IncidentEdits.Standing, IncidentEdit> change, String by) {
        Optional<Incident> edited = edits.edit(id, change, by);
        if (edited.isPresent()) {
            announcements.changed(Announcements.Part.INCIDENTS);
        }
        return edited;
    }

    /** As {@link IncidentAnswers#answer(UUID, CulpritAnswer.Verdict, String, CulpritAnswer.Kind, String)}. */
    public boolean answer(
            UUID id,
            CulpritAnswer.Verdict verdict,
            @Nullable String sha,
            CulpritAnswer.@Nullable Kind kind,
            String by) {
        return announced(answers.answer(id, verdict, sha, kind, by));
    }

    /** As {@link IncidentAnswers#answer(UUID, ChangeEvent, boolean, String)}. */
    public boolean answer(UUID id, ChangeEvent change, boolean did, String by) {
        return announced(answers.answer(id, change, did, by));
    }

    /** As {@link IncidentAnswers#undo}. */
    public boolean undo(UUID id, int number, String by) {
        return announced(answers.undo(id, number, by));
    }

    private boolean announced(boolean changed) {
        if (changed) {
            announcements.changed(Announcements.Part.INCIDENTS);
        }
        return changed;
    }
}

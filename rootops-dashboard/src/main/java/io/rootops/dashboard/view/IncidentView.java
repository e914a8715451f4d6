package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.incident.ToldReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident, and what is known around it.
 *
 * @param alertCount how many alerts it was gathered from
 * @param alerts the first of them
 * @param text what is written of it, all in one; may be empty
 * @param reports what told of it beside alerts, the first first
 * @param suspects null: none were ranked, such as while it is not known which repository it is of
 * @param changeSuspects changes that are no commits and may have caused it, the likeliest first
 * @param answers what people say of the commits behind it, the first first
 * @param history what became of it, the first first
 * @param deployments that its repository went live with in the day before it began and while it went on, the last first
 * @param changes changes that are no commits, made in that time, the last first
 */
public record IncidentView(
        @JsonUnwrapped IncidentItem item,
        int alertCount,
        List<AlertItem> alerts,
        String text,
        List<ReportItem> reports,
        @Nullable SuspectsView suspects,
        List<ChangeSuspectItem> changeSuspects,
        List<AnswerItem> answers,
        List<EventItem> history,
        List<DeploymentsView.Item> deployments,
        List<ChangeItem> changes) {

    /**
     * An alert.
     *
     * @param service null: it does not say
     * @param environment null: it does not say
     * @param text what it says beside its title; may be empty
     * @param endedAt null: it is firing
     * @param url where it comes from; null: not known
     */
    public record AlertItem(
            IncidentSource source,
            AlertStatus status,
            String title,
            String text,
            Severity severity,
            @Nullable String service,
            @Nullable String environment,
            Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String url) {
        public static AlertItem of(Alert it) {
            return new AlertItem(
                    it.source(),
                    it.status(),
                    it.title(),
                    it.text(),
                    it.severity(),
                    it.service().name().isEmpty() ? null : it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.began(),
                    it.ended(),
                    Links.browsable(it.link()) ? it.link() : null);
        }
    }

    /** Lines of text that are shown before they are folded. */
    private static final int SHORT_LINES = 12;

    private static final int SHORT = 1_200;

    /** Whether its text fits on a page beside everything else. */
    public boolean shortText() {
        return text.length() <= SHORT && text.lines().count() <= SHORT_LINES;
    }

    /** What counts of what people say. */
    public List<AnswerItem> standing() {
        return answers.stream().filter(it -> it.takenBackAt() == null).toList();
    }

    /** What counts of what people say of a commit; null: nothing. */
    public @Nullable AnswerItem said(String sha) {
        return standing().stream()
                .filter(it -> sha.equals(it.sha()))
                .findFirst()
                .orElse(null);
    }

    /** What counts of what people say of a change that is no commit; null: nothing. */
    public @Nullable AnswerItem said(ChangeItem change) {
        return standing().stream()
                .filter(it -> change.id().equals(it.change()))
                .findFirst()
                .orElse(null);
    }

    /** Whether somebody said something of one of its suspects, which stands beside that. */
    public boolean besideItsSuspect(AnswerItem answer) {
        return changeSuspects.stream().anyMatch(it -> it.change().id().equals(answer.change()))
                || answer.sha() != null
                        && suspects != null
                        && suspects.suspects().stream().anyMatch(it -> it.sha().equals(answer.sha()));
    }

    /** Those of its suspects that are no commits and are shown in full. */
    public List<ChangeSuspectItem> firstChanges() {
        return changeSuspects.subList(0, Math.min(ChangeSuspectItem.SHOWN, changeSuspects.size()));
    }

    /** The others of these. */
    public List<ChangeSuspectItem> otherChanges() {
        return changeSuspects.subList(Math.min(ChangeSuspectItem.SHOWN, changeSuspects.size()), changeSuspects.size());
    }

    /**
     * What told of it beside alerts.
     *
     * @param by who or what, in a few words
     * @param endedAt null: it goes on, as far as was told
     * @param url where it was told; null: not known
     */
    public record ReportItem(
            IncidentSource source,
            String title,
            String by,
            Severity severity,
            @Nullable String service,
            @Nullable String environment,
            Instant toldAt,
            Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String url) {
        public static ReportItem of(ToldReport told) {
            IncidentReport it = told.report();
            return new ReportItem(
                    it.source(),
                    it.title(),
                    told.by(),
                    it.severity(),
                    it.service().name().isEmpty() ? null : it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    told.at(),
                    it.began(),
                    it.ended(),
                    Links.browsable(it.link()) ? it.link() : null);
        }
    }

    /**
     * Something that became of it.
     *
     * @param kind opened, told (by one more), resolved, reopened, edited or taken back
     * @param at when it happened
     * @param heardAt when RootOps heard of it
     * @param note in a few words; may be empty
     */
    public record EventItem(IncidentEvent.Kind kind, Instant at, Instant heardAt, String note) {
        public static EventItem of(IncidentEvent it) {
            return new EventItem(it.kind(), it.at(), it.saidAt(), it.note());
        }

        /** For people. */
        public String words() {
            return switch (kind) {
                case OPENED -> note.isEmpty() ? "Opened" : "Opened, by " + note;
                case TOLD -> "Told by " + note + " too";
                case RESOLVED -> note.isEmpty() ? "Resolved" : "Resolved, by " + note;
                case REOPENED -> note.isEmpty() ? "Reopened" : "Reopened, by " + note;
                case EDITED -> "Edited, by " + note;
                case TAKEN_BACK -> "Taken back, by " + note;
            };
        }
    }
}

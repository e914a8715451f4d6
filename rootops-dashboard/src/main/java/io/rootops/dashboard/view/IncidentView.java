package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident, and what is known around it.
 *
 * @param alertCount how many alerts it was gathered from
 * @param alerts the first of them
 * @param history what became of it, the first first
 * @param deployments that its repository went live with in the day before it began and while it went on, the last first
 */
public record IncidentView(
        @JsonUnwrapped IncidentItem item,
        int alertCount,
        List<AlertItem> alerts,
        List<EventItem> history,
        List<DeploymentsView.Item> deployments) {

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

    /**
     * Something that became of it.
     *
     * @param kind opened, told (by one more), resolved or reopened
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
                case REOPENED -> "Reopened";
            };
        }
    }
}

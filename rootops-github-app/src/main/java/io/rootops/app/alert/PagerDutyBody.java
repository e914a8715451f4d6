package io.rootops.app.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertLabels;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.incident.MalformedAlertException;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event of PagerDuty's webhooks, version 3. */
final class PagerDutyBody {
    /** Those whose data is the incident. */
    private static final Set<String> TOLD = Set.of(
            "incident.triggered",
            "incident.acknowledged",
            "incident.unacknowledged",
            "incident.escalated",
            "incident.delegated",
            "incident.reassigned",
            "incident.priority_updated",
            "incident.reopened",
            "incident.resolved");

    private static final int LONGEST_ID = 64;

    private final Instant receivedAt;

    PagerDutyBody(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    List<Alert> read(JsonNode body) throws MalformedAlertException {
        JsonNode event = body.path("event");
        String type = AlertBodies.text(event.path("event_type"));
        if (type == null) {
            throw new MalformedAlertException(
                    "Expected a webhook of PagerDuty, version 3, with \"event_type\" in \"event\".");
        }
        if (!TOLD.contains(type)) {
            return List.of(); // such as its ping, and notes
        }
        JsonNode incident = event.path("data");
        String id = AlertBodies.text(incident.path("id"));
        if (id == null) {
            throw new MalformedAlertException("Expected the \"id\" of the incident in the \"data\" of the \"event\".");
        }
        Instant said = AlertBodies.time(event.path("occurred_at")).orElse(receivedAt);
        Instant created = AlertBodies.time(incident.path("created_at")).orElse(said);
        boolean over = type.equals("incident.resolved") || "resolved".equals(AlertBodies.text(incident.path("status")));
        String title = AlertBodies.text(incident.path("title"));
        return List.of(new Alert(
                IncidentSource.PAGERDUTY,
                id.length() > LONGEST_ID || id.contains("\0") || id.contains(" ") ? AlertLabels.digest(id) : id,
                "",
                service(AlertBodies.text(incident.path("service").path("summary"))),
                title == null ? "An incident without a title" : IncidentText.line(title),
                "",
                severity(incident),
                AlertBodies.link(incident.path("html_url")),
                over ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                created.isAfter(said) ? said : created,
                over ? said : null,
                said));
    }

    private static ServiceName service(@Nullable String summary) {
        return ServiceName.of(summary == null ? "" : summary.strip(), null);
    }

    /** A high urgency pages somebody, whatever the priority. */
    private static Severity severity(JsonNode incident) {
        String urgency = AlertBodies.text(incident.path("urgency"));
        String priority = AlertBodies.text(incident.path("priority").path("summary"));
        Severity paged = urgency == null ? Severity.UNSTATED : urgency.equals("high") ? Severity.HIGH : Severity.LOWER;
        return priority == null ? paged : Severity.of(priority).orGraver(paged);
    }
}

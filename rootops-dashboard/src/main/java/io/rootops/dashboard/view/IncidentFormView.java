package io.rootops.dashboard.view;

import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The form of an incident, with what stands in its fields; times are in UTC.
 *
 * @param action where it is sent to
 * @param id of the incident that is edited; null: a new one is told
 * @param seen what had become of it when the form was filled; empty: it is new
 */
public record IncidentFormView(
        String action,
        @Nullable String id,
        String seen,
        String title,
        String text,
        String service,
        String environment,
        String severity,
        String repository,
        String beganAt,
        String endedAt,
        String sha) {
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /** As it stands. */
    public static IncidentFormView of(String id, String seen, IncidentEdit it, String repository) {
        return new IncidentFormView(
                Links.EDIT_INCIDENT,
                id,
                seen,
                it.title(),
                it.text(),
                it.service().name(),
                it.service().environment(),
                it.severity() == Severity.UNSTATED ? "" : it.severity().word(),
                repository,
                field(it.began()),
                it.ended() == null ? "" : field(it.ended()),
                "");
    }

    public String heading() {
        return id == null ? "Report an incident" : "Edit an incident";
    }

    private static String field(Instant time) {
        return FIELD.format(time.atOffset(ZoneOffset.UTC));
    }
}

package io.rootops.app.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertLabels;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Alertmanager sends to a webhook, in its version 4, and Grafana in the same form. */
final class AlertmanagerBody {
    private static final int MOST_ALERTS = 10_000;
    private static final int LONGEST_FINGERPRINT = 64;
    /** What it says that it resolved is said in this time, and stays so when it was told to fire before and arrives later. */
    private static final Duration LATE = Duration.ofMinutes(5);
    /** Of Grafana, whose form is Alertmanager's. */
    private static final Set<String> GRAFANA_VERSIONS = Set.of("1", "4");

    private final IncidentSource source;
    private final Instant receivedAt;

    /** @param source one of the two */
    AlertmanagerBody(IncidentSource source, Instant receivedAt) {
        this.source = source;
        this.receivedAt = receivedAt;
    }

    List<Alert> read(JsonNode body) throws MalformedAlertException {
        String version = AlertBodies.text(body.path("version"));
        boolean known = version != null
                && (source == IncidentSource.GRAFANA ? GRAFANA_VERSIONS.contains(version) : version.equals("4"));
        if (!known) {
            throw new MalformedAlertException("Expected a webhook of " + source.title() + " with \"version\": \""
                    + (source == IncidentSource.GRAFANA ? "1" : "4") + "\".");
        }
        JsonNode told = body.path("alerts");
        if (!told.isArray()) {
            throw new MalformedAlertException("Expected a webhook of " + source.title() + " with a list \"alerts\".");
        }
        if (told.size() > MOST_ALERTS) {
            throw new MalformedAlertException("Expected " + MOST_ALERTS
                    + " alerts at most; Alertmanager sends fewer with max_alerts, or grouped by more labels.");
        }
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode each : told) {
            read(each, body).ifPresent(alerts::add);
        }
        return alerts;
    }

    private Optional<Alert> read(JsonNode alert, JsonNode body) throws MalformedAlertException {
        if (!alert.path("labels").isObject()) {
            throw new MalformedAlertException("Expected \"labels\" in each of the \"alerts\".");
        }
        AlertLabels labels = new AlertLabels(texts(alert.path("labels")), texts(alert.path("annotations")));
        if (isTest(labels.labels())) {
            return Optional.empty();
        }
        boolean firing = firing(alert, body);
        Optional<Instant> said = AlertBodies.time(alert.path("startsAt"));
        Instant began = said.orElse(receivedAt);
        Instant ended = AlertBodies.time(alert.path("endsAt")).orElse(receivedAt);
        Instant end = ended.isBefore(began) ? began : ended;
        String group = AlertBodies.text(body.path("groupKey"));
        return Optional.of(new Alert(
                source,
                name(alert, labels) + said.map(it -> " " + it).orElse(""),
                group == null ? "" : AlertLabels.digest(group),
                labels.service(),
                labels.title(),
                labels.text(),
                labels.severity(),
                AlertBodies.link(
                        alert.path("panelURL"),
                        alert.path("dashboardURL"),
                        alert.path("generatorURL"),
                        body.path("externalURL")),
                firing ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                began,
                firing ? null : end,
                firing ? firingSaidAt(began) : end));
    }

    /** It says no time of that. One that fires again may have the begin that it had before it was resolved. */
    private Instant firingSaidAt(Instant began) {
        Instant atLeast = receivedAt.minus(LATE);
        return began.isBefore(atLeast) ? atLeast : began;
    }

    private static boolean firing(JsonNode alert, JsonNode body) throws MalformedAlertException {
        String own = AlertBodies.text(alert.path("status"));
        String status = own == null ? AlertBodies.text(body.path("status")) : own;
        boolean firing = "firing".equals(status);
        if (firing || "resolved".equals(status)) {
            return firing;
        }
        throw new MalformedAlertException(
                "Expected the \"status\" of each of the \"alerts\" to be \"firing\" or \"resolved\".");
    }

    private static String name(JsonNode alert, AlertLabels labels) {
        String fingerprint = AlertBodies.text(alert.path("fingerprint"));
        if (fingerprint == null) {
            return labels.fingerprint();
        }
        return fingerprint.length() > LONGEST_FINGERPRINT || fingerprint.contains("\0") || fingerprint.contains(" ")
                ? AlertLabels.digest(fingerprint)
                : fingerprint;
    }

    /** Grafana's button "Test" sends one that never ends. */
    private boolean isTest(Map<String, String> labels) {
        return source == IncidentSource.GRAFANA
                && "TestAlert".equals(labels.get("alertname"))
                && "Grafana".equals(labels.get("instance"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(it -> {
            if (it.getValue().isValueNode() && !it.getValue().isNull()) {
                texts.put(it.getKey(), it.getValue().asText());
            }
        });
        return texts;
    }
}

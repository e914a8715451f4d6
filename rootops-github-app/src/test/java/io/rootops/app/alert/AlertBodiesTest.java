package io.rootops.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertBodiesTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T22:31:00Z");

    private final AlertBodies bodies = new AlertBodies();

    @Test
    void whatAlertmanagerSentIsRead() throws Exception {
        Alert firing = one(recorded("firing"));
        Alert resolved = one(recorded("resolved"));

        assertThat(firing.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(firing.service()).isEqualTo(new ServiceName("cart", ""));
        assertThat(firing.title()).isEqualTo("HighErrorRate: x");
        assertThat(firing.severity()).as("page").isEqualTo(Severity.CRITICAL);
        assertThat(firing.began()).isEqualTo(Instant.parse("2026-11-24T22:25:13.427948841Z"));
        assertThat(firing.ended()).isNull();
        assertThat(firing.link()).isEqualTo("http://vm:19093");
        assertThat(resolved.key()).isEqualTo(firing.key()).startsWith("ce296cfe1d2cbc49 ");
        assertThat(resolved.group()).isEqualTo(firing.group()).isNotEmpty();
        assertThat(Duration.between(resolved.began(), Objects.requireNonNull(resolved.ended())))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(firing.merge(resolved)).isEqualTo(resolved);
        assertThat(resolved.merge(firing)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "[]",
                "null",
                "\"firing\"",
                "<html>502 Bad Gateway</html>",
                "{\"version\":\"4\"}",
                "{\"version\":\"5\",\"alerts\":[]}",
                "{\"version\":4,\"alerts\":[]}",
                "{\"version\":\"4\",\"alerts\":{}}",
                "{\"version\":\"4\",\"alerts\":[1]}",
                "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\"}]}",
                "{\"version\":\"4\",\"alerts\":[{\"labels\":{}}]}",
                "{\"version\":\"4\",\"alerts\":[{\"labels\":{},\"status\":\"pending\"}]}",
                "{\"version\":\"4\",\"alerts\":[]} {}",
                "{\"version\":\"4\",\"alerts\":["
            })
    void whatIsNoneOfAlertmanagersIsRefused(String body) {
        assertThatThrownBy(() -> bodies.read(IncidentSource.ALERTMANAGER, bytes(body), RECEIVED))
                .isInstanceOf(MalformedAlertException.class)
                .hasMessageStartingWith("Expected ");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        byte[] deep = bytes("{\"version\":" + "[".repeat(100_000));
        assertThatThrownBy(() -> bodies.read(IncidentSource.GRAFANA, deep, RECEIVED))
                .isInstanceOf(MalformedAlertException.class);
    }

    @Test
    void moreThanCanBeWorkedOnAtOnceAreRefused() throws Exception {
        String alert = "{\"status\":\"firing\",\"labels\":{}}";
        String most = "{\"version\":\"4\",\"alerts\":[" + alert + ("," + alert).repeat(9_999);

        assertThat(bodies.read(IncidentSource.ALERTMANAGER, bytes(most + "]}"), RECEIVED))
                .hasSize(10_000);
        byte[] more = bytes(most + "," + alert + "]}");
        assertThatThrownBy(() -> bodies.read(IncidentSource.ALERTMANAGER, more, RECEIVED))
                .isInstanceOf(MalformedAlertException.class)
                .hasMessageStartingWith("Expected 10000 alerts at most");
    }

    @Test
    void oneThatFiresAgainUnderTheSameBeginIsFiring() throws Exception {
        Alert firing = one(recorded("firing"));
        Alert resolved = one(recorded("resolved"));

        Alert again = bodies.read(IncidentSource.ALERTMANAGER, recorded("firing"), RECEIVED.plusSeconds(600))
                .get(0);

        assertThat(again.key()).isEqualTo(firing.key());
        assertThat(firing.merge(resolved).merge(again).status()).isEqualTo(AlertStatus.FIRING);
        assertThat(again.merge(resolved).status()).as("in any order").isEqualTo(AlertStatus.FIRING);
    }

    @Test
    void whatIsMissingIsMadeUpForAsFarAsItCanBe() throws Exception {
        Alert alert = one(
                bytes(
                        "{\"version\":\"4\",\"status\":\"resolved\",\"externalURL\":\"javascript:alert(1)\","
                                + "\"alerts\":[{\"labels\":{\"n\":1,\"o\":null},\"startsAt\":\"0001-01-01T00:00:00Z\",\"endsAt\":\"soon\"}]}"));

        assertThat(alert.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alert.began()).isEqualTo(RECEIVED);
        assertThat(alert.ended()).isEqualTo(RECEIVED);
        assertThat(alert.link()).isNull();
        assertThat(alert.severity()).isEqualTo(Severity.UNSTATED);
        assertThat(alert.group()).isEmpty();
    }

    @Test
    void grafanaSendsMoreAndItsTestIsNoAlert() throws Exception {
        String body =
                "{\"version\":\"1\",\"orgId\":1,\"title\":\"t\",\"state\":\"alerting\",\"groupKey\":\"g\",\"alerts\":[{"
                        + "\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\",\"instance\":\"Grafana\"},\"fingerprint\":\"f\","
                        + "\"startsAt\":\"2026-11-24T22:25:13+02:00\",\"values\":{\"A\":1},\"valueString\":\"v\","
                        + "\"panelURL\":\"https://grafana.example.org/d/1?viewPanel=2\"}]}";

        List<Alert> alerts = bodies.read(IncidentSource.GRAFANA, bytes(String.format(body, "Errors")), RECEIVED);

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).began()).isEqualTo(Instant.parse("2026-11-24T20:25:13Z"));
        assertThat(alerts.get(0).link()).isEqualTo("https://grafana.example.org/d/1?viewPanel=2");
        assertThat(bodies.read(IncidentSource.GRAFANA, bytes(String.format(body, "TestAlert")), RECEIVED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "incident.triggered, high, , triggered, FIRING, HIGH",
        "incident.acknowledged, high, P1, acknowledged, FIRING, CRITICAL",
        "incident.reopened, low, P2, triggered, FIRING, HIGH",
        "incident.resolved, low, , resolved, RESOLVED, LOWER",
        "incident.triggered, high, P4, triggered, FIRING, HIGH",
        "incident.triggered, , , triggered, FIRING, UNSTATED"
    })
    void eventsOfPagerDutyAreRead(
            String type,
            @Nullable String urgency,
            @Nullable String priority,
            String state,
            AlertStatus status,
            Severity severity)
            throws Exception {
        List<Alert> alerts = bodies.read(IncidentSource.PAGERDUTY, pagerDuty(type, urgency, priority, state), RECEIVED);

        assertThat(alerts).hasSize(1);
        Alert alert = alerts.get(0);
        assertThat(alert.key()).isEqualTo("PGR0VU2");
        assertThat(alert.status()).isEqualTo(status);
        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.service()).isEqualTo(new ServiceName("cart", ""));
        assertThat(alert.began()).isEqualTo(Instant.parse("2026-11-24T22:20:00Z"));
        assertThat(alert.title()).isEqualTo("The cart of <mail> is empty");
        assertThat(alert.link()).isEqualTo("https://acme.pagerduty.com/incidents/PGR0VU2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pagey.ping", "incident.annotated", "service.updated", "incident.unheard_of"})
    void otherEventsOfPagerDutyTellOfNoIncident(String type) throws Exception {
        assertThat(bodies.read(IncidentSource.PAGERDUTY, pagerDuty(type, "high", null, "triggered"), RECEIVED))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\":{}}", "{\"event\":{\"event_type\":\"incident.triggered\",\"data\":{}}}"})
    void whatIsNoneOfPagerDutysIsRefused(String body) {
        assertThatThrownBy(() -> bodies.read(IncidentSource.PAGERDUTY, bytes(body), RECEIVED))
                .isInstanceOf(MalformedAlertException.class)
                .hasMessageStartingWith("Expected ");
    }

    private Alert one(byte[] body) throws MalformedAlertException {
        List<Alert> alerts = bodies.read(IncidentSource.ALERTMANAGER, body, RECEIVED);
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    static byte[] pagerDuty(String type, @Nullable String urgency, @Nullable String priority, String state) {
        return bytes("{\"event\":{\"id\":\"01\",\"event_type\":\"" + type + "\",\"resource_type\":\"incident\","
                + "\"occurred_at\":\"2026-11-24T22:30:00.000Z\",\"data\":{\"id\":\"PGR0VU2\",\"type\":\"incident\","
                + "\"html_url\":\"https://acme.pagerduty.com/incidents/PGR0VU2\",\"status\":\"" + state
                + "\",\"created_at\":\"2026-11-24T22:20:00Z\",\"title\":\"The cart of anna@example.org is empty\",\"service\":{\"summary\":\"cart\"},"
                + (priority == null ? "" : "\"priority\":{\"summary\":\"" + priority + "\"},")
                + "\"urgency\":" + (urgency == null ? "null" : "\"" + urgency + "\"") + "}}}");
    }

    static byte[] recorded(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AlertBodiesTest.class.getResourceAsStream(name + ".json"))) {
            return in.readAllBytes();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

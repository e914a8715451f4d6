package io.rootops.core.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(600);

    @Test
    void inWhateverOrderTheyComeTheLastWordCounts() {
        Alert firing = alert(NOON, null, NOON);
        Alert resolved = alert(NOON, LATER, LATER);
        Alert again = alert(NOON, null, LATER.plusSeconds(60));

        assertThat(firing.merge(resolved)).isEqualTo(resolved);
        assertThat(resolved.merge(firing)).isEqualTo(resolved);
        assertThat(resolved.merge(resolved)).isEqualTo(resolved);
        assertThat(resolved.merge(again)).isEqualTo(again);
        assertThat(again.merge(resolved)).isEqualTo(again);
        assertThat(alert(NOON, null, LATER).merge(resolved)).isEqualTo(resolved);
        assertThat(resolved.merge(alert(NOON, null, LATER))).isEqualTo(resolved);
    }

    @Test
    void whatLapsedIsFiringWhenItIsToldOfAgain() {
        Alert firing = alert(NOON, null, NOON);
        Alert lapsed = firing.lapsed(LATER);

        assertThat(lapsed.status()).isEqualTo(AlertStatus.LAPSED);
        assertThat(lapsed.ended()).isEqualTo(LATER);
        assertThat(lapsed.merge(firing)).isEqualTo(firing);
        Alert resolved = alert(NOON, LATER.minusSeconds(1), LATER.minusSeconds(1));
        assertThat(lapsed.merge(resolved)).isEqualTo(resolved);
    }

    @Test
    void aSendersClockThatIsAheadMakesNothingOfTheFuture() {
        Alert ahead = alert(LATER, LATER.plusSeconds(60), LATER.plusSeconds(60)).until(NOON);

        assertThat(ahead.began()).isEqualTo(NOON);
        assertThat(ahead.ended()).isEqualTo(NOON);
        assertThat(ahead.saidAt()).isEqualTo(NOON);
        assertThatThrownBy(() -> new Alert(
                        IncidentSource.GRAFANA,
                        "a",
                        "",
                        new ServiceName("", ""),
                        "",
                        "",
                        Severity.HIGH,
                        null,
                        AlertStatus.FIRING,
                        NOON,
                        LATER,
                        NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsTellTheServiceByWhateverNamesIt() {
        assertThat(service(Map.of("service", "cart", "job", "node", "env", "prod")))
                .isEqualTo(new ServiceName("cart", "prod"));
        assertThat(service(Map.of("job", "shop/cart", "namespace", "shop"))).isEqualTo(new ServiceName("cart", "shop"));
        assertThat(service(Map.of("deployment", "cart", "namespace", "shop")))
                .isEqualTo(new ServiceName("cart", "shop"));
        assertThat(service(Map.of("instance", "10.0.0.1:9100"))).isEqualTo(new ServiceName("", ""));
    }

    @Test
    void whatObservesOthersIsNotWhatTheAlertIsAbout() {
        assertThat(service(Map.of("job", "kube-state-metrics", "deployment", "cart", "namespace", "shop")))
                .isEqualTo(new ServiceName("cart", "shop"));
        assertThat(service(Map.of("service", "prometheus-kube-state-metrics", "namespace", "shop")))
                .isEqualTo(new ServiceName("", "shop"));
    }

    @Test
    void textsAreKeptAsFarAsTheyCanBe() {
        AlertLabels labels = new AlertLabels(
                Map.of("alertname", "HighErrorRate", "severity", "page"),
                Map.of("summary", "many\n errors\0", "description", "x".repeat(5_000)));

        assertThat(labels.title()).isEqualTo("HighErrorRate: many errors\uFFFD");
        assertThat(labels.text()).hasSize(2_000);
        assertThat(labels.severity()).isEqualTo(Severity.CRITICAL);
        AlertLabels secret = new AlertLabels(
                Map.of(),
                Map.of(
                        "summary",
                        "no login with password=hunter",
                        "description",
                        "by anna@example.org, token: abcdef"));
        assertThat(secret.title()).isEqualTo("no login with password=<secret>");
        assertThat(secret.text()).isEqualTo("by <mail>, token: <secret>");
        assertThat(new AlertLabels(Map.of(), Map.of()).title()).isEqualTo("An alert without a name");
        assertThat(labels.fingerprint())
                .isEqualTo(new AlertLabels(Map.of("severity", "page", "alertname", "HighErrorRate"), Map.of())
                        .fingerprint())
                .isNotEqualTo(new AlertLabels(Map.of("severity", "pag", "ealertname", "HighErrorRate"), Map.of())
                        .fingerprint());
    }

    private static ServiceName service(Map<String, String> labels) {
        return new AlertLabels(labels, Map.of()).service();
    }

    private static Alert alert(Instant began, @Nullable Instant ended, Instant saidAt) {
        return new Alert(
                IncidentSource.PAGERDUTY,
                "Q1",
                "",
                new ServiceName("cart", ""),
                "Cart is down",
                "",
                Severity.HIGH,
                null,
                ended == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                began,
                ended,
                saidAt);
    }
}

package io.rootops.core.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentTestTest {
    private static final Deployment DEPLOYMENT =
            new Deployment(Days.SERVING.minusSeconds(300), Days.SERVING, List.of());

    private static ServiceSignals service(String name, boolean deployed, ServiceMetric... metrics) {
        return new ServiceSignals(name, deployed, 5_000.0, List.of(metrics), null);
    }

    private static ServiceMetric metric(MetricKind kind, long seed, double factor) {
        return new ServiceMetric(kind, Days.series(seed, 7, 100, factor));
    }

    private static Verdict at(Look look, ServiceSignals... services) {
        return new DeploymentTest(DEPLOYMENT, List.of(services)).at(look);
    }

    @Test
    void twoMetricsThatAgreeAreARegressionAndOneASuspicion() {
        ServiceSignals both = service(
                "shop",
                true,
                metric(MetricKind.LATENCY, 1, 2),
                metric(MetricKind.ERRORS, 2, 2),
                metric(MetricKind.CPU, 3, 1));
        Verdict verdict = at(Look.VERDICT, both);
        assertThat(verdict.state()).isEqualTo(State.REGRESSED);
        assertThat(verdict.metrics())
                .extracting(MetricFinding::kind)
                .containsExactlyInAnyOrder(MetricKind.LATENCY, MetricKind.ERRORS);
        assertThat(verdict.metrics()).allMatch(MetricFinding::agreed);

        ServiceSignals one = service(
                "shop",
                true,
                metric(MetricKind.LATENCY, 1, 2),
                metric(MetricKind.ERRORS, 2, 1),
                metric(MetricKind.CPU, 3, 1));
        assertThat(at(Look.EARLY_SIGN, both).state()).isEqualTo(State.SUSPECT);
        assertThat(at(Look.VERDICT, one).state()).isEqualTo(State.SUSPECT);
        assertThat(at(Look.FINAL, one).state()).isEqualTo(State.REGRESSED);
    }

    @Test
    void nothingFoundIsHealthyOnceItWasLookedAt() {
        ServiceSignals quiet =
                service("shop", true, metric(MetricKind.LATENCY, 1, 1), metric(MetricKind.REQUESTS, 2, 1.5));

        assertThat(at(Look.EARLY_SIGN, quiet).state()).isEqualTo(State.WATCHING);
        assertThat(at(Look.VERDICT, quiet).state()).isEqualTo(State.HEALTHY);
        assertThat(at(Look.FINAL, quiet).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void anEarlySignThatPassesIsWithdrawn() {
        Series passing = Days.series(1, 7, 100, 1);
        for (int i = 0; i < 4; i++) {
            passing = Days.with(passing, 7 * Days.DAY + i, 300);
        }
        ServiceSignals service = service("shop", true, new ServiceMetric(MetricKind.LATENCY, passing));

        assertThat(at(Look.EARLY_SIGN, service).state()).isEqualTo(State.SUSPECT);
        assertThat(at(Look.FINAL, service).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void aShiftThatControlsShareIsOfTheEnvironment() {
        ServiceSignals shop = service("shop", true, metric(MetricKind.LATENCY, 1, 2));
        ServiceSignals cart = service("cart", false, metric(MetricKind.LATENCY, 2, 2));
        ServiceSignals mail = service("mail", false, metric(MetricKind.LATENCY, 3, 1));

        Verdict verdict = at(Look.VERDICT, shop, cart, mail);
        assertThat(verdict.state()).isEqualTo(State.ENVIRONMENT_WIDE);
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.shared()).extracting(MetricFinding::service).containsExactly("shop");
        assertThat(at(Look.VERDICT, shop, mail).state()).isEqualTo(State.SUSPECT);
    }

    @Test
    void saysWhenItKnowsTooLittle() {
        ServiceSignals young = new ServiceSignals(
                "shop",
                true,
                5_000.0,
                List.of(
                        new ServiceMetric(MetricKind.LATENCY, Days.series(1, 1.5, 100, 3)),
                        new ServiceMetric(MetricKind.ERRORS, Days.series(2, 1.5, 100, 3))),
                null);
        Verdict verdict = at(Look.VERDICT, young);
        assertThat(verdict.state()).isEqualTo(State.NOT_ENOUGH_HISTORY);
        assertThat(verdict.tooYoung()).containsExactly("shop");
        assertThat(verdict.metrics()).hasSize(2).allMatch(MetricFinding::provisional);

        ServiceSignals idle = new ServiceSignals("shop", true, 19.0, List.of(metric(MetricKind.LATENCY, 1, 2)), null);
        assertThat(at(Look.VERDICT, idle).state()).isEqualTo(State.NOT_ENOUGH_DATA);
        assertThat(at(Look.VERDICT, idle).tooLittle()).containsExactly("shop");
    }

    @Test
    void otherDeploymentsAndIncidentsAreNoPlacebos() {
        Series series = Days.series(1, 7, 100, 1.6);
        // Each day before, for an hour, an incident that was larger.
        List<Deployment.Range> incidents = new ArrayList<>();
        for (int day = 1; day < 7; day++) {
            int at = (7 - day) * Days.DAY + 60;
            for (int i = 0; i < 12; i++) {
                series = Days.with(series, at + i, 1_000);
            }
            Instant from = series.start().plus(Duration.ofMinutes(5L * at));
            incidents.add(new Deployment.Range(from, from.plus(Duration.ofHours(1))));
        }
        List<ServiceSignals> services = List.of(service("shop", true, new ServiceMetric(MetricKind.LATENCY, series)));
        Deployment knowing = new Deployment(Days.SERVING, Days.SERVING, incidents);

        Shift shift = new DeploymentTest(knowing, services)
                .at(Look.VERDICT)
                .metrics()
                .get(0)
                .shift();
        assertThat(shift.asLarge()).isLessThan(3);
    }

    @Test
    void newErrorsNeedNoStatistics() {
        ServiceSignals service = logs(
                Days.counts(1, 7, 20, 20),
                Days.counts(2, 7, 0.2, 0.2),
                new ErrorTemplate("new", null, Days.counts(3, 7, 0, 0.2)),
                new ErrorTemplate("old", Days.SERVING.minusSeconds(7_200), Days.counts(4, 7, 0.2, 0.2)),
                new ErrorTemplate("back", Days.SERVING.minus(Duration.ofDays(6)), Days.counts(5, 7, 0, 0.2)));

        Verdict verdict = at(Look.VERDICT, service);

        assertThat(verdict.state()).isEqualTo(State.SUSPECT);
        assertThat(verdict.logs())
                .extracting(LogFinding::template, LogFinding::kind)
                .containsExactly(
                        tuple("new", LogFinding.Kind.NEW_ERROR), tuple("back", LogFinding.Kind.RETURNED_ERROR));
    }

    @Test
    void quietLogsAloneAreHealthyOnceTheyWereReadForADay() {
        ServiceSignals known = logs(Days.counts(1, 7, 20, 20), Days.counts(2, 7, 0.2, 0.2));
        ServiceLogs logs = Objects.requireNonNull(known.logs());
        ServiceSignals young = new ServiceSignals(
                "shop",
                true,
                null,
                List.of(),
                new ServiceLogs(logs.lines(), logs.errors(), List.of(), Days.SERVING.minusSeconds(3_600), null));

        assertThat(at(Look.VERDICT, known).state()).isEqualTo(State.HEALTHY);
        assertThat(at(Look.VERDICT, young).state()).isEqualTo(State.NOT_ENOUGH_HISTORY);
    }

    @Test
    void errorsTogetherAreAskedFirst() {
        Instant before = Days.SERVING.minusSeconds(7_200);
        ServiceSignals jumped = logs(
                Days.counts(1, 7, 20, 20),
                Days.counts(2, 7, 0.5, 6),
                new ErrorTemplate("jumped", before, Days.counts(3, 7, 0.5, 6)),
                new ErrorTemplate("same", before, Days.counts(4, 7, 0.2, 0.2)));

        assertThat(at(Look.VERDICT, jumped).logs())
                .extracting(LogFinding::kind)
                .containsExactly(
                        LogFinding.Kind.ERRORS_JUMP, LogFinding.Kind.TEMPLATE_JUMP, LogFinding.Kind.ERROR_SHARE_JUMP);
        ServiceSignals silent = logs(Days.counts(1, 7, 20, 0.1), Days.counts(2, 7, 0.5, 6));
        assertThat(silent.logs()).isNotNull();
        assertThat(at(Look.VERDICT, silent).logs()).isEmpty();
    }

    @Test
    void readsNothingLaterThanItsLook() {
        Series series = Days.series(1, 7, 100, 1.5);
        Series later = Days.with(series, 7 * Days.DAY + Look.VERDICT.steps(), 1e9);

        assertThat(at(Look.VERDICT, service("shop", true, new ServiceMetric(MetricKind.LATENCY, later))))
                .isEqualTo(at(Look.VERDICT, service("shop", true, new ServiceMetric(MetricKind.LATENCY, series))));
    }

    @Test
    void aDeploymentServesAfterItBegan() {
        Instant before = Days.SERVING.minusSeconds(1);
        assertThatThrownBy(() -> new Deployment(Days.SERVING, before, List.of()))
                .hasMessageContaining("expected a later time");
    }

    private static ServiceSignals logs(Series lines, Series errors, ErrorTemplate... templates) {
        @Nullable Instant since = Days.SERVING.minus(Duration.ofDays(7));
        ServiceLogs logs =
                new ServiceLogs(lines, errors, List.of(templates), since, Days.SERVING.minus(Duration.ofDays(5)));
        return new ServiceSignals("shop", true, null, List.of(), logs);
    }
}

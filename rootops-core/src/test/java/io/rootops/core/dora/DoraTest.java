package io.rootops.core.dora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Failure.Restored;
import io.rootops.core.dora.Failure.Sign;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoraTest {
    private static final Instant FROM = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(28));

    @Test
    void frequencyIsOfTheSpanAndHasThePoissonInterval() {
        Dora dora = dora(served(-5, "a"), served(3, "b"), served(9, "c"), served(20, "d"), served(27, "e"));

        assertThat(dora.from()).isEqualTo(FROM);
        assertThat(dora.perWeek().n()).isEqualTo(4);
        assertThat(value(dora.perWeek())).isCloseTo(1, within(1e-9));
        // Exact: 1.090 to 10.242 of 4 events.
        assertThat(Objects.requireNonNull(dora.perWeek().interval()).low()).isCloseTo(1.090 / 4, within(0.01));
        assertThat(Objects.requireNonNull(dora.perWeek().interval()).high()).isCloseTo(10.242 / 4, within(0.01));
    }

    @Test
    void withoutAnEarlierDeploymentTheSpanBeginsWithTheFirst() {
        assertThat(dora(served(14, "a"), served(21, "b")).from()).isEqualTo(FROM.plus(Duration.ofDays(14)));
        assertThat(dora().perWeek().value()).isZero();
        assertThat(dora().leadMedian().value()).isNull();
        assertThat(dora().failureRate().value()).isNull();
    }

    @Test
    void leadTimeIsOfChangesFromTheCommitUntilItServed() {
        Dora dora = dora(
                served(-5, "a"),
                with(served(2, "b"), 3600, 7200),
                with(served(4, "c"), 10_800, 14_400),
                with(served(6, "d"), 600));

        assertThat(dora.leadMedian().n()).isEqualTo(5);
        assertThat(value(dora.leadMedian())).isEqualTo(7200);
        assertThat(value(dora.leadNinety())).isEqualTo(14_400);
        assertThat(dora.leadMedian().interval()).as("of three deployments").isNull();
    }

    @Test
    void theIntervalOfLeadTimesDrawsWholeDeployments() {
        List<DoraDeployment> all = new ArrayList<>(List.of(served(-1, "a")));
        for (int i = 0; i < 10; i++) {
            double[] same = new double[30];
            Arrays.fill(same, 1000.0 * (i + 1));
            all.add(with(served(i + 1, "s" + i), same));
        }

        Figure median = dora(all.toArray(DoraDeployment[]::new)).leadMedian();

        assertThat(value(median)).isEqualTo(5500);
        assertThat(Objects.requireNonNull(median.interval()).low())
                .as("300 commits, 10 deployments")
                .isLessThan(4000);
        assertThat(median.interval().high()).isGreaterThan(7000);
    }

    @Test
    void aRegressedDeploymentFailedUntilTheNextOneThatDidNot() {
        Dora dora =
                dora(served(-1, "a"), served(2, "b", State.REGRESSED), served(3, "c", State.REGRESSED), served(5, "d"));

        assertThat(signs(dora, 0)).containsExactly(Sign.REGRESSED);
        assertThat(failure(dora, 0).restoredBy()).isEqualTo(Restored.NEXT_DEPLOYMENT);
        assertThat(failure(dora, 0).duration()).isEqualTo(Duration.ofDays(3));
        assertThat(failure(dora, 1).duration()).isEqualTo(Duration.ofDays(2));
        assertThat(dora.rows().get(2).failure()).isNull();
        assertThat(value(dora.failureRate())).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(dora.judged()).isEqualTo(2);
        assertThat(value(dora.restoreMedian())).isEqualTo(2.5 * 86_400);
    }

    @Test
    void whatAPersonSaysOfAVerdictCountsInItsPlace() {
        Dora dora = dora(
                served(-1, "a"),
                said(served(2, "b", State.REGRESSED), false),
                said(served(3, "c", State.HEALTHY), true),
                said(served(4, "d", State.SUSPECT), true),
                said(served(5, "e", State.REGRESSED), true),
                said(served(6, "f", State.SUSPECT), false));

        assertThat(dora.rows().get(0).failure())
                .as("its verdict is called wrong")
                .isNull();
        assertThat(signs(dora, 1)).containsExactly(Sign.SAID);
        assertThat(signs(dora, 2)).containsExactly(Sign.SAID);
        assertThat(signs(dora, 3)).containsExactly(Sign.REGRESSED);
        assertThat(dora.rows().get(4).failure()).isNull();
        assertThat(value(dora.failureRate())).isCloseTo(3 / 5.0, within(1e-9));
        assertThat(failure(dora, 1).restoredBy()).isEqualTo(Restored.NEXT_DEPLOYMENT);
        assertThat(failure(dora, 1).duration()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void whatWasDeployedEarlierTakesTheFailedOnesPlace() {
        Dora dora = dora(served(-1, "a"), served(2, "b"), served(3, "a"), served(4, "b"), served(6, "c"));

        assertThat(signs(dora, 0)).containsExactly(Sign.ROLLED_BACK);
        assertThat(failure(dora, 0).duration()).isEqualTo(Duration.ofDays(1));
        assertThat(dora.rows().get(1).failure())
                .as("forward again is no rollback")
                .isNull();
        assertThat(value(dora.failureRate())).isEqualTo(0.25);
    }

    @Test
    void theSameAgainIsNoRollback() {
        assertThat(dora(served(-1, "a"), served(2, "a"), served(3, "a")).rows()).allMatch(it -> it.failure() == null);
    }

    @Test
    void anIncidentIsOfTheDeploymentThatServedWhenItBegan() {
        Incident began = incident("till", 2.5, 2.75);
        Dora dora = dora(List.of(began, incident("till", -3, -2)), served(-1, "a"), served(2, "b"), served(4, "c"));

        assertThat(signs(dora, 0)).containsExactly(Sign.INCIDENT);
        assertThat(failure(dora, 0).incidents()).containsExactly(began);
        assertThat(failure(dora, 0).since()).isEqualTo(began.began());
        assertThat(failure(dora, 0).restoredBy()).isEqualTo(Restored.INCIDENT_RESOLVED);
        assertThat(value(dora.restoreMedian())).isEqualTo(0.25 * 86_400);
        assertThat(dora.rows().get(1).failure()).isNull();
    }

    @Test
    void anOpenIncidentIsNotRestored() {
        Dora dora = dora(List.of(incident("", 2.5, null)), served(-1, "a"), served(2, "b"));

        assertThat(dora.stillFailing()).isEqualTo(1);
        assertThat(dora.restoreMedian().n()).isZero();
    }

    @Test
    void deploymentsOfTwoServicesStandSideBySide() {
        DoraDeployment till = of("till", 2, "b", State.REGRESSED);
        DoraDeployment mailer = of("mailer", 3, "c", null);
        Dora dora = dora(List.of(incident("mailer", 4, 5.0)), served(-1, "a"), till, mailer, of("till", 6, "d", null));

        assertThat(failure(dora, 0).duration()).isEqualTo(Duration.ofDays(4));
        assertThat(signs(dora, 1)).containsExactly(Sign.INCIDENT);
        assertThat(signs(dora, 0)).as("the incident is of the mailer").containsExactly(Sign.REGRESSED);
    }

    @Test
    void aDeploymentYoungerThanTheLastLookIsNotCountedYet() {
        Dora dora = dora(served(-1, "a"), served(27.95, "b"));

        assertThat(dora.perWeek().n()).isEqualTo(1);
        assertThat(dora.failureRate().n()).isZero();
        assertThat(dora.rows().get(0).settled()).isFalse();
    }

    private static Dora dora(DoraDeployment... all) {
        return dora(List.of(), all);
    }

    private static Dora dora(List<Incident> incidents, DoraDeployment... all) {
        return Dora.of(List.of(all), incidents, FROM, TO);
    }

    private static List<Sign> signs(Dora dora, int row) {
        return failure(dora, row).signs();
    }

    private static Failure failure(Dora dora, int row) {
        return Objects.requireNonNull(dora.rows().get(row).failure());
    }

    private static double value(Figure figure) {
        return Objects.requireNonNull(figure.value());
    }

    private static DoraDeployment served(double day, String commit) {
        return served(day, commit, null);
    }

    private static DoraDeployment served(double day, String commit, @Nullable State state) {
        return of(null, day, commit, state);
    }

    private static DoraDeployment of(@Nullable String service, double day, String commit, @Nullable State state) {
        Instant at = at(day);
        DeploymentEvent event = DeploymentEvent.told(
                Rung.REPORTED,
                "d" + day,
                new Environment("production", null, null),
                String.format("%040x", commit.hashCode()),
                null,
                commit,
                DeploymentState.SUCCESS,
                at,
                0,
                at);
        return new DoraDeployment(event, null, service, at, List.of(), state, null);
    }

    private static DoraDeployment said(DoraDeployment it, boolean worse) {
        return new DoraDeployment(it.event(), null, it.service(), it.at(), List.of(), it.state(), worse);
    }

    private static DoraDeployment with(DoraDeployment it, double... leadSeconds) {
        List<LiveCommit> commits = new ArrayList<>(
                List.of(new LiveCommit("ff".repeat(20), it.at().minus(Duration.ofDays(300)), true, null)));
        for (double seconds : leadSeconds) {
            commits.add(new LiveCommit("ab".repeat(20), it.at().minusSeconds((long) seconds), false, null));
        }
        return new DoraDeployment(it.event(), null, it.service(), it.at(), commits, it.state(), it.saidWorse());
    }

    private static Incident incident(String service, double from, @Nullable Double to) {
        return new Incident(
                new UUID(1, Double.doubleToLongBits(from)),
                new RepositoryId(1),
                new ServiceName(service, "production"),
                "No payments",
                Severity.CRITICAL,
                IncidentSource.REPORTED,
                1,
                at(from),
                to == null ? null : at(to),
                at(from),
                null);
    }

    private static Incident incident(String service, int from, int to) {
        return incident(service, from, Double.valueOf(to));
    }

    private static Instant at(double day) {
        return FROM.plusSeconds(Math.round(day * 86_400));
    }
}

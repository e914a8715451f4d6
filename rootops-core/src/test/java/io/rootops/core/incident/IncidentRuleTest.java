package io.rootops.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentRuleTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void whatIsOverAfterFiveMinutesIsNoIncidentAndWhatTakesLongerIsOne() {
        Alert firing = alert("cart", "", NOON, null);

        assertThat(IncidentRule.opens(firing, NOON.plus(IncidentRule.SHORT))).isFalse();
        assertThat(IncidentRule.opens(firing, NOON.plus(IncidentRule.SHORT).plus(MOMENT)))
                .isTrue();

        Alert exactly = alert("cart", "", NOON, NOON.plus(IncidentRule.SHORT));
        assertThat(IncidentRule.opens(exactly, NOON.plus(Duration.ofDays(1)))).isFalse();
        Alert longer = alert("cart", "", NOON, NOON.plus(IncidentRule.SHORT).plus(MOMENT));
        assertThat(IncidentRule.opens(longer, NOON.plus(Duration.ofDays(1)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "critical, true",
        "CRITICAL, true",
        "page, true",
        "P1, true",
        "P2, true",
        "p-1, true",
        "high, true",
        "' ', true",
        "unstated, true",
        "P3, false",
        "warning, false",
        "error, false",
        "none, false",
        "info, false"
    })
    void whatIsGraveIsAnIncidentAndSoIsWhatNobodyGraded(String word, boolean grave) {
        assertThat(Severity.of(word).grave()).isEqualTo(grave);
        assertThat(Severity.of(null).grave()).isTrue();
    }

    @Test
    void aServicesAlertsWithinAQuarterOfAnHourAreOfOneIncident() {
        Gathered over = incident("cart", NOON, NOON.plusSeconds(600));
        Instant last = NOON.plusSeconds(600).plus(IncidentRule.TOGETHER);

        assertThat(IncidentRule.home(alert("cart", "", last, null), List.of(over)))
                .contains(over);
        assertThat(IncidentRule.home(alert("cart", "", last.plus(MOMENT), null), List.of(over)))
                .isEmpty();
        assertThat(IncidentRule.home(alert("till", "", NOON, null), List.of(over)))
                .isEmpty();
        Instant first = NOON.minus(IncidentRule.TOGETHER);
        assertThat(IncidentRule.home(alert("cart", "", first.minusSeconds(60), first), List.of(over)))
                .contains(over);
        assertThat(IncidentRule.home(alert("cart", "", first.minusSeconds(60), first.minus(MOMENT)), List.of(over)))
                .isEmpty();
    }

    @Test
    void anOpenIncidentTakesInWhatBeginsWithinADay() {
        Gathered open = incident("cart", NOON, null);
        Instant last = NOON.plus(IncidentRule.LONGEST);

        assertThat(IncidentRule.home(alert("cart", "", last, null), List.of(open)))
                .contains(open);
        assertThat(IncidentRule.home(alert("cart", "", last.plus(MOMENT), null), List.of(open)))
                .isEmpty();
    }

    @Test
    void ofSeveralTheLastOneIsTaken() {
        Gathered first = incident("cart", NOON.minusSeconds(7_200), null);
        Gathered second = incident("cart", NOON.minusSeconds(3_600), null);

        assertThat(IncidentRule.home(alert("cart", "", NOON, null), List.of(first, second)))
                .contains(second);
        assertThat(IncidentRule.home(alert("cart", "", NOON, null), List.of(second, first)))
                .contains(second);
    }

    @Test
    void whoNamesNoEnvironmentMayMeanAnyAndTwoAreTwo() {
        Gathered production = incident("", NOON, null);
        production.add(new ServiceName("cart", "production"));

        assertThat(IncidentRule.home(alert("cart", "", NOON, null), List.of(production)))
                .contains(production);
        Alert staging = of(new ServiceName("cart", "staging"), "", NOON, null);
        assertThat(IncidentRule.home(staging, List.of(production))).isEmpty();
        Alert unknown = of(new ServiceName("", ""), "", NOON, null);
        assertThat(IncidentRule.home(unknown, List.of(incident("", NOON, null))))
                .isEmpty();
    }

    @Test
    void aGroupIsOneIncidentWhateverItsServices() {
        Gathered incident = incident("cart", NOON, null);
        incident.add(alert("cart", "g", NOON, null));

        assertThat(IncidentRule.home(alert("till", "g", NOON.plusSeconds(60), null), List.of(incident)))
                .contains(incident);
        assertThat(IncidentRule.home(alert("till", "other", NOON.plusSeconds(60), null), List.of(incident)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2_000})
    void aBurstOfAlertsOfAsManyServicesIsFewIncidents(int alerts) {
        List<Gathered> incidents = new ArrayList<>();
        for (int i = 0; i < alerts; i++) {
            Alert alert =
                    of(new ServiceName("service-" + i, "environment-" + i), "group-" + i, NOON.plusMillis(i), null);
            Gathered home = IncidentRule.home(alert, incidents).orElseGet(() -> {
                Gathered opened = incident("", alert.began(), null);
                incidents.add(opened);
                return opened;
            });
            home.add(alert);
        }
        assertThat(incidents).hasSize(IncidentRule.MOST_AT_ONCE);
    }

    @Test
    void manyIncidentsOfReportsTakeInNoAlert() {
        List<Gathered> reported = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reported.add(incident("service-" + i, NOON, null));
        }

        assertThat(IncidentRule.home(alert("cart", "", NOON, null), reported)).isEmpty();
    }

    @Test
    void aReportIsOfNoIncidentOfAnotherRepository() {
        RepositoryId shop = new RepositoryId(1);
        Gathered known = new Gathered(UUID.randomUUID(), shop, NOON, null);
        known.add(new ServiceName("cart", ""));
        Gathered unknown = incident("cart", NOON.minusSeconds(60), null);

        assertThat(IncidentRule.home(report(shop), List.of(known, unknown))).contains(known);
        assertThat(IncidentRule.home(report(null), List.of(known, unknown))).contains(known);
        assertThat(IncidentRule.home(report(new RepositoryId(2)), List.of(known, unknown)))
                .contains(unknown);
        assertThat(IncidentRule.home(report(new RepositoryId(2)), List.of(known)))
                .isEmpty();
    }

    private static IncidentReport report(@Nullable RepositoryId repository) {
        return new IncidentReport(
                IncidentSource.REPORTED,
                "r",
                repository,
                new ServiceName("cart", ""),
                "No items",
                "",
                Severity.HIGH,
                null,
                NOON,
                null);
    }

    private static Gathered incident(String service, Instant began, @Nullable Instant ended) {
        Gathered incident = new Gathered(UUID.randomUUID(), null, began, ended);
        incident.add(new ServiceName(service, ""));
        return incident;
    }

    private static Alert alert(String service, String group, Instant began, @Nullable Instant ended) {
        return of(new ServiceName(service, ""), group, began, ended);
    }

    private static Alert of(ServiceName service, String group, Instant began, @Nullable Instant ended) {
        return new Alert(
                IncidentSource.ALERTMANAGER,
                "key",
                group,
                service,
                "HighErrorRate",
                "",
                Severity.CRITICAL,
                null,
                ended == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                began,
                ended,
                ended == null ? began : ended);
    }
}

package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentEvent.Kind;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentMemoryTest {
    private static final ServiceName CART = new ServiceName("cart", "production");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private TestDatabase db;
    private AlertMemory alerts;
    private IncidentMemory incidents;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        alerts = new AlertMemory(db.dsl());
        incidents = new IncidentMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void anAlertThatGoesOnIsOneIncidentHoweverOftenItIsToldAndEndsWithIt() {
        Alert firing = alert("a", CART, minutesAgo(10), null);

        for (int i = 0; i < 3; i++) {
            alerts.tell(List.of(firing, firing));
        }

        Incident incident = only();
        assertThat(incident.open()).isTrue();
        assertThat(incident.service()).isEqualTo(CART);
        assertThat(incident.began()).isEqualTo(firing.began());
        assertThat(incident.source()).isEqualTo(IncidentSource.ALERTMANAGER);
        assertThat(incident.trust()).isEqualTo(0.9);
        assertThat(incident.id().version()).isEqualTo(7);
        assertThat(incidents.open()).isEqualTo(1);

        Alert resolved = alert("a", CART, minutesAgo(10), minutesAgo(1));
        alerts.tell(List.of(resolved));
        alerts.tell(List.of(resolved, firing));

        assertThat(only().ended()).isEqualTo(resolved.ended());
        assertThat(incidents.open()).isZero();
        assertThat(incidents.newest(null, true, 10)).isEmpty();
        assertThat(incidents.alerts(incident.id(), 10)).containsExactly(resolved);
        assertThat(kinds(incident)).containsExactly(Kind.OPENED, Kind.RESOLVED);
    }

    @Test
    void whatIsResolvedBeforeItIsToldToFireStaysSo() {
        alerts.tell(List.of(alert("a", CART, minutesAgo(10), minutesAgo(2))));
        alerts.tell(List.of(alert("a", CART, minutesAgo(10), null)));

        assertThat(only().ended()).isEqualTo(minutesAgo(2));
        assertThat(kinds(only())).containsExactly(Kind.OPENED, Kind.RESOLVED);
    }

    @Test
    void aShortAlertOpensNothingAndOneThatGoesOnDoesWhenItsTimeHasCome() {
        alerts.tell(List.of(
                alert("short", CART, minutesAgo(60), minutesAgo(55)),
                alert("going on", new ServiceName("till", ""), minutesAgo(1), null),
                new Alert(
                        IncidentSource.ALERTMANAGER,
                        "warning",
                        "",
                        CART,
                        "Slow",
                        "",
                        Severity.LOWER,
                        null,
                        AlertStatus.FIRING,
                        minutesAgo(60),
                        null,
                        minutesAgo(60))));

        assertThat(alerts.advance()).isFalse();
        assertThat(incidents.newest(null, false, 10)).isEmpty();

        db.execute("update incident_alert set began_at = began_at - interval '5 minutes' where key = 'going on'");
        assertThat(alerts.advance()).isTrue();

        assertThat(only().service().name()).isEqualTo("till");
        assertThat(alerts.advance()).isFalse();
    }

    @Test
    void itIsReopenedWhenTheServiceFiresAgainWithinAQuarterOfAnHour() {
        alerts.tell(List.of(alert("a", CART, minutesAgo(40), minutesAgo(14))));
        alerts.tell(List.of(alert("b", CART, minutesAgo(1), null)));

        assertThat(only().open()).isTrue();
        assertThat(kinds(only())).containsExactly(Kind.OPENED, Kind.RESOLVED, Kind.REOPENED);

        alerts.tell(List.of(alert("later", CART, minutesAgo(90), minutesAgo(80))));
        assertThat(incidents.newest(null, false, 10)).hasSize(2);
    }

    @Test
    void twoSourcesOfOneOutageAreOneIncident() {
        alerts.tell(List.of(alert("a", CART, minutesAgo(10), null)));
        alerts.tell(List.of(of(IncidentSource.PAGERDUTY, "Q1", new ServiceName("cart", ""), minutesAgo(8), null)));

        assertThat(incidents.sources(List.of(only())).get(only().id()))
                .containsExactly(IncidentSource.ALERTMANAGER, IncidentSource.PAGERDUTY);
        assertThat(incidents.history(only().id()))
                .extracting(IncidentEvent::kind, IncidentEvent::note)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.OPENED, "Alertmanager"),
                        org.assertj.core.groups.Tuple.tuple(Kind.TOLD, "PagerDuty"));

        alerts.tell(List.of(alert("a", CART, minutesAgo(10), minutesAgo(2))));
        assertThat(only().open()).as("the other goes on").isTrue();
        alerts.tell(
                List.of(of(IncidentSource.PAGERDUTY, "Q1", new ServiceName("cart", ""), minutesAgo(8), minutesAgo(1))));
        assertThat(only().ended()).isEqualTo(minutesAgo(1));
    }

    @Test
    void aBurstOfAlertsIsFewIncidents() {
        alerts.tell(IntStream.range(0, 500)
                .mapToObj(it -> alert("alert " + it, new ServiceName("service " + it, "" + it), minutesAgo(10), null))
                .toList());

        assertThat(incidents.newest(null, true, 1_000)).hasSizeBetween(1, 5);
        assertThat(db.dsl().fetchValue("select count(*) from incident_alert where incident_id is not null"))
                .isEqualTo(500L);
    }

    @Test
    void whatNobodyTellsOfForADayIsTakenToHaveEndedThen() {
        alerts.tell(List.of(
                alert("a", CART, minutesAgo(10), null),
                of(IncidentSource.PAGERDUTY, "Q1", new ServiceName("till", ""), minutesAgo(10), null)));
        assertThat(alerts.advance()).isFalse();

        db.execute("update incident_alert set told_at = told_at - interval '25 hours',"
                + " began_at = began_at - interval '2 days'");
        assertThat(alerts.advance()).isTrue();

        assertThat(incidents.newest(null, true, 10))
                .as("PagerDuty says each thing once")
                .extracting(Incident::source)
                .containsExactly(IncidentSource.PAGERDUTY);
        alerts.tell(List.of(alert("a", CART, minutesAgo(10), null)));
        assertThat(incidents.open()).isEqualTo(2);
    }

    @Test
    void whatPrometheusHasNoLongerHasEnded() {
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a"), polled("b")));
        assertThat(only().open()).isTrue();
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("b")));
        assertThat(only().open()).isTrue();

        alerts.firing(IncidentSource.PROMETHEUS, List.of());

        assertThat(only().open()).isFalse();
        assertThat(alerts.heard()).containsOnlyKeys(IncidentSource.PROMETHEUS);
    }

    @Test
    void whatPrometheusDidNotHaveOnceFiresOnWhenItHasItAgain() {
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));
        alerts.firing(IncidentSource.PROMETHEUS, List.of());

        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));

        assertThat(only().open()).isTrue();
        assertThat(kinds(only())).containsExactly(Kind.OPENED, Kind.RESOLVED, Kind.REOPENED);
    }

    @Test
    void whatGoesOnUnchangedIsWrittenOnceAnHour() {
        String version = "select string_agg(xmin::text, ' ') from incident_alert";
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));
        Object written = db.dsl().fetchValue(version);

        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));
        assertThat(db.dsl().fetchValue(version)).isEqualTo(written);

        db.execute("update incident_alert set told_at = told_at - interval '61 minutes'");
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));
        assertThat(db.dsl().fetchValue("select told_at > now() - interval '1 minute' from incident_alert"))
                .isEqualTo(true);
    }

    @Test
    void whatBeganAnewHasEndedThoughNobodySaysSo() {
        alerts.tell(List.of(alert("f 1", CART, minutesAgo(60), null), alert("other 1", CART, minutesAgo(60), null)));
        alerts.tell(List.of(alert("f 2", CART, minutesAgo(30), null)));
        alerts.tell(List.of(alert("other 1", CART, minutesAgo(60), minutesAgo(20))));
        assertThat(only().open()).isTrue();

        alerts.tell(List.of(alert("f 2", CART, minutesAgo(30), minutesAgo(5))));

        assertThat(only().ended()).isEqualTo(minutesAgo(5));
        assertThat(incidents.alerts(only().id(), 10))
                .extracting(Alert::key, Alert::ended)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("f 1", minutesAgo(30)),
                        org.assertj.core.groups.Tuple.tuple("other 1", minutesAgo(20)),
                        org.assertj.core.groups.Tuple.tuple("f 2", minutesAgo(5)));
    }

    @Test
    void whatBeganBeforeAndIsToldLaterHasEndedToo() {
        alerts.tell(List.of(alert("f 2", CART, minutesAgo(30), minutesAgo(5))));
        alerts.tell(List.of(alert("f 1", CART, minutesAgo(60), null)));

        assertThat(only().open()).isFalse();
        assertThat(only().began()).isEqualTo(minutesAgo(60));

        alerts.tell(List.of(alert("f 1", CART, minutesAgo(60), minutesAgo(33))));
        assertThat(incidents.alerts(only().id(), 1))
                .as("its sender knows better")
                .extracting(Alert::ended)
                .containsExactly(minutesAgo(33));
    }

    @Test
    void whatIsGradedDownBeforeItsTimeHasComeIsLeftAlone() {
        Alert told = of(IncidentSource.PAGERDUTY, "Q1", CART, minutesAgo(1), null);
        alerts.tell(List.of(told));
        alerts.tell(List.of(new Alert(
                told.source(),
                told.key(),
                told.group(),
                told.service(),
                told.title(),
                told.text(),
                Severity.LOWER,
                told.link(),
                told.status(),
                told.began(),
                told.ended(),
                told.saidAt())));
        db.execute("update incident_alert set began_at = began_at - interval '5 minutes'");

        assertThat(alerts.advance()).isFalse();
        assertThat(incidents.newest(null, false, 10)).isEmpty();
    }

    @Test
    void ofPrometheusNothingNewIsTakenWhereSomebodySendsAlerts() {
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a")));
        alerts.heard(IncidentSource.ALERTMANAGER, now);

        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("a"), polled("silenced")));
        assertThat(incidents.alerts(only().id(), 10)).extracting(Alert::key).containsExactly("a");
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("silenced")));
        assertThat(only().open()).isFalse();

        db.execute("update alert_source set heard_at = heard_at - interval '31 days'");
        alerts.firing(IncidentSource.PROMETHEUS, List.of(polled("not silenced any more")));
        assertThat(only().open()).isTrue();
    }

    @Test
    void itIsOfTheRepositoryOfItsServiceAsSoonAsThatIsKnown() {
        alerts.tell(List.of(alert("a", new ServiceName("cart", "shop"), minutesAgo(10), null)));
        assertThat(only().repository()).isNull();
        RepositoryId shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        db.execute("insert into service (name, environment, measured_at) values ('cart', 'production', now())");
        db.execute(
                "insert into service_origin (service_id, repository_id, path, confidence, basis, evidence) values (1, "
                        + shop.value() + ", '', 'high', 'directory', '')");

        assertThat(alerts.advance()).isTrue();

        assertThat(only().repository()).isEqualTo(shop);
        assertThat(incidents.newest(shop, true, 10)).hasSize(1);
        alerts.tell(List.of(alert("b", new ServiceName("cart", ""), minutesAgo(300), minutesAgo(200))));
        assertThat(incidents.newest(shop, false, 10)).hasSize(2);
        new RepositoryRemoval(db.dsl()).remove(shop);
        assertThat(incidents.newest(null, false, 10)).isEmpty();
    }

    @Test
    void itIsOfEachServiceThatAnAlertNamesInWhateverWordsOfTheEnvironment() {
        ServiceName till = new ServiceName("till", "prod");
        alerts.tell(List.of(
                alert("a", new ServiceName("cart", "production"), minutesAgo(20), null),
                alert("b", new ServiceName("till", "production"), minutesAgo(19), null)));
        db.execute("update incident_alert set incident_id = (select id from incident_memory where service = 'cart')");
        db.execute("delete from incident_memory where service <> 'cart'");

        assertThat(incidents.during(till, minutesAgo(30), now)).hasSize(1);
        assertThat(incidents.during(new ServiceName("till", ""), minutesAgo(30), now))
                .hasSize(1);
        assertThat(incidents.during(new ServiceName("cart", "live"), minutesAgo(30), now))
                .hasSize(1);
        assertThat(incidents.during(new ServiceName("till", "staging"), minutesAgo(30), now))
                .isEmpty();
        assertThat(incidents.during(till, minutesAgo(60), minutesAgo(30))).isEmpty();
    }

    @Test
    void retentionLeavesIncidentsAndWhatToldOfThem() {
        alerts.tell(
                List.of(alert("a", CART, minutesAgo(10), null), alert("b", CART, minutesAgo(600), minutesAgo(599))));
        db.execute("update incident_alert set told_at = told_at - interval '400 days'");
        db.execute("update incident_memory set began_at = began_at - interval '400 days'");

        assertThat(new Retention(db.dsl(), Instant::now, Duration.ofDays(365)).forget())
                .isEqualTo(1);

        assertThat(incidents.alerts(only().id(), 10)).hasSize(1);
    }

    private Incident only() {
        List<Incident> all = incidents.newest(null, false, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Set<Kind> kinds(Incident incident) {
        return incidents.history(incident.id()).stream()
                .map(IncidentEvent::kind)
                .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private Alert polled(String key) {
        return of(IncidentSource.PROMETHEUS, key, CART, minutesAgo(10), null);
    }

    private static Alert alert(String key, ServiceName service, Instant began, @Nullable Instant ended) {
        return of(IncidentSource.ALERTMANAGER, key, service, began, ended);
    }

    private static Alert of(
            IncidentSource source, String key, ServiceName service, Instant began, @Nullable Instant ended) {
        return new Alert(
                source,
                key,
                "",
                service,
                "HighErrorRate",
                "Many requests fail",
                Severity.CRITICAL,
                null,
                ended == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                began,
                ended,
                ended == null ? began : ended);
    }
}

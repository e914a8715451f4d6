package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IncidentReports;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.SpeakingAnomalies;
import io.rootops.core.memory.SuspicionAnswers;
import io.rootops.core.memory.SuspicionMemory;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.UnusualLogs;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.LogRule;
import io.rootops.core.suspicion.Precision;
import io.rootops.core.suspicion.Suspicion;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SuspicionWatchTest {
    private static final ServiceName TILL = new ServiceName("till", "production");

    private final Instant start = lastStep();
    private TestDatabase db;
    private RepositoryId shop;
    private Suspicions suspicions;
    private SuspicionAnswers answers;
    private IncidentMemory incidents;
    private Instant now = start;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        suspicions = new Suspicions(db.dsl());
        answers = new SuspicionAnswers(db.dsl());
        incidents = new IncidentMemory(db.dsl());
        db.execute("insert into log_source (name, complete_at, read_at) values ('files', '" + start + "', '" + start
                + "')");
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** At which services are looked at. */
    private static Instant lastStep() {
        long step = LogRule.STEP.toSeconds();
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() / step * step);
    }

    private SuspicionWatch watch() {
        ServiceMap map = new ServiceMap() {
            @Override
            public List<ServiceName> of(RepositoryId repository) {
                return List.of(TILL);
            }

            @Override
            public Optional<RepositoryId> of(ServiceName service) {
                return service.name().startsWith("lost") ? Optional.empty() : Optional.of(shop);
            }
        };
        return new SuspicionWatch(
                new SuspicionMemory(db.dsl()),
                new UnusualLogs(db.dsl()),
                new SpeakingAnomalies(db.dsl()),
                new LogSources(db.dsl()),
                map,
                new JudgedServices(map, new WatchedDeployments(db.dsl())),
                Duration.ofMinutes(15),
                () -> now);
    }

    /** Ten lines a minute in the days before, of which an error each hour. */
    private void logged(String name, int days) {
        db.execute("insert into service (name, environment, first_seen_at, last_seen_at) values ('" + name
                + "', 'production', '" + start.minus(Duration.ofDays(days)) + "', '" + start + "')");
        db.execute("insert into log_count (service_id, minute, events, errors) select s.id, m, 10,"
                + " case when extract(minute from m) = 7 then 1 else 0 end from service s, generate_series('"
                + start.minus(Duration.ofDays(days)) + "'::timestamptz, '" + start.minusSeconds(60)
                + "', interval '1 minute') m where s.name = '" + name + "'");
    }

    /** So many errors in each of the last forty minutes. */
    private void failing(String name, int errors) {
        db.execute("update log_count set errors = " + errors + " where minute >= '"
                + start.minus(Duration.ofMinutes(40)) + "' and service_id = (select id from service where name = '"
                + name + "')");
    }

    private void newError(String name, Instant at) {
        db.execute("insert into log_template (service_id, number, text, error, samples, events, first_seen_at,"
                + " last_seen_at) select id, 2, 'no till <*>', true, '{}', 1, '" + at + "', '" + at
                + "' from service where name = '" + name + "'");
        db.execute("insert into error_count (template_id, minute, events) select id, '" + at
                + "', 4 from log_template where number = 2");
    }

    /** Later, with all read, as is logged each minute. */
    private void later(Duration time) {
        db.execute("insert into log_count (service_id, minute, events, errors) select s.id, m, 10, 0 from service s,"
                + " generate_series('" + now + "'::timestamptz, '"
                + now.plus(time).minusSeconds(60)
                + "', interval '1 minute') m");
        silentLater(time);
    }

    private void silentLater(Duration time) {
        now = now.plus(time);
        db.execute("update log_source set complete_at = '" + now + "', read_at = '" + now + "'");
    }

    private Suspicion only() {
        List<Suspicion> all = suspicions.newest(null, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aServiceThatIsWellOpensNothing() throws Exception {
        logged("till", 9);

        assertThat(watch().look()).isFalse();

        assertThat(suspicions.newest(null, 10)).isEmpty();
    }

    @Test
    void errorsThatRiseOpenOneSuspicionThatGoesOnAndCloses() throws Exception {
        logged("till", 9);
        failing("till", 3);

        assertThat(watch().look()).isTrue();

        Suspicion opened = only();
        assertThat(opened.service()).isEqualTo(TILL);
        assertThat(opened.repository()).isEqualTo(shop);
        assertThat(opened.kind()).isEqualTo(Kind.ERRORS_JUMP);
        assertThat(opened.told()).isEqualTo(start);
        assertThat(opened.findings())
                .extracting(it -> it.finding().kind())
                .containsExactly(Kind.ERRORS_JUMP, Kind.ERROR_SHARE_JUMP);
        assertThat(suspicions.open(shop)).isEqualTo(1);

        newError("till", start.minusSeconds(60));
        later(LogRule.STEP);
        assertThat(watch().look()).isTrue();
        assertThat(only().findings()).hasSize(3);
        assertThat(only().lastSeen()).isEqualTo(now);
        assertThat(only().kind()).isEqualTo(Kind.ERRORS_JUMP);

        later(Duration.ofHours(2));
        watch().look();
        assertThat(only().closed()).isNotNull();
        assertThat(suspicions.open(null)).isZero();
    }

    @Test
    void whatComesWhileNobodyLooksIsFoundLater() throws Exception {
        logged("till", 3);
        watch().look();
        newError("till", start.plusSeconds(60));
        later(Duration.ofHours(5));

        watch().look();

        assertThat(only().kind()).isEqualTo(Kind.NEW_ERROR);
        assertThat(only().findings().get(0).template()).isEqualTo("no till <*>");
        assertThat(only().opened()).isBefore(start.plus(Duration.ofHours(1)));
        assertThat(only().closed()).isNotNull();
    }

    @Test
    void itIsLookedAtWholeStepsOnly() throws Exception {
        logged("till", 3);
        newError("till", start.minusSeconds(60));
        watch().look();
        later(Duration.ofMinutes(4));

        assertThat(watch().look()).isFalse();
        assertThat(only().lastSeen()).isEqualTo(start);

        later(Duration.ofMinutes(2));
        watch().look();
        assertThat(only().lastSeen()).isEqualTo(start.plus(LogRule.STEP));
    }

    @Test
    void ofAServiceWithNewErrorsEachDayOneMoreTellsNothing() throws Exception {
        logged("till", 9);
        newErrors("till", 6, start.minus(Duration.ofDays(3)), 1);
        newErrors("till", 1, start.minusSeconds(60), 6);
        watch().look();
        assertThat(only().kind()).as("the seventh").isEqualTo(Kind.NEW_ERROR);

        later(Duration.ofHours(3));
        newErrors("till", 1, now.minusSeconds(60), 6);
        watch().look();
        assertThat(only().findings()).hasSize(1);
    }

    @Test
    void aServiceInWhichAllIsNewHidesNoOther() throws Exception {
        logged("till", 9);
        logged("cart", 9);
        newErrors("till", 2100, start.minusSeconds(60), 4);
        newErrors("cart", 1, start.minusSeconds(60), 1);

        watch().look();

        assertThat(suspicions.newest(null, 10))
                .extracting(it -> it.service().name() + " " + it.findings().size())
                .containsExactlyInAnyOrder("till 20", "cart 1");
    }

    /** So many templates, each with so many events. */
    private void newErrors(String name, int templates, Instant at, int events) {
        db.execute(
                "with it as (insert into log_template (service_id, number, text, error, samples, events, first_seen_at,"
                        + " last_seen_at) select s.id, n + (select count(*) from log_template), 'no ' || n, true, '{}', "
                        + events
                        + ", '" + at + "', '" + at + "' from service s, generate_series(1, " + templates
                        + ") n where s.name = '"
                        + name + "' returning id) insert into error_count (template_id, minute, events) select id, '"
                        + at + "', "
                        + events + " from it");
    }

    @Test
    void twoReplicasAtOnceOpenOne() throws Exception {
        logged("till", 9);
        failing("till", 3);
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<Boolean>> looks =
                    List.of(replicas.submit(() -> looked(together)), replicas.submit(() -> looked(together)));
            for (Future<Boolean> look : looks) {
                look.get();
            }
        } finally {
            replicas.shutdownNow();
        }

        assertThat(only().findings()).hasSize(2);
    }

    private boolean looked(CyclicBarrier together) throws Exception {
        SuspicionWatch watch = watch();
        together.await();
        return watch.look();
    }

    @Test
    void theBudgetGoesToTheStrongestAndTheOthersAreHeldBack() throws Exception {
        for (int i = 0; i < 7; i++) {
            logged("service-" + i, 3);
            failing("service-" + i, 2 + i);
        }
        logged("lost", 3);
        failing("lost", 3);

        watch().look();

        List<Suspicion> all = suspicions.newest(null, 20);
        assertThat(all).hasSize(8);
        assertThat(all.stream().filter(it -> it.told() == null))
                .extracting(it -> it.service().name())
                .containsExactlyInAnyOrder("service-0", "service-1");
        assertThat(suspicions.open(shop)).isEqualTo(5);
        assertThat(suspicions.open(null)).as("with one of no repository").isEqualTo(6);
    }

    @Test
    void aServiceThatFallsSilentIsToldUnlessItsSourceIsAway() throws Exception {
        logged("till", 9);
        silentLater(Duration.ofMinutes(20));
        db.execute("update log_source set failures = 1, complete_at = '" + start + "', read_at = '" + start + "'");
        watch().look();
        assertThat(suspicions.newest(null, 10)).as("its source is away").isEmpty();

        silentLater(LogRule.STEP);
        db.execute("update log_source set failures = 0, behind = true");
        watch().look();
        assertThat(suspicions.newest(null, 10)).as("there is more to read").isEmpty();

        silentLater(LogRule.STEP);
        db.execute("update log_source set behind = false");
        watch().look();
        assertThat(only().kind()).isEqualTo(Kind.SILENCE);
    }

    @Test
    void aServiceThatLokiHasIsJudgedByLokiOnly() throws Exception {
        logged("till", 9);
        db.execute("update service set loki_at = now()");
        db.execute("insert into log_source (name, complete_at, read_at, failures) values ('loki', '" + start + "', '"
                + start.minus(Duration.ofHours(1)) + "', 3)");
        now = start.plus(Duration.ofMinutes(20));
        db.execute("update log_source set complete_at = '" + now + "', read_at = '" + now + "' where name = 'files'");

        watch().look();

        assertThat(suspicions.newest(null, 10)).isEmpty();
    }

    @Test
    void anAnomalyThatSpeaksOpensOneOnce() throws Exception {
        logged("till", 3);
        db.execute(
                "insert into metric_anomaly (service_id, kind, at, value, usual, grade, speaks) select id, 'latency', '"
                        + start.minus(Duration.ofMinutes(10)) + "', 2, .1, .9, true from service");

        watch().look();
        db.execute(
                "insert into metric_anomaly (service_id, kind, at, value, usual, grade, speaks) select id, 'latency', '"
                        + start.plusSeconds(60) + "', 3, .1, .9, true from service");
        later(LogRule.STEP);
        watch().look();
        later(Duration.ofMinutes(95));
        watch().look();

        assertThat(only().kind()).isEqualTo(Kind.METRIC);
        assertThat(only().lastSeen()).as("none came since").isEqualTo(start.plus(LogRule.STEP));
        assertThat(only().closed()).isNotNull();
        assertThat(only().findings()).singleElement().satisfies(seen -> {
            assertThat(seen.finding().metric()).isEqualTo(MetricKind.LATENCY);
            assertThat(seen.finding().expected()).isEqualTo(0.1);
        });
    }

    @Test
    void whatADeploymentIsWatchedForOpensNothing() throws Exception {
        logged("till", 9);
        failing("till", 3);
        Instant at = start.minus(Duration.ofMinutes(45));
        DeploymentEvent event = DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                "1",
                new Environment("prod", null, null),
                "ab".repeat(20),
                "main",
                null,
                DeploymentState.SUCCESS,
                at,
                1,
                at);
        new DeploymentMemory(db.dsl()).store(shop, event);
        new WatchedDeployments(db.dsl()).watch(shop, event, null);

        watch().look();
        assertThat(suspicions.newest(null, 10)).isEmpty();
    }

    @Test
    void whatIsExpectedIsSilencedForThatServiceUntilItIsUndone() throws Exception {
        logged("till", 9);
        logged("cart", 9);
        newError("till", start.minusSeconds(60));
        watch().look();
        Suspicion expected = only();
        assertThat(answers.answer(expected.id(), Answer.EXPECTED, "somebody")).isTrue();
        assertThat(suspicions.expected(null, 10)).hasSize(1);
        later(Duration.ofHours(3));
        watch().look();
        Instant seen = only().lastSeen();

        // The same text again, learned anew, after the first one was forgotten.
        db.execute("delete from log_template");
        newError("till", now.minusSeconds(60));
        later(LogRule.STEP);
        watch().look();
        assertThat(suspicions.newest(null, 10).stream().filter(it -> it.kind() == Kind.NEW_ERROR))
                .singleElement()
                .satisfies(it -> assertThat(it.lastSeen()).isEqualTo(seen));

        answers.undo(expected.id(), "somebody");
        later(LogRule.STEP);
        watch().look();
        assertThat(suspicions.newest(null, 10).stream().filter(it -> it.kind() == Kind.NEW_ERROR))
                .as("it is told again")
                .hasSize(2);
    }

    @Test
    void whatIsConfirmedIsAnIncidentUntilItIsUndone() throws Exception {
        logged("till", 9);
        failing("till", 3);
        watch().look();
        List<Announcements.Part> announced = new ArrayList<>();
        IncidentReporting reporting = new IncidentReporting(db.dsl(), announced::add);

        assertThat(reporting.answer(only().id(), Answer.CONFIRMED, "the token 'ci'"))
                .isTrue();
        assertThat(announced).containsExactly(Announcements.Part.INCIDENTS);
        Incident incident = incidents.newest(null, false, 10).get(0);
        assertThat(only().incident()).isEqualTo(incident.id());
        assertThat(incident.source()).isEqualTo(IncidentSource.SUSPICION);
        assertThat(incident.service()).isEqualTo(TILL);
        assertThat(incident.title()).isEqualTo("More errors: till (production)");
        assertThat(incident.open()).isTrue();
        answers.answer(only().id(), Answer.CONFIRMED, "somebody");
        assertThat(incidents.newest(null, false, 10)).as("twice is once").hasSize(1);

        assertThat(reporting.undo(only().id(), "somebody")).isTrue();
        assertThat(reporting.undo(UUID.randomUUID(), "somebody")).isFalse();
        assertThat(announced).hasSize(2);
        assertThat(incidents.newest(null, false, 10)).isEmpty();
        assertThat(only().said()).isNull();

        answers.answer(only().id(), Answer.CONFIRMED, "somebody");
        later(Duration.ofHours(3));
        watch().look();
        assertThat(incidents.newest(null, true, 10)).as("it is quiet again").isEmpty();
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoAnswersAndWhoLooksDoNotWaitForEachOther() throws Exception {
        for (String service : List.of("till", "cart")) {
            logged(service, 9);
            failing(service, 3);
        }
        watch().look();
        Suspicion till = of("till");
        Suspicion cart = of("cart");
        answers.answer(till.id(), Answer.CONFIRMED, "somebody");
        db.execute("update suspicion set last_seen_at = last_seen_at - interval '2 hours' where service = 'till'");
        later(LogRule.STEP);

        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            // The look holds what it changed until the report is free, and the answer comes meanwhile.
            db.dsl().transaction(held -> {
                held.dsl().execute("select from incident_report for update");
                done.add(both.submit(() -> watch().look()));
                awaitWaiting(1);
                done.add(both.submit(() -> answers.answer(cart.id(), Answer.CONFIRMED, "somebody")));
                awaitWaiting(2);
            });
            assertThat(done.get(0).get()).isTrue();
            assertThat(done.get(1).get()).isTrue();
        } finally {
            both.shutdownNow();
        }
        assertThat(suspicions.find(till.id()).orElseThrow().closed()).isNotNull();
        assertThat(suspicions.find(cart.id()).orElseThrow().incident()).isNotNull();
    }

    private Suspicion of(String service) {
        return suspicions.newest(null, 10).stream()
                .filter(it -> it.service().name().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private void awaitWaiting(int sessions) {
        String waiting = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'";
        while (!Long.valueOf(sessions).equals(db.dsl().fetchValue(waiting))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatOthersToldOfTooStaysAnIncident() throws Exception {
        logged("till", 9);
        failing("till", 3);
        watch().look();
        answers.answer(only().id(), Answer.CONFIRMED, "somebody");
        new IncidentReports(db.dsl())
                .tell(
                        new IncidentReport(
                                IncidentSource.REPORTED,
                                null,
                                null,
                                TILL,
                                "No till",
                                "",
                                Severity.HIGH,
                                null,
                                now,
                                null),
                        "somebody",
                        null);

        answers.answer(only().id(), Answer.DISMISSED, "somebody");

        assertThat(incidents.newest(null, false, 10)).hasSize(1);
        assertThat(only().incident()).isNull();
    }

    @Test
    void precisionCountsWhatPeopleAnswered() throws Exception {
        for (int i = 0; i < 4; i++) {
            logged("service-" + i, 3);
            failing("service-" + i, 3);
        }
        watch().look();
        assertThat(suspicions.precision()).isEmpty();

        List<Suspicion> all = suspicions.newest(null, 10);
        answers.answer(all.get(0).id(), Answer.CONFIRMED, "somebody");
        answers.answer(all.get(1).id(), Answer.DISMISSED, "somebody");
        answers.answer(all.get(2).id(), Answer.EXPECTED, "somebody");

        assertThat(suspicions.precision()).containsEntry(Kind.ERRORS_JUMP, new Precision(1, 3));
        answers.undo(all.get(1).id(), "somebody");
        assertThat(suspicions.precision()).containsEntry(Kind.ERRORS_JUMP, new Precision(1, 2));
    }
}

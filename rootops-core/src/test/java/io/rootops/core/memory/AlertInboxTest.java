package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertReader;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import io.rootops.core.incident.Severity;
import io.rootops.core.privacy.Person;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertInboxTest {
    private static final AlertReader READER = (source, body, receivedAt) -> List.of(new Alert(
            source,
            new String(body, StandardCharsets.UTF_8),
            "",
            new ServiceName("cart", ""),
            "HighErrorRate",
            "",
            Severity.CRITICAL,
            null,
            AlertStatus.FIRING,
            receivedAt.minusSeconds(600),
            null,
            receivedAt.minusSeconds(600)));

    private TestDatabase db;
    private AlertInbox inbox;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        inbox = new AlertInbox(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void replicasThatDrainItTogetherDoEachWorkOnceAndMakeOneIncident() throws Exception {
        for (int i = 0; i < 60; i++) {
            inbox.receive(IncidentSource.ALERTMANAGER, bytes("alert " + i % 20));
        }
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        List<Future<Integer>> done = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Callable<Integer> drain = () -> {
                int works = 0;
                while (inbox.figures().waiting() > 0) {
                    works += inbox.work(READER).isPresent() ? 1 : 0;
                }
                return works;
            };
            done.add(replicas.submit(drain));
        }
        int works = 0;
        for (Future<Integer> each : done) {
            works += each.get();
        }
        replicas.shutdown();

        assertThat(works).isEqualTo(60);
        assertThat(inbox.work(READER)).isEmpty();
        IncidentMemory incidents = new IncidentMemory(db.dsl());
        assertThat(incidents.newest(null, false, 10)).hasSize(1);
        assertThat(incidents.alerts(incidents.newest(null, false, 10).get(0).id()))
                .isEqualTo(20);
        assertThat(new AlertMemory(db.dsl()).heard()).containsOnlyKeys(IncidentSource.ALERTMANAGER);
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLaterAndGivenUpInTheEnd() {
        inbox.receive(IncidentSource.GRAFANA, bytes("a"));
        AlertReader failing = (source, body, receivedAt) -> {
            throw new IllegalStateException("no such thing\0 here\nat all");
        };
        for (int attempt = 1; attempt <= 10; attempt++) {
            AlertInbox.Worked worked = inbox.work(failing).orElseThrow();
            assertThat(worked.problem()).isEqualTo("IllegalStateException: no such thing\uFFFD here");
            assertThat(worked.givenUp()).isEqualTo(attempt == 10);
            assertThat(inbox.work(READER)).as("not at once").isEmpty();
            db.execute("update alert_inbox set next_run_at = now()");
        }
        assertThat(inbox.work(READER)).isEmpty();
        AlertInbox.Figures figures = inbox.figures();
        assertThat(figures.waiting()).isZero();
        assertThat(figures.givenUp()).isEqualTo(1);
        assertThat(figures.lastError()).startsWith("IllegalStateException");

        assertThat(inbox.revive()).isEqualTo(1);
        assertThat(inbox.work(READER).map(AlertInbox.Worked::told)).contains(new AlertMemory.Told(1, 1));
        assertThat(inbox.figures()).isEqualTo(new AlertInbox.Figures(0, 0, null));
    }

    @Test
    void whatCannotBeReadIsGivenUpAtOnce() {
        inbox.receive(IncidentSource.PAGERDUTY, bytes("a"));

        Optional<AlertInbox.Worked> worked = inbox.work((source, body, receivedAt) -> {
            throw new MalformedAlertException("expected an event");
        });

        assertThat(worked.orElseThrow().givenUp()).isTrue();
        assertThat(inbox.figures().lastError()).isEqualTo("expected an event");
    }

    @Test
    void bodiesThatAreKeptNameNobodyWhoIsForgottenBeforeOrAfter() {
        String body = "{\"title\":\"Call Ana\\nana@example.org\",\"by\":\"Ana \\u004c\",\"n\":[1,null,1.50]}";
        AlertReader failing = (source, any, receivedAt) -> {
            throw new MalformedAlertException("expected another");
        };
        ForgottenPeople people = new ForgottenPeople(db.dsl());
        inbox.receive(IncidentSource.GRAFANA, bytes(body));
        inbox.work(failing);
        inbox.receive(IncidentSource.GRAFANA, bytes(body));
        inbox.receive(IncidentSource.GRAFANA, bytes("no JSON, by ana@example.org"));
        inbox.receive(IncidentSource.GRAFANA, bytes("{\"by\" : \"Bob\"}"));

        ForgottenPeople.Result result = people.forget(Person.parse("Ana L <ana@example.org>", List.of(), List.of()));

        String who = result.pseudonym();
        assertThat(result.texts()).isEqualTo(3);
        inbox.receive(IncidentSource.GRAFANA, bytes(body));
        while (inbox.work(failing).isPresent()) {
            // Until all are given up.
        }
        String rewritten =
                "{\"title\":\"Call Ana\\n" + who + "-1@forgotten.invalid\",\"by\":\"" + who + "\",\"n\":[1,null,1.50]}";
        assertThat(db.dsl().fetchValues("select convert_from(body, 'UTF8') from alert_inbox order by id"))
                .isEqualTo(List.of(
                        rewritten,
                        rewritten,
                        "no JSON, by " + who + "-1@forgotten.invalid",
                        "{\"by\" : \"Bob\"}",
                        rewritten));
        assertThat(people.forget(Person.parse("Ana L <ana@example.org>", List.of(), List.of()))
                        .texts())
                .isZero();
    }

    @Test
    void whoEndsInTheMiddleOfItsWorkLeavesItToOthers() {
        inbox.receive(IncidentSource.ALERTMANAGER, bytes("a"));

        assertThatThrownBy(() -> inbox.work((source, body, receivedAt) -> {
                    throw new Error("the process ended");
                }))
                .isInstanceOf(Error.class);

        assertThat(inbox.work(READER).map(AlertInbox.Worked::told)).contains(new AlertMemory.Told(1, 1));
    }

    @Test
    void timesComeFromTheDatabase() {
        inbox.receive(IncidentSource.ALERTMANAGER, bytes("a"));
        Instant[] received = new Instant[1];

        inbox.work((source, body, receivedAt) -> {
            received[0] = receivedAt;
            return List.of();
        });

        assertThat(new AlertMemory(db.dsl()).heard()).containsEntry(IncidentSource.ALERTMANAGER, received[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

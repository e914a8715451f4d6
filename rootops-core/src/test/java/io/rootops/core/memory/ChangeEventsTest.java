package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.privacy.Person;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeEventsTest {
    private static final ServiceName CART = new ServiceName("cart", "production");
    private static final String WHO = "the token 'flags'";
    private static final String SHA = "ab".repeat(20);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TestDatabase db = TestDatabase.create();
    private final ChangeEvents changes = new ChangeEvents(db.dsl());
    private final IncidentAnswers answers = new IncidentAnswers(db.dsl());
    private RepositoryId shop;
    private RepositoryId mail;

    @BeforeEach
    void empty() {
        for (String table : List.of("incident_memory", "change_event", "repository", "forgotten")) {
            db.execute("delete from " + table);
        }
        shop = track("acme/shop");
        mail = track("acme/mail");
    }

    @AfterAll
    void close() {
        db.close();
    }

    private RepositoryId track(String name) {
        return new RepositoryMemory(db.dsl())
                .track(name, "https://github.com/" + name, TrackedRepository.Kind.GITHUB, null)
                .id();
    }

    private ChangeEvent told(
            String key, @Nullable RepositoryId repository, String service, String environment, Instant at) {
        return changes.tell(
                        new ChangeReport(
                                key,
                                repository,
                                new ServiceName(service, environment),
                                ChangeKind.FEATURE_FLAG,
                                key,
                                null,
                                at),
                        WHO)
                .change();
    }

    private Incident incident(@Nullable RepositoryId repository, ServiceName service) {
        IncidentReport report = new IncidentReport(
                IncidentSource.REPORTED,
                "incident",
                repository,
                service,
                "The cart is empty",
                "",
                Severity.HIGH,
                null,
                now.minus(Duration.ofHours(1)),
                null);
        return new IncidentReports(db.dsl()).tell(report, WHO, null).incident();
    }

    private List<String> near(Incident incident) {
        return changes.near(incident, Instant.EPOCH, incident.began(), 10).stream()
                .map(ChangeEvent::title)
                .toList();
    }

    @Test
    void toldAgainItStaysAsItWasToldFirstAndSecretsAreMasked() {
        ChangeReport report = new ChangeReport(
                "flags:1",
                shop,
                CART,
                ChangeKind.CONFIGURATION,
                "Mail ana@example.org\nof orders",
                "https://flags.example.org/1",
                now.plus(Duration.ofMinutes(2)));
        ChangeEvents.Told first = changes.tell(report, WHO);
        ChangeEvents.Told again = changes.tell(
                new ChangeReport("flags:1", null, CART, ChangeKind.OTHER, "Another", null, now), "somebody");

        assertThat(first.first()).isTrue();
        assertThat(first.change().title()).isEqualTo("Mail <mail> of orders");
        assertThat(first.change().at()).as("a clock that is ahead").isBefore(report.at());
        assertThat(again).isEqualTo(new ChangeEvents.Told(first.change(), false));
        assertThat(changes.find(first.change().id())).contains(first.change());
    }

    @Test
    void thoseOfItsServiceAndThoseOfNobodyKnowsWhatAreNearAnIncident() {
        Instant before = now.minus(Duration.ofHours(2));
        told("its", null, "cart", "prod", before.plusSeconds(9));
        told("its service, kept in another repository", mail, "cart", "", before.plusSeconds(8));
        told("of its repository", shop, "", "", before.plusSeconds(7));
        told("of nobody knows what", null, "", "", before.plusSeconds(6));
        told("another service", shop, "till", "production", before);
        told("another repository", mail, "", "production", before);
        told("another environment", null, "cart", "staging", before);
        told("after it began", null, "cart", "production", now);

        assertThat(near(incident(shop, CART)))
                .containsExactly(
                        "its", "its service, kept in another repository", "of its repository", "of nobody knows what");
        db.execute("delete from incident_memory");
        assertThat(near(incident(null, new ServiceName("", "")))).hasSize(7).contains("another service");
    }

    @Test
    void thatAChangeDidItIsSaidAsThatNoCommitDid() {
        Incident incident = incident(shop, CART);
        ChangeEvent flag = told("flag", null, "cart", "", now);
        ChangeEvent other = told("other", null, "cart", "", now);
        answers.answer(incident.id(), Verdict.CONFIRMED, SHA, null, WHO);

        answers.answer(incident.id(), other, false, WHO);
        answers.answer(incident.id(), flag, true, WHO);
        answers.answer(incident.id(), flag, true, WHO);

        List<CulpritAnswer> all = answers.of(incident.id());
        assertThat(all)
                .extracting(CulpritAnswer::verdict)
                .containsExactly(Verdict.CONFIRMED, Verdict.REJECTED, Verdict.NONE_OF_THESE);
        assertThat(all)
                .extracting(it -> it.takenBack() == null)
                .as("those that count")
                .containsExactly(false, true, true);
        assertThat(all.get(2).change()).isEqualTo(flag.id());
        assertThat(all.get(2).kind()).isEqualTo(CulpritAnswer.Kind.CONFIGURATION);
        assertThat(answers.confirmed(10)).as("what teaches the ranking").isEmpty();
        assertThat(answers.ranked(null)).isEmpty();
        assertThat(db.dsl().fetchValue("select count(*) from outcome")).isEqualTo(0L);

        answers.answer(incident.id(), flag, false, WHO);
        assertThat(standing(incident)).containsExactly(other.id() + " REJECTED", flag.id() + " REJECTED");
        answers.answer(incident.id(), other, true, WHO);
        assertThat(standing(incident)).containsExactly(flag.id() + " REJECTED", other.id() + " NONE_OF_THESE");
        answers.answer(incident.id(), Verdict.CONFIRMED, SHA, null, WHO);
        assertThat(standing(incident)).containsExactly(flag.id() + " REJECTED", "null CONFIRMED");
        assertThat(answers.undo(incident.id(), 4, WHO)).isTrue();
        assertThat(standing(incident)).containsExactly("null CONFIRMED");
    }

    private List<String> standing(Incident incident) {
        return answers.of(incident.id()).stream()
                .filter(it -> it.takenBack() == null)
                .map(it -> it.change() + " " + it.verdict())
                .toList();
    }

    @Test
    void ofOldOnesThoseStayOfWhichSomebodySpoke() {
        Instant old = now.minus(Duration.ofDays(400));
        told("old", null, "", "", old);
        ChangeEvent spokenOf = told("spoken of", null, "", "", old);
        told("new", null, "", "", now);
        answers.answer(incident(null, CART).id(), spokenOf, false, WHO);

        assertThat(new Retention(db.dsl(), () -> now, Duration.ofDays(365)).forget())
                .isEqualTo(1);

        assertThat(db.dsl().fetch("select title from change_event order by at").getValues(0, String.class))
                .containsExactly("spoken of", "new");
    }

    @Test
    void whoIsForgottenIsNotNamedByLaterOnes() {
        Person ana = Person.parse("ana@example.org", List.of(), List.of("ana-l"));
        told("Flag of @ana-l", null, "", "", now);
        new ForgottenPeople(db.dsl()).forget(ana);
        told("Another of @ana-l", null, "", "", now);

        assertThat(db.dsl().fetch("select title from change_event").getValues(0, String.class))
                .hasSize(2)
                .noneMatch(it -> it.contains("ana-l"));
    }
}

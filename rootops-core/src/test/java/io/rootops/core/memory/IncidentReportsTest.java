package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.incident.Severity;
import io.rootops.core.incident.ToldReport;
import io.rootops.core.privacy.Person;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentReportsTest {
    private static final ServiceName CART = new ServiceName("cart", "production");
    private static final String SHA = "ab".repeat(20);
    private static final String WHO = "the token 'ci'";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TestDatabase db = TestDatabase.create();
    private AlertMemory alerts;
    private IncidentMemory incidents;
    private IncidentReports reports;
    private IncidentEdits edits;

    @BeforeEach
    void open() {
        for (String table : List.of("incident_memory", "incident_alert", "service", "repository", "forgotten")) {
            db.execute("delete from " + table);
        }
        alerts = new AlertMemory(db.dsl());
        incidents = new IncidentMemory(db.dsl());
        reports = new IncidentReports(db.dsl());
        edits = new IncidentEdits(db.dsl());
    }

    @AfterAll
    void close() {
        db.close();
    }

    @Test
    void toldTwiceUnderOneNameItIsOneAndToldWithAnEndItIsOver() {
        IncidentReports.Told first = reports.tell(report("ci:7", CART, minutesAgo(10), null), WHO, null);
        IncidentReports.Told again = reports.tell(report("ci:7", CART, minutesAgo(10), null), WHO, null);

        assertThat(first.first()).isTrue();
        assertThat(again.first()).isFalse();
        assertThat(again.incident()).isEqualTo(first.incident());
        assertThat(first.incident().open()).isTrue();
        assertThat(first.incident().trust()).isEqualTo(1);
        assertThat(first.incident().source()).isEqualTo(IncidentSource.REPORTED);

        reports.tell(report("ci:7", CART, minutesAgo(10), minutesAgo(2)), WHO, null);

        assertThat(only().ended()).isEqualTo(minutesAgo(2));
        assertThat(notes()).containsExactly("OPENED " + WHO, "RESOLVED " + WHO);
        assertThat(incidents.reports(only().id(), 10))
                .extracting(ToldReport::by)
                .containsExactly(WHO);
    }

    @Test
    void itIsMergedWithTheAlertsOfItsServiceAndGoesOnAsLongAsOneOfThem() {
        alerts.tell(List.of(alert("a", minutesAgo(10), null)));
        reports.tell(report("r", new ServiceName("cart", "prod"), minutesAgo(5), null), WHO, null);
        reports.tell(report("other", new ServiceName("till", "production"), minutesAgo(5), null), WHO, null);

        assertThat(incidents.newest(null, true, 10)).hasSize(2);
        Incident cart = incidents.during(CART, minutesAgo(20), now).get(0);
        assertThat(incidents.sources(List.of(cart)).get(cart.id()))
                .containsExactly(IncidentSource.ALERTMANAGER, IncidentSource.REPORTED);
        assertThat(cart.trust()).isEqualTo(1);

        alerts.tell(List.of(alert("a", minutesAgo(10), minutesAgo(3))));
        assertThat(incidents.find(cart.id()).orElseThrow().open())
                .as("the report goes on")
                .isTrue();
        reports.end(IncidentSource.REPORTED, "r", minutesAgo(1), WHO);
        assertThat(incidents.find(cart.id()).orElseThrow().ended()).isEqualTo(minutesAgo(1));
    }

    @Test
    void ofTwoAtTheSameTimeOneIsFirst() throws Exception {
        assertThat(parallel(() -> reports.tell(report("k", CART, minutesAgo(1), null), WHO, SHA)))
                .containsExactlyInAnyOrder(true, false);
        assertThat(parallel(() -> reports.tell(report(null, new ServiceName("", ""), minutesAgo(1), null), WHO, null)))
                .as("without a name, in the same words")
                .containsExactlyInAnyOrder(true, false);

        assertThat(incidents.newest(null, false, 10)).hasSize(2);
        assertThat(db.dsl().fetchValue("select count(*) from incident_report")).isEqualTo(2L);
        assertThat(db.dsl().fetchValue("select count(*) from correlation_learning"))
                .isEqualTo(1L);
    }

    @Test
    void withoutANameTheSameWordsAreAnotherOneLater() {
        reports.tell(report(null, new ServiceName("", ""), minutesAgo(1), null), WHO, null);
        db.execute("update incident_report set told_at = told_at - interval '11 minutes'");

        assertThat(reports.tell(report(null, new ServiceName("", ""), now, null), WHO, null)
                        .first())
                .isTrue();

        assertThat(incidents.newest(null, false, 10))
                .as("of no service, so not merged")
                .hasSize(2);
    }

    @Test
    void whatSomebodySetStandsWhateverAlertsSayLater() {
        alerts.tell(List.of(alert("a", minutesAgo(10), null)));

        edit(it -> new IncidentEdit(
                "The cart is empty",
                "Seen by support",
                Severity.HIGH,
                new ServiceName("cart", "live"),
                null,
                minutesAgo(8),
                null));
        alerts.tell(List.of(alert("b", minutesAgo(9), null)));

        assertThat(only().title()).isEqualTo("The cart is empty");
        assertThat(only().severity()).isEqualTo(Severity.HIGH);
        assertThat(only().began()).isEqualTo(minutesAgo(8));
        assertThat(incidents.text(only().id())).isEqualTo("Seen by support");
        assertThat(incidents.history(only().id()).get(1).note())
                .startsWith(WHO
                        + ": title from 'HighErrorRate' to 'The cart is empty'; text; severity from critical to high;"
                        + " service from cart (production) to cart (live); began from ");
        edit(it -> it);
        assertThat(incidents.history(only().id())).as("nothing was changed").hasSize(2);
        alerts.tell(List.of(alert("a", minutesAgo(10), minutesAgo(1)), alert("b", minutesAgo(9), minutesAgo(1))));
        assertThat(only().open()).isFalse();
    }

    @Test
    void whatSomebodyResolvedIsOpenedByWhatFiresAgainAndByNothingElse() {
        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        edit(it -> it.ended(minutesAgo(5)));
        assertThat(only().ended()).isEqualTo(minutesAgo(5));

        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        assertThat(only().open()).as("told again").isFalse();

        alerts.tell(List.of(alert("a", minutesAgo(6), null)));
        assertThat(only().open()).isTrue();
        assertThat(notes()).last().asString().startsWith("REOPENED");
        reports.end(IncidentSource.REPORTED, "r", now, WHO);
        alerts.tell(List.of(alert("a", minutesAgo(6), now)));
        assertThat(only().open()).as("it is theirs again").isFalse();
    }

    @Test
    void whatSomebodyReopenedGoesOnUntilSomebodySaysSo() {
        alerts.tell(List.of(alert("a", minutesAgo(30), minutesAgo(10))));

        edit(it -> it.ended(null));
        alerts.tell(List.of(alert("b", minutesAgo(9), minutesAgo(2))));
        assertThat(only().open()).isTrue();

        edit(it -> it.ended(minutesAgo(1)));
        assertThat(only().ended()).isEqualTo(minutesAgo(1));
        assertThat(notes()).contains("REOPENED " + WHO, "RESOLVED " + WHO);
        assertThat(edits.edit(UUID.randomUUID(), IncidentEdits.Standing::edit, WHO))
                .isEmpty();
    }

    @Test
    void whatIsTakenBackIsGoneUnlessSomethingElseTellsOfIt() {
        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        assertThat(reports.takeBack(IncidentSource.REPORTED, "r", WHO)).isTrue();
        assertThat(reports.takeBack(IncidentSource.REPORTED, "r", WHO)).isFalse();
        assertThat(incidents.newest(null, false, 10)).isEmpty();

        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        alerts.tell(List.of(alert("a", minutesAgo(10), minutesAgo(3))));
        reports.takeBack(IncidentSource.REPORTED, "r", WHO);
        assertThat(only().ended()).as("as the alert says").isEqualTo(minutesAgo(3));

        reports.tell(report("named", new ServiceName("till", ""), minutesAgo(10), null), WHO, SHA);
        reports.takeBack(IncidentSource.REPORTED, "named", WHO);
        assertThat(incidents.newest(null, false, 10))
                .as("somebody said what caused it")
                .hasSize(2)
                .noneMatch(Incident::open);
    }

    @Test
    void secretsAreMaskedAndLongTextsKeepTheirBeginAndTheirEnd() {
        String line = "at shop.Cart.total(Cart.java:17)\n";
        String text = "Authorization: Bearer abcDEFghiJKLmnop\nlogin of anna@example.org, card 4111 1111 1111 1111,"
                + " password='hunter\nat the till\0 \u202e<script>\n" + line.repeat(160_000) + "the end";
        reports.tell(
                new IncidentReport(
                        IncidentSource.REPORTED,
                        "r",
                        null,
                        CART,
                        "No login of anna@example.org\n" + "x".repeat(500),
                        text,
                        Severity.CRITICAL,
                        "https://shop.example.org/?token=geheim",
                        minutesAgo(1),
                        null),
                WHO,
                null);

        String kept = incidents.text(only().id());
        assertThat(text.length()).isGreaterThan(5_000_000);
        assertThat(kept.length()).isBetween(60_000, IncidentText.MOST);
        assertThat(kept)
                .startsWith(
                        "Authorization: <secret> <secret>\nlogin of <mail>, card <card>, password=<secret>\nat the till\uFFFD")
                .containsPattern("\\n\\[\\d{7} characters are left out here\\]\\nat shop")
                .endsWith("the end");
        assertThat(only().title()).startsWith("No login of <mail> xxx").hasSize(300);
        assertThat(only().link()).isEqualTo("https://shop.example.org/?token=<secret>");
        assertThat(IncidentText.of(kept)).as("as it is").isEqualTo(new IncidentText(kept, 0));
    }

    @Test
    void aQuotedSecretOfSeveralLinesIsMaskedToItsEnd() {
        String text = "connect with \"password\": \"big\nhunter\ntwo\"\nat shop.Cart.total(Cart.java:17)";
        reports.tell(told("r", "No login", text, minutesAgo(1), null), WHO, null);

        assertThat(incidents.text(only().id()))
                .isEqualTo("connect with \"password\": <secret>\nat shop.Cart.total(Cart.java:17)");
    }

    @Test
    void anEditedTextTakesThePlaceOfWhatWasTold() {
        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        reports.tell(report("s", CART, minutesAgo(10), null).as("s", CART), WHO, null);
        assertThat(incidents.text(only().id())).as("the same words once").isEqualTo("No item, says Ana L\u00f3pez");

        edit(it -> new IncidentEdit(
                it.title(), "Hushed", it.severity(), it.service(), it.repository(), it.began(), it.ended()));
        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);

        assertThat(incidents.text(only().id())).isEqualTo("Hushed");
        assertThat(db.dsl().fetchValue("select string_agg(distinct text, '') from incident_report"))
                .as("who edits sees the first twenty only")
                .isEqualTo("No item, says Ana L\u00f3pez");
    }

    @Test
    void whatIsToldOtherwiseIsSaidInTheHistory() {
        reports.tell(told("r", "No items", "a", minutesAgo(10), null), WHO, null);
        reports.tell(told("r", "No cart", "b", minutesAgo(10), null), WHO, null);
        reports.tell(told("r", "No cart", "b", minutesAgo(10), null), WHO, null);
        alerts.tell(List.of(alert("a", minutesAgo(12), null)));

        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(notes())
                .containsExactly(
                        "OPENED " + WHO,
                        "EDITED " + WHO + ": title from 'No items' to 'No cart'; text",
                        "TOLD Alertmanager",
                        "EDITED its alerts: severity from high to critical; began from " + minutesAgo(10) + " to "
                                + minutesAgo(12));
    }

    @Test
    void ofWhatIsToldOfAServiceTheRepositoryIsKept() {
        alerts.tell(List.of(alert("a", minutesAgo(10), null)));
        RepositoryId shop = shop();
        RepositoryId till = new RepositoryMemory(db.dsl())
                .track("acme/till", "https://github.com/acme/till.git", TrackedRepository.Kind.GITHUB, null)
                .id();

        reports.tell(of(shop, "r", CART), WHO, null);
        assertThat(only().repository()).isEqualTo(shop);
        assertThat(notes()).last().isEqualTo("EDITED " + WHO + ": repository from none to acme/shop");
        reports.tell(of(till, "s", CART), WHO, null);
        assertThat(incidents.newest(null, false, 10)).as("of another").hasSize(2);
        assertThat(incidents.newest(till, false, 10)).hasSize(1);
    }

    @Test
    void toldAgainItSaysOfWhichServiceAndRepositoryItIsUnlessSomebodyDid() {
        RepositoryId shop = shop();
        ServiceName unknown = new ServiceName("", "");
        reports.tell(of(null, "r", unknown), WHO, null);
        reports.tell(of(shop, "r", CART), WHO, null);
        assertThat(only().repository()).isEqualTo(shop);
        assertThat(only().service()).isEqualTo(CART);

        edit(it -> new IncidentEdit(it.title(), it.text(), it.severity(), unknown, null, it.began(), it.ended()));
        reports.tell(of(shop, "r", CART), WHO, null);
        assertThat(only().repository()).as("set by hand").isNull();
        assertThat(only().service()).isEqualTo(unknown);
    }

    @Test
    void theSameWordsOfAnotherTimeAreAnotherOne() {
        IncidentReport first = told(null, "No items", "", minutesAgo(60), minutesAgo(50));
        assertThat(reports.tell(first, WHO, null).first()).isTrue();

        IncidentReport later = told(null, "No items", "", minutesAgo(30), minutesAgo(20));
        assertThat(reports.tell(later, WHO, null).first()).isTrue();
        assertThat(reports.tell(told(null, "No items", "", minutesAgo(61), minutesAgo(50)), WHO, null)
                        .incident()
                        .ended())
                .as("a little earlier")
                .isEqualTo(minutesAgo(50));
        IncidentReport over = new IncidentReport(
                later.source(),
                null,
                null,
                later.service(),
                later.title(),
                later.text(),
                later.severity(),
                null,
                now,
                now,
                false);
        assertThat(reports.tell(over, WHO, null).first())
                .as("nobody says when it began")
                .isFalse();
        assertThat(incidents.newest(null, false, 10)).hasSize(2);
    }

    @Test
    void oneThatIsOverIsOfTheRepositoryOfItsServiceAsSoonAsThatIsKnown() {
        reports.tell(report("r", CART, minutesAgo(30), minutesAgo(20)), WHO, null);
        reports.tell(report("s", CART, minutesAgo(300), minutesAgo(200)), WHO, null);
        UUID byHand = incidents.newest(null, false, 10).get(1).id();
        db.execute("update incident_memory set edited = '{repository}' where id = '" + byHand + "'");
        RepositoryId shop = owning();

        assertThat(alerts.advance()).isTrue();
        assertThat(alerts.advance()).isFalse();

        assertThat(incidents.newest(shop, false, 10)).singleElement().satisfies(it -> {
            assertThat(it.began()).isEqualTo(minutesAgo(30));
            assertThat(incidents.history(it.id()).get(2).note())
                    .isEqualTo("what is known of its service: repository from none to acme/shop");
        });
    }

    @Test
    void anotherEnvironmentAloneIsOfTheRepositoryThatSomebodySet() {
        RepositoryId shop = owning();
        RepositoryId till = new RepositoryMemory(db.dsl())
                .track("acme/till", "https://github.com/acme/till.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        reports.tell(report("r", CART, minutesAgo(10), null), WHO, null);
        assertThat(only().repository()).isEqualTo(shop);
        edit(it -> moved(it, CART, till));

        edit(it -> moved(it, new ServiceName("cart", "staging"), till));
        assertThat(only().repository()).isEqualTo(till);
        edit(it -> moved(it, new ServiceName("mailer", ""), till));
        edit(it -> moved(it, CART, it.repository()));
        assertThat(only().repository()).as("of another service").isEqualTo(shop);
    }

    private static IncidentEdit moved(IncidentEdit it, ServiceName service, @Nullable RepositoryId repository) {
        return new IncidentEdit(it.title(), it.text(), it.severity(), service, repository, it.began(), it.ended());
    }

    @Test
    void whoIsForgottenIsNamedInNoIncident() {
        reports.tell(report("r", CART, minutesAgo(10), null), "the token 'of @ana-l'", SHA);
        Person ana = Person.parse("Ana L\u00f3pez <ana@example.org>", List.of(), List.of("ana-l"));

        String pseudonym = new ForgottenPeople(db.dsl()).forget(ana).pseudonym();
        reports.tell(report("s", new ServiceName("till", ""), minutesAgo(10), null), WHO, null);

        for (Incident it : incidents.newest(null, false, 10)) {
            assertThat(incidents.text(it.id())).isEqualTo("No item, says " + pseudonym);
        }
        assertThat(db.dsl().fetchValue("select said_by from correlation_learning"))
                .isEqualTo("the token 'of @" + pseudonym + "'");
        assertThat(db.dsl().fetchValue("select string_agg(told_by, ' ' order by key) from incident_report"))
                .isEqualTo("the token 'of @" + pseudonym + "' " + WHO);
    }

    @Test
    void theCommitThatSomebodyNamesNeedNotBeKnown() {
        RepositoryId shop = shop();
        IncidentReport report = new IncidentReport(
                IncidentSource.REPORTED, "r", shop, CART, "No item", "", Severity.HIGH, null, now, null);
        Incident incident = reports.tell(report, WHO, SHA).incident();
        reports.tell(report, WHO, SHA);

        assertThat(incident.repository()).isEqualTo(shop);
        assertThat(new IncidentAnswers(db.dsl()).of(incident.id()))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.verdict()).isEqualTo(CulpritAnswer.Verdict.CONFIRMED);
                    assertThat(it.sha()).isEqualTo(SHA);
                    assertThat(it.repository()).isEqualTo(shop);
                    assertThat(it.trust()).isEqualTo(1);
                    assertThat(it.by()).isEqualTo(WHO);
                    assertThat(it.takenBack()).isNull();
                });
    }

    @Test
    void whatIsToldOfARepositoryIsOfItsOnlyService() {
        RepositoryId shop = owning();
        alerts.tell(List.of(alert("a", minutesAgo(10), null)));

        reports.tell(
                new IncidentReport(
                        IncidentSource.ISSUE,
                        "1#7",
                        shop,
                        new ServiceName("", ""),
                        "Down",
                        "",
                        Severity.HIGH,
                        null,
                        now,
                        null),
                "Issue acme/shop#7",
                null);

        assertThat(only().repository()).isEqualTo(shop);
        assertThat(incidents.sources(List.of(only())).get(only().id()))
                .containsExactly(IncidentSource.ALERTMANAGER, IncidentSource.ISSUE);
    }

    private RepositoryId shop() {
        return new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
    }

    /** The repository that the cart comes from. */
    private RepositoryId owning() {
        RepositoryId shop = shop();
        db.execute("insert into service (name, environment, measured_at) values ('cart', 'production', now())");
        db.execute(
                "insert into service_origin (service_id, repository_id, path, confidence, basis, evidence) select id, "
                        + shop.value() + ", '', 'high', 'directory', '' from service");
        return shop;
    }

    /** Whether each was the first. */
    private static List<Boolean> parallel(Callable<IncidentReports.Told> telling) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Boolean> first = new ArrayList<>();
            for (Future<IncidentReports.Told> it : threads.invokeAll(List.of(telling, telling))) {
                first.add(it.get().first());
            }
            return first;
        } finally {
            threads.shutdown();
        }
    }

    private void edit(UnaryOperator<IncidentEdit> change) {
        assertThat(edits.edit(only().id(), it -> change.apply(it.edit()), WHO)).isPresent();
    }

    private List<String> notes() {
        return incidents.history(only().id()).stream()
                .map(it -> it.kind() + " " + it.note())
                .toList();
    }

    private Incident only() {
        List<Incident> all = incidents.newest(null, false, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static IncidentReport report(
            @Nullable String key, ServiceName service, Instant began, @Nullable Instant ended) {
        return new IncidentReport(
                IncidentSource.REPORTED,
                key,
                null,
                service,
                "No items",
                "No item, says Ana L\u00f3pez",
                Severity.CRITICAL,
                null,
                began,
                ended);
    }

    /** Without a key of no service. */
    private static IncidentReport told(
            @Nullable String key, String title, String text, Instant began, @Nullable Instant ended) {
        return new IncidentReport(
                IncidentSource.REPORTED,
                key,
                null,
                key == null ? new ServiceName("", "") : CART,
                title,
                text,
                Severity.HIGH,
                null,
                began,
                ended);
    }

    private IncidentReport of(@Nullable RepositoryId repository, String key, ServiceName service) {
        return new IncidentReport(
                IncidentSource.REPORTED,
                key,
                repository,
                service,
                "No items",
                "",
                Severity.CRITICAL,
                null,
                minutesAgo(5),
                null);
    }

    private static Alert alert(String key, Instant began, @Nullable Instant ended) {
        return new Alert(
                IncidentSource.ALERTMANAGER,
                key,
                "",
                CART,
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

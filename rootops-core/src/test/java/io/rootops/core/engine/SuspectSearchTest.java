package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.CulpritAnswer.Verdict;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.RankedCulprit;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentReports;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.SuspectCommits;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.SuspectSubjects;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.KeptRanking;
import io.rootops.core.suspect.Running;
import io.rootops.core.suspect.Suspect;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectSubject.OfIncident;
import io.rootops.core.suspect.SuspectWeights;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commit did this, from a real history that is read, to what is remembered of the answers. */
class SuspectSearchTest {
    private static final ServiceName CART = new ServiceName("cart", "production");
    private static final String WHO = "somebody who is signed in";
    private static final String TRACE = "java.lang.IllegalStateException: no price for voucher\n"
            + "\tat shop.Cart.total(Cart.java:5)\n\tat java.lang.Thread.run(Thread.java:833)\n";
    private static final SuspectWeights WEIGHTS = new SuspectWeights(Map.of(
            SuspectFeature.TEXT,
            1.0,
            SuspectFeature.OWN,
            0.1,
            SuspectFeature.FRAME_TEXT,
            1.0,
            SuspectFeature.NAME,
            1.0));
    private static final SuspectModel MODEL = new SuspectModel(
            "test",
            new SuspectModel.Part(WEIGHTS, WEIGHTS, Chance.UNCHANGED, Chance.UNCHANGED),
            new SuspectModel.Part(WEIGHTS, WEIGHTS, Chance.UNCHANGED, Chance.UNCHANGED));

    @TempDir
    private Path directory;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Announcements.Part> announced = new ArrayList<>();
    private @Nullable Optional<Path> clone = Optional.empty();
    private TestDatabase db;
    private GitFixture git;
    private TrackedRepository repository;
    private SuspectSearch search;
    private SuspectRankings rankings;
    private IncidentAnswers answers;
    private String first;
    private String voucher;
    private String logo;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        first = git.commit()
                .file("src/shop/Cart.java", cart("return sum;"))
                .file("README.md", "A shop.\n")
                .message("Begin the shop")
                .at(now.minus(Duration.ofDays(9)).getEpochSecond())
                .on("main");
        voucher = git.commit(first)
                .file("src/shop/Cart.java", cart("return sum - price(voucher, state());"))
                .message("Take vouchers off the total")
                .at(now.minus(Duration.ofDays(3)).getEpochSecond())
                .on("main");
        logo = git.commit(voucher)
                .file("src/shop/Logo.java", "class Logo {\n  String color = \"green\";\n}\n")
                .message("Paint the logo green")
                .at(now.minus(Duration.ofDays(1)).getEpochSecond())
                .on("main");
        repository = new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        Readings.read(db, repository, InstantSource.system(), true);
        rankings = new SuspectRankings(db.dsl());
        answers = new IncidentAnswers(db.dsl());
        search = new SuspectSearch(
                new SuspectSubjects(db.dsl()),
                rankings,
                new SuspectCommits(db.dsl()),
                new WatchedDeployments(db.dsl()),
                new CommitRanges(db.dsl()),
                new RepositoryMemory(db.dsl()),
                it -> Objects.requireNonNull(clone),
                answers,
                MODEL,
                announced::add,
                InstantSource.system());
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    private static String cart(String last) {
        return "package shop;\n\nclass Cart {\n  int total() {\n    int sum = 0;\n    " + last + "\n  }\n}\n";
    }

    @Test
    void theCommitThatTheTraceNamesIsRankedAtOnceAndAgainByWhoOwnsTheLines() {
        UUID incident = tell("No total", TRACE, null);
        clone = Optional.of(directory.resolve("shop.git"));

        assertThat(search.next()).isTrue();

        KeptRanking kept = ranking(incident);
        assertThat(kept.running()).isEqualTo(new Running(Optional.of(logo), Running.From.DEFAULT_BRANCH));
        assertThat(kept.ranking().candidates()).isEqualTo(3);
        assertThat(kept.ranking().owners()).isTrue();
        assertThat(kept.ranking().traced()).isTrue();
        assertThat(kept.model()).isEqualTo("test");
        Suspect likeliest = kept.ranking().suspects().get(0);
        assertThat(likeliest.sha()).isEqualTo(voucher);
        assertThat(likeliest.evidence())
                .extracting(Suspect.Evidence::words)
                .anySatisfy(it -> assertThat(it).contains("owns", "src/shop/Cart.java"))
                .anySatisfy(it -> assertThat(it).contains("src/shop/Cart.java, named by frame 1"));
        // At once, and when the owners were known.
        assertThat(announced).hasSize(2).containsOnly(Announcements.Part.INCIDENTS);
        assertThat(search.next()).as("nothing waits").isFalse();
        assertThat(kept.again())
                .as("what is logged in the first hour may tell more")
                .isAfter(now);
    }

    @Test
    void whereTheBranchStoodIsAskedOfItsOwnCommitsAndNotOfTheProjectThatItTookInLater() throws IOException {
        String other = git.commit()
                .file("till/Till.java", "class Till {}\n")
                .message("Begin the till")
                .at(now.minus(Duration.ofHours(40)).getEpochSecond())
                .on("till");
        String merged = git.commit(logo, other)
                .message("Take the till in")
                .at(now.minus(Duration.ofHours(2)).getEpochSecond())
                .on("main");
        Readings.read(db, repository, InstantSource.system(), true);
        SuspectCommits commits = new SuspectCommits(db.dsl());

        assertThat(commits.defaultHead(repository.id(), now)).contains(merged);
        assertThat(commits.defaultHead(repository.id(), now.minus(Duration.ofHours(39))))
                .as("the till is newer, and was not on the branch")
                .contains(voucher);
        assertThat(commits.defaultHead(repository.id(), now.minus(Duration.ofDays(10))))
                .isEmpty();
    }

    @Test
    void withoutACloneItRestsOnWhatIsStoredAndSaysSo() {
        UUID incident = tell("No total", TRACE, null);
        search.next();
        assertThat(ranking(incident).ranking().owners()).isFalse();
        assertThat(ranking(incident).ranking().suspects().get(0).sha()).isEqualTo(voucher);

        clone = Optional.of(directory.resolve("gone.git"));
        edit(incident);
        search.next();
        assertThat(ranking(incident).note()).contains("could not be read");
        assertThat(ranking(incident).ranking().suspects().get(0).sha()).isEqualTo(voucher);
    }

    @Test
    void oneThatCannotBeRankedHoldsUpNoOther() {
        UUID incident = tell("No total", TRACE, voucher);
        clone = null;
        assertThat(search.next()).isTrue();
        assertThat(ranking(incident).note()).contains("could not be ranked");
        assertThat(answers.ranked(null)).as("no ranking to measure").isEmpty();
        assertThat(search.next()).as("until there is news of it").isFalse();

        clone = Optional.empty();
        edit(incident);
        search.next();
        assertThat(ranking(incident).ranking().suspects().get(0).sha()).isEqualTo(voucher);
    }

    @Test
    void whatWasNotRunningThereIsNoSuspect() {
        deploy("v1", first, now.minus(Duration.ofDays(2)));
        UUID incident = tell("No total", TRACE, null);

        search.next();

        assertThat(ranking(incident).running()).isEqualTo(new Running(Optional.of(first), Running.From.DEPLOYMENT));
        assertThat(ranking(incident).ranking().suspects())
                .extracting(Suspect::sha)
                .containsExactly(first);

        // One whose commit is not stored tells nothing of what ran.
        deploy("v2", "ab".repeat(20), now.minus(Duration.ofDays(1)));
        edit(incident);
        search.next();
        assertThat(ranking(incident).running().from()).isEqualTo(Running.From.DEFAULT_BRANCH);
    }

    @Test
    void whatBeganBeforeAllCommitsHasNoSuspects() {
        UUID incident = tell("No total", TRACE, null, now.minus(Duration.ofDays(400)));
        search.next();
        assertThat(ranking(incident).running()).isEqualTo(Running.NOTHING);
        assertThat(ranking(incident).ranking().suspects()).isEmpty();
        assertThat(search.next()).isFalse();
    }

    @Test
    void aConfirmedCauseKeepsItsPlaceAndCountsAgainstTheCommitUntilItIsTakenBack() {
        UUID incident = tell("No total", TRACE, null);
        search.next();

        answers.answer(incident, Verdict.CONFIRMED, voucher, null, WHO);

        assertThat(answers.ranked(null)).singleElement().satisfies(it -> {
            assertThat(it.rank()).isEqualTo(1);
            assertThat(it.within(1)).isTrue();
            assertThat(it.chance()).isEqualTo(ranking(incident).ranking().chanceOfFive());
        });
        assertThat(new OutcomeMemory(db.dsl()).labels(repository.id(), List.of(voucher)))
                .hasEntrySatisfying(voucher, it -> {
                    assertThat(it.source()).isEqualTo(OutcomeSource.INCIDENT);
                    assertThat(it.evidence()).isEqualTo(incident.toString());
                });
        edit(incident);
        assertThat(search.next()).as("what it is measured by stays").isFalse();

        assertThat(answers.undo(incident, 1, WHO)).isTrue();
        assertThat(answers.undo(incident, 1, WHO)).isFalse();
        assertThat(answers.ranked(null)).isEmpty();
        assertThat(new OutcomeMemory(db.dsl()).labels(repository.id(), List.of(voucher)))
                .isEmpty();
        assertThat(search.next()).isTrue();
    }

    @Test
    void whatPeopleConfirmMovesTheWeightsOfTheNextRankings() {
        clone = Optional.of(directory.resolve("shop.git"));
        UUID incident = tell("No total", TRACE, null);
        search.next();
        double before = share(ranking(incident), logo);
        // Nothing but its age speaks for it.
        answers.answer(incident, Verdict.CONFIRMED, logo, null, WHO);

        UUID next = tell("Wrong totals", TRACE, null);
        search.next();

        assertThat(ranking(next).model()).isEqualTo("test and 1 of one's own");
        assertThat(share(ranking(next), logo)).isGreaterThan(before);
        assertThat(ranking(next).ranking().suspects())
                .flatExtracting(Suspect::evidence)
                .filteredOn(it -> it.feature().evidence())
                .allSatisfy(it -> assertThat(it.points()).isNotNegative());

        answers.undo(incident, 1, WHO);
        edit(next);
        search.next();
        assertThat(ranking(next).model()).isEqualTo("test");
    }

    /** Of a commit's score in the sum of all of these, each as a power of e. */
    private static double share(KeptRanking kept, String sha) {
        List<Suspect> all = kept.ranking().suspects();
        double sum = all.stream().mapToDouble(it -> Math.exp(it.score())).sum();
        return all.stream()
                .filter(it -> it.sha().equals(sha))
                .mapToDouble(it -> Math.exp(it.score()) / sum)
                .findFirst()
                .orElse(0);
    }

    @Test
    void ofAnswersThatContradictEachOtherTheLaterOneCounts() {
        UUID incident = tell("No total", TRACE, null);
        answers.answer(incident, Verdict.REJECTED, voucher, null, "one");
        answers.answer(incident, Verdict.CONFIRMED, voucher, null, "another");
        assertThat(standing(incident)).containsExactly("confirmed " + voucher + " another");
        answers.answer(incident, Verdict.CONFIRMED, logo, null, "another");
        assertThat(standing(incident)).as("there may be several causes").hasSize(2);

        answers.answer(incident, Verdict.NONE_OF_THESE, null, CulpritAnswer.Kind.DATA, "one");

        assertThat(standing(incident)).containsExactly("none_of_these null one");
        assertThat(answers.of(incident)).hasSize(4);
        assertThat(answers.answer(UUID.randomUUID(), Verdict.CONFIRMED, logo, null, "one"))
                .isFalse();
    }

    @Test
    void whatIsToldWithItsCauseMeasuresTheRankingToo() {
        UUID incident = tell("No total", TRACE, voucher);
        assertThat(answers.ranked(null)).as("not ranked yet").isEmpty();
        search.next();
        assertThat(answers.ranked(repository.id()))
                .extracting(RankedCulprit::rank)
                .containsExactly(1);
        assertThat(answers.of(incident)).extracting(CulpritAnswer::rank).containsExactly(1);
    }

    @Test
    void aPushIsAmongTheCandidatesOfWhatComesAfterIt() {
        tell("No total", TRACE, null);
        search.next();
        String later = git.commit(logo)
                .file("src/shop/Cart.java", cart("return sum - price(voucher) - 1;"))
                .message("Round totals")
                .at(now.minus(Duration.ofMinutes(5)).getEpochSecond())
                .on("main");
        Readings.read(db, repository, InstantSource.system(), true);
        UUID next = tell("Wrong totals", TRACE + "again", null);

        search.next();

        assertThat(ranking(next).running().head()).contains(later);
        assertThat(ranking(next).ranking().candidates()).isEqualTo(4);
    }

    private UUID tell(String title, String text, @Nullable String culprit) {
        return tell(title, text, culprit, now);
    }

    private UUID tell(String title, String text, @Nullable String culprit, Instant began) {
        Incident incident = new IncidentReports(db.dsl())
                .tell(
                        new IncidentReport(
                                IncidentSource.REPORTED,
                                title,
                                repository.id(),
                                title.equals("No total") ? CART : new ServiceName("till", "production"),
                                title,
                                text,
                                Severity.HIGH,
                                null,
                                began,
                                null),
                        WHO,
                        culprit)
                .incident();
        return incident.id();
    }

    private void deploy(String name, String sha, Instant at) {
        new DeploymentReports(new DeploymentMemory(db.dsl()), new WatchedDeployments(db.dsl()), InstantSource.system())
                .take(new DeploymentReports.Report(
                        repository.id(), name, "production", "cart", sha, name, DeploymentState.SUCCESS, at));
    }

    /** Something became of it. */
    private void edit(UUID incident) {
        db.execute("insert into incident_history (incident_id, number, event, at, said_at, note) select incident_id,"
                + " max(number) + 1, 'edited', now(), now(), 'text' from incident_history where incident_id = '"
                + incident
                + "' group by 1");
    }

    private KeptRanking ranking(UUID incident) {
        return rankings.of(new OfIncident(incident)).orElseThrow();
    }

    private List<String> standing(UUID incident) {
        return answers.of(incident).stream()
                .filter(it -> it.takenBack() == null)
                .map(it -> it.verdict().word() + " " + it.sha() + " " + it.by())
                .toList();
    }
}

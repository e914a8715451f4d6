package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.risk;
import static io.rootops.jenkins.FakeRootOps.riskOf;
import static io.rootops.jenkins.FakeRootOps.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.jenkins.Assessment.State;
import io.rootops.jenkins.BuildCommits.Head;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskReaderTest {

    private static final String A = sha('a');
    private static final String B = sha('b');
    private static final String C = sha('c');

    private FakeRootOps server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRootOps();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Assessment assess(String... changes) {
        return assess(List.of(new Head(A, "acme/shop")), changes);
    }

    private Assessment assess(List<Head> heads, String... changes) {
        return new RiskReader(server.client()).assess(new BuildCommits(heads, List.of(changes)), Duration.ZERO);
    }

    @Test
    void tellsOfTheHeadAndOfTheRiskiestChange() {
        server.scored(A, 40).changes(risk(B, 91.5), risk(C, 60));
        Assessment found = assess(C, B, A);
        assertThat(found.state()).isEqualTo(State.SCORED);
        assertThat(found.repository()).isEqualTo("acme/shop");
        assertThat(percentile(found.head())).isEqualTo(40);
        assertThat(percentile(found.riskiest())).isEqualTo(91.5);
        assertThat(found.percentile()).isEqualTo(91.5);
        assertThat(found.changes()).isEqualTo(2);
        assertThat(server.requests.get(1).path()).endsWith("/commits/risk?shas=" + C + "," + B);
    }

    @Test
    void namesNoOtherCommitWhereTheHeadIsTheRiskiest() {
        server.scored(A, 95).changes(risk(B, 91.5));
        Assessment found = assess(B, A);
        assertThat(found.riskiest()).isNull();
        assertThat(found.percentile()).isEqualTo(95);
    }

    @Test
    void keepsTheHeadWhereTheChangesCannotBeRead() {
        server.scored(A, 40).refuses("GET /api/v1/repositories/acme/shop/commits/risk", 403, "forbidden");
        Assessment found = assess(B, A);
        assertThat(found.state()).isEqualTo(State.SCORED);
        assertThat(found.note()).contains("change set");
    }

    @Test
    void takesTheFirstHeadThatIsKnown() {
        server.scored(B, 50)
                .refuses("GET /api/v1/repositories/acme/library/commits/" + C + "/risk", 404, "unknown-repository");
        Assessment found =
                assess(List.of(new Head(C, "acme/library"), new Head(A, "acme/shop"), new Head(B, "acme/shop")));
        assertThat(found.state()).isEqualTo(State.SCORED);
        assertThat(found.head()).extracting(ScoredCommit::getSha).isEqualTo(B);
    }

    @Test
    void sayPendingWhileThereIsNoScore() {
        server.answers(riskOf(A), 202, "{\"status\":\"pending\"}");
        Assessment found = assess();
        assertThat(found.state()).isEqualTo(State.PENDING);
        assertThat(found.head()).extracting(ScoredCommit::getSha).isEqualTo(A);
        assertThat(found.percentile()).isNull();
    }

    @Test
    void aCommitThatGetsNoScoreIsNotAskedForAgain() {
        server.answers(riskOf(A), 200, "{\"status\":\"unscored\",\"unscored_reason\":\"A merge.\"}");
        Assessment found = assess();
        assertThat(found.state().open()).isFalse();
        assertThat(found.note()).isEqualTo("A merge.");
        assertThat(found.percentile()).isNull();
    }

    @Test
    void asksAgainWhileItMayWait() {
        server.answers(riskOf(A), 202, "{\"status\":\"pending\"}");
        new RiskReader(server.client())
                .assess(new BuildCommits(List.of(new Head(A, "acme/shop")), List.of()), Duration.ofSeconds(70));
        assertThat(server.requests)
                .extracting(FakeRootOps.Request::path)
                .extracting(it -> it.replaceAll(".*\\?", ""))
                .containsExactly("wait=30", "wait=30", "wait=10");
    }

    @ParameterizedTest
    @CsvSource({
        "404, unknown-commit, UNKNOWN_COMMIT",
        "404, unknown-repository, UNKNOWN_REPOSITORY",
        "409, ambiguous, UNKNOWN_COMMIT",
        "401, unauthorized, UNAVAILABLE",
        "403, forbidden, UNAVAILABLE",
        "404, something-else, UNAVAILABLE",
        "500, broken, UNAVAILABLE",
        "503, starting, UNAVAILABLE"
    })
    void tellsWhatIsInTheWay(int status, String type, State state) {
        server.refuses(riskOf(A), status, type);
        Assessment found = assess();
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.note()).isNotBlank().doesNotContain("rootops_secret");
        assertThat(found.percentile()).isNull();
    }

    @Test
    void tellsGarbageFromAScore() {
        String large = "{\"x\":\"" + "y".repeat(1_153_434) + "\"}";
        for (String body : List.of("<html>", "{\"status\":\"scored\",\"percen", large)) {
            server.answers(riskOf(A), 200, body);
            assertThat(assess().state()).isEqualTo(State.UNAVAILABLE);
        }
    }

    @Test
    void takesTheTokenNowhereElse() throws IOException {
        try (FakeRootOps other = new FakeRootOps()) {
            server.redirects(riskOf(A), other.url() + "/elsewhere");
            assertThat(assess().state()).isEqualTo(State.UNAVAILABLE);
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void givesUpOnAServerThatHangs() {
        server.hangs(riskOf(A));
        Assessment found = new RiskReader(server.client(Duration.ofMillis(200)))
                .assess(new BuildCommits(List.of(new Head(A, "acme/shop")), List.of()), Duration.ZERO);
        assertThat(found.state()).isEqualTo(State.UNAVAILABLE);
    }

    @Test
    void saysWhatIsMissingWhereABuildHasNoCommit() {
        assertThat(assess(List.of()).note()).contains("git plugin");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void leavesBuildsAloneWhoseRepositoryNobodyKnows() {
        assertThat(assess(List.of(new Head(A, null))).state()).isEqualTo(State.UNKNOWN_REPOSITORY);
    }

    private static double percentile(@Nullable ScoredCommit commit) {
        return Stream.ofNullable(commit)
                .flatMap(it -> Stream.ofNullable(it.getPercentile()))
                .findFirst()
                .orElseThrow();
    }
}

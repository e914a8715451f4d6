package io.rootops.app.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeLists;
import io.rootops.app.github.IssuesApi;
import io.rootops.app.github.Refusals;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.pull.Issue;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuePollingTest {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final TestDatabase db = TestDatabase.create();
    private FakeLists github;
    private TrackedRepository shop;
    private IssueMemory memory;
    private IssuePolling polling;

    @BeforeEach
    void open() throws IOException {
        github = new FakeLists();
        RepositoryMemory repositories = new RepositoryMemory(db.dsl());
        repositories.track("acme/shop", github.web() + "/acme/shop.git", Kind.GITHUB, null);
        shop = repositories.named("acme/shop").orElseThrow();
        memory = new IssueMemory(db.dsl());
        polling = polling();
        github.there.put(
                "/issues",
                "[" + issue(9, "open", "2026-04-30T10:00:00Z") + "," + pull(8, "2026-04-29T10:00:00Z") + ","
                        + issue(7, "closed", "2026-04-28T10:00:00Z") + "]");
    }

    @AfterEach
    void close() {
        db.close();
        github.close();
    }

    @Test
    void whatNoEventToldOfIsKeptButPullRequestsAreNot() {
        polling.poll(shop);

        assertThat(known()).containsExactly("7 CLOSED", "9 OPEN");
        assertThat(memory.of(shop.id(), List.of(9)).get(0).labels()).containsExactly("bug", "old");
        assertThat(github.requests).containsExactly("/issues?state=all&sort=updated&direction=desc&per_page=100 200");
    }

    @Test
    void aLabelledOneIsAnIncidentUnlessItIsOldWhenIssuesAreFirstReadOrAPullRequestClosesIt() {
        String fresh = failing(issue(9, "open", "2026-04-30T10:00:00Z"))
                .replace("2024-01-01T10:00:00Z", "2026-04-18T10:00:00Z");
        github.there.put("/issues", "[" + fresh + "," + failing(issue(7, "open", "2026-04-28T10:00:00Z")) + "]");
        closing(8, "{2}");
        github.there.put("/issues/2", failing(issue(2, "closed", "2024-01-01T10:00:00Z")));
        polling.poll(shop);

        IncidentMemory incidents = new IncidentMemory(db.dsl());
        assertThat(known()).containsExactly("2 CLOSED", "7 OPEN", "9 OPEN");
        assertThat(incidents.newest(shop.id(), false, 10)).singleElement().satisfies(it -> {
            assertThat(it.title()).isEqualTo("Broken");
            assertThat(it.began()).isEqualTo("2026-04-18T10:00:00Z");
            assertThat(incidents.text(it.id())).isEqualTo("panic: no till");
        });

        github.there.put("/issues", "[" + failing(issue(7, "open", "2026-05-01T10:00:00Z")) + "]");
        later();
        assertThat(incidents.newest(shop.id(), false, 10))
                .as("it changed since")
                .hasSize(2);
    }

    @Test
    void whereNothingChangedItIsOneCallThatIsAnsweredByNothing() {
        polling.poll(shop);
        later();

        assertThat(github.requests).singleElement().asString().endsWith(" 304");
        github.requests.clear();
        polling.poll(shop);
        assertThat(github.requests).as("before the pause is over").isEmpty();
    }

    @Test
    void whatChangedIsTakenAndPagesOfWhatWasSeenAreNot() {
        polling.poll(shop);
        github.there.put(
                "/issues",
                "[" + issue(9, "closed", "2026-05-01T11:00:00Z") + "," + pull(8, "2026-04-29T10:00:00Z") + "]");
        github.there.put("/issues 2", "[" + issue(7, "closed", "2026-04-28T10:00:00Z") + "]");
        later();

        assertThat(known()).containsExactly("7 CLOSED", "9 CLOSED");
        assertThat(github.requests).hasSize(1);
    }

    @Test
    void afterAFailureInTheMiddleItIsAllAskedForAgainAlsoByAnotherReplica() {
        polling.poll(shop);
        github.there.put(
                "/issues",
                "[" + issue(12, "open", "2026-05-01T11:00:00Z") + "," + issue(11, "open", "2026-05-01T10:30:00Z")
                        + "]");
        for (String trouble : List.of("502", FakeLists.CUT)) {
            github.there.put("/issues 2", trouble);
            later();
            assertThat(known()).containsExactly("7 CLOSED", "9 OPEN", "11 OPEN", "12 OPEN");
        }
        // Known ones on the first page say nothing about the second.
        github.there.put(
                "/issues 2",
                "[" + issue(10, "open", "2026-05-01T10:00:00Z") + "," + issue(9, "closed", "2026-05-01T09:00:00Z")
                        + "]");
        polling = polling();
        later();

        assertThat(known()).containsExactly("7 CLOSED", "9 CLOSED", "10 OPEN", "11 OPEN", "12 OPEN");
    }

    @Test
    void theFirstTimeIsBoundedByWhatChangedInNinetyDays() {
        github.there.put(
                "/issues",
                "[" + issue(9, "open", "2026-04-30T10:00:00Z") + "," + issue(3, "closed", "2025-04-30T10:00:00Z")
                        + "]");
        github.there.put("/issues 2", "[" + issue(2, "closed", "2025-04-28T10:00:00Z") + "]");
        polling.poll(shop);

        assertThat(known()).containsExactly("3 CLOSED", "9 OPEN");
        assertThat(github.requests).hasSize(1);
    }

    @Test
    void olderOnesThatPullRequestsCloseAreAskedForOnce() {
        // 8 is a pull request, 4 is gone, 5 was transferred.
        closing(8, "{9,2,8,4,5}");
        github.there.put("/issues/2", issue(2, "closed", "2024-01-01T10:00:00Z"));
        github.there.put("/issues/4", "410");
        github.there.put(
                "/issues/5",
                issue(5, "open", "2024-01-01T10:00:00Z")
                        .replaceFirst("\\{", "{\"repository_url\":\"https://api.github.com/repos/acme/store\","));
        polling.poll(shop);
        assertThat(known()).containsExactly("2 CLOSED", "7 CLOSED", "9 OPEN");
        assertThat(github.requests)
                .filteredOn(it -> !it.contains("?"))
                .containsExactly("/issues/5 200", "/issues/4 410", "/issues/2 200");
        polling = polling();
        later();

        assertThat(github.requests).as("by no replica").hasSize(1).allMatch(it -> it.contains("?"));
    }

    @Test
    void oneThatGitHubFailsOnHoldsNoneUpAndIsAskedForAgain() {
        closing(8, "{2,4}");
        github.there.put("/issues/4", "502");
        github.there.put("/issues/2", issue(2, "closed", "2024-01-01T10:00:00Z"));
        polling.poll(shop);
        assertThat(known()).containsExactly("2 CLOSED", "7 CLOSED", "9 OPEN");
        github.there.put("/issues/4", issue(4, "open", "2024-01-01T10:00:00Z"));
        later();
        assertThat(github.requests).noneMatch(it -> it.startsWith("/issues/4"));
        github.now = github.now.plus(Duration.ofHours(1));
        polling.poll(shop);

        assertThat(known()).contains("4 OPEN");
    }

    @Test
    void noMoreThanTenAreAskedForAtOnce() {
        closing(
                8,
                "{"
                        + String.join(
                                ",",
                                IntStream.range(100, 125)
                                        .mapToObj(Integer::toString)
                                        .toList()) + "}");
        polling.poll(shop);
        assertThat(ones()).isEqualTo(10);
        later();
        assertThat(ones()).isEqualTo(10);
        later();
        assertThat(ones()).isEqualTo(5);
        later();

        assertThat(ones()).isZero();
    }

    @Test
    void whatMayNotBeReadOrIsSwitchedOffIsLeftForADay() {
        for (String refusal : List.of("410", "403", "404")) {
            db.execute("delete from refusal");
            github.there.put("/issues", refusal);
            polling = polling();
            later();
            // Once more, since one refusal says little.
            github.now = github.now.plus(Duration.ofMinutes(10));
            later();
            assertThat(github.requests).hasSize(1);
            later();
            later();
            polling = polling();
            later();
            assertThat(github.requests).as(refusal).isEmpty();
        }
        github.now = github.now.plus(Duration.ofDays(1));
        github.there.put("/issues", "[" + issue(9, "open", "2026-04-30T10:00:00Z") + "]");
        later();

        assertThat(known()).containsExactly("9 OPEN");
    }

    @Test
    void aFifthOfTheLimitIsLeftToOthersAndHalfToWhatHappensNow() {
        github.left = 2_400;
        // The first answer tells of it.
        polling.poll(shop);
        closing(8, "{2}");
        later();
        assertThat(github.requests).noneMatch(it -> it.startsWith("/issues/"));
        github.left = 900;
        later();
        later();
        assertThat(github.requests).isEmpty();
    }

    @Test
    void aTokenThatIsToldToWaitIsLeftAlone() {
        github.retryAfter = "1800";
        github.there.put("/issues", "429");
        polling.poll(shop);
        later();
        assertThat(github.requests).isEmpty();
        github.there.put("/issues", "[" + issue(9, "open", "2026-04-30T10:00:00Z") + "]");
        github.now = github.now.plusSeconds(1_800);
        polling.poll(shop);

        assertThat(known()).containsExactly("9 OPEN");
    }

    @Test
    void whatIsAskedForOnlyOnceIsAskedForAgainWhereItWasRefused() {
        polling = polling(Duration.ofDays(36_500));
        github.there.put("/issues", "403");
        polling.poll(shop);
        github.there.put("/issues", "[" + issue(9, "open", "2026-04-30T10:00:00Z") + "]");
        github.now = github.now.plus(Duration.ofMinutes(10));
        later();
        assertThat(known()).containsExactly("9 OPEN");
        github.now = github.now.plus(Duration.ofDays(1));
        later();

        assertThat(github.requests).isEmpty();
    }

    private long ones() {
        return github.requests.stream().filter(it -> !it.contains("?")).count();
    }

    private List<String> known() {
        return memory.of(shop.id(), IntStream.range(1, 200).boxed().toList()).stream()
                .map((Issue it) -> it.number() + " " + it.state())
                .toList();
    }

    private void closing(int pull, String numbers) {
        db.execute(
                "insert into pull_request (repository_id, number, github_id, title, state, draft, from_fork, head_sha,"
                        + " base_ref, base_sha, closes, updated_at, backlog) select id, " + pull
                        + ", 1, 'x', 'open', false, false, '\\xab', 'main', '\\xab', '" + numbers
                        + "', '2026-04-29T10:00:00Z', false from repository");
    }

    private void later() {
        github.requests.clear();
        github.now = github.now.plus(PAUSE);
        polling.poll(shop);
    }

    private IssuePolling polling() {
        return polling(PAUSE);
    }

    private IssuePolling polling(Duration pause) {
        return new IssuePolling(
                memory,
                new IncidentReporting(db.dsl(), part -> {}),
                new IssuesApi(github.client()),
                new Refusals(new RefusalMemory(db.dsl()), github),
                pause,
                github);
    }

    private static String failing(String issue) {
        return issue.replaceFirst("\\{", "{\"body\":\"panic: no till\",");
    }

    private static String issue(int number, String state, String updated) {
        return "{\"number\":" + number + ",\"title\":\"Broken\",\"state\":\"" + state
                + "\",\"labels\":[{\"name\":\"old\"},{\"name\":\"bug\"}],\"created_at\":\"2024-01-01T10:00:00Z\",\"closed_at\":"
                + (state.equals("open") ? "null" : "\"" + updated + "\"") + ",\"updated_at\":\"" + updated + "\"}";
    }

    private static String pull(int number, String updated) {
        return "{\"number\":" + number
                + ",\"title\":\"Mend\",\"state\":\"open\",\"pull_request\":{\"merged_at\":null},\"labels\":[],"
                + "\"created_at\":\"2026-04-01T10:00:00Z\",\"updated_at\":\"" + updated + "\"}";
    }
}

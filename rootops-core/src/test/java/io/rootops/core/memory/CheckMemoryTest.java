package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Kind;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.pull.Issue;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckMemoryTest {
    private static final Instant T0 = Instant.parse("2026-05-01T12:00:00Z");
    private static final String SHA = "ab".repeat(20);

    private TestDatabase db;
    private RepositoryId shop;
    private CheckMemory checks;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        checks = new CheckMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void inWhateverOrderTheNewestAttemptOfEachCheckIsKept() {
        List<CheckConclusion> told = new ArrayList<>(List.of(
                run(1, Progress.QUEUED, null, 0),
                run(1, Progress.IN_PROGRESS, null, 0),
                run(1, Progress.COMPLETED, "failure", 0),
                run(2, Progress.QUEUED, null, 60),
                run(2, Progress.COMPLETED, "success", 60)));
        Random random = new Random(3);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(told, random);
            db.execute("delete from check_conclusion");
            told.forEach(it -> checks.store(shop, it));

            assertThat(checks.of(shop, SHA)).containsExactly(run(2, Progress.COMPLETED, "success", 60));
        }
        assertThat(checks.store(shop, run(2, Progress.COMPLETED, "success", 60)))
                .as("again")
                .isFalse();
    }

    @Test
    void aSuccessOfAnotherWorkflowsJobOfTheSameNameHidesNoFailure() {
        checks.store(shop, run(1, 70, Progress.COMPLETED, "failure", 0));
        checks.store(shop, run(2, 71, Progress.COMPLETED, "success", 60));

        assertThat(checks.of(shop, SHA))
                .extracting(CheckConclusion::conclusion)
                .containsExactlyInAnyOrder("failure", "success");
    }

    @Test
    void theSameCheckThatBeginsAnewIsNoLongerDone() {
        checks.store(shop, run(1, Progress.COMPLETED, "failure", 0));
        checks.store(shop, run(1, Progress.QUEUED, null, 60));
        checks.store(shop, run(1, Progress.COMPLETED, "failure", 0));

        assertThat(checks.of(shop, SHA))
                .singleElement()
                .satisfies(it -> assertThat(it.conclusion()).isNull());
    }

    @Test
    void appsAndNamesAreKeptApartAndASuiteStandsInForItsRuns() {
        checks.store(shop, suite(10, 7));
        checks.store(shop, suite(11, 7));
        assertThat(checks.of(shop, SHA)).hasSize(2);
        checks.store(shop, run(1, Progress.COMPLETED, "success", 0));
        checks.store(shop, suite(12, 8));
        checks.store(
                shop,
                new CheckConclusion(SHA, Kind.STATUS, 0, 0, "ci/x", 5, null, Progress.COMPLETED, "error", T0, T0));

        assertThat(checks.of(shop, SHA)).extracting(CheckConclusion::name).containsExactly("build", "12", "ci/x");
        assertThat(checks.of(shop, "cd".repeat(20))).isEmpty();
    }

    @Test
    void howAnIssueStandsIsThatOfTheLatestAndWhatIsGoneStaysSo() {
        IssueMemory issues = new IssueMemory(db.dsl());
        Issue closed = issue(Issue.State.CLOSED, 60, "bug");
        assertThat(issues.store(shop, closed)).isTrue();
        assertThat(issues.store(shop, issue(Issue.State.OPEN, 0))).isFalse();
        assertThat(issues.store(shop, issue(Issue.State.OPEN, 60, "bug")))
                .as("of the same second")
                .isFalse();
        assertThat(issues.of(shop, List.of(1, 2))).containsExactly(closed);
        assertThat(issues.store(shop, issue(Issue.State.OPEN, 90))).isTrue();
        assertThat(issues.store(shop, issue(Issue.State.GONE, 60))).isTrue();
        assertThat(issues.store(shop, issue(Issue.State.OPEN, 120))).isFalse();
        assertThat(issues.of(shop, List.of(1))).extracting(Issue::state).containsExactly(Issue.State.GONE);
    }

    private static Issue issue(Issue.State state, int seconds, String... labels) {
        return new Issue(
                1,
                "It is down",
                state,
                List.of(labels),
                T0,
                state == Issue.State.CLOSED ? T0.plusSeconds(seconds) : null,
                T0.plusSeconds(seconds));
    }

    private static CheckConclusion run(long id, Progress progress, @Nullable String conclusion, int seconds) {
        return run(id, 70, progress, conclusion, seconds);
    }

    private static CheckConclusion run(
            long id, long suite, Progress progress, @Nullable String conclusion, int seconds) {
        Instant at = T0.plusSeconds(seconds);
        return new CheckConclusion(
                SHA,
                Kind.CHECK_RUN,
                7,
                suite,
                "build",
                id,
                "Actions",
                progress,
                conclusion,
                at,
                progress == Progress.COMPLETED ? at.plusSeconds(30) : null);
    }

    private static CheckConclusion suite(long id, long app) {
        return new CheckConclusion(
                SHA, Kind.CHECK_SUITE, app, 0, Long.toString(id), id, "Actions", Progress.COMPLETED, "success", T0, T0);
    }
}

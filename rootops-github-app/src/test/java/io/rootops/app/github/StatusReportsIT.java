package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.report.ReportKind;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commit statuses by token, and everything that GitHub may answer instead. */
class StatusReportsIT {
    @TempDir
    private Path directory;

    private FakeGitHub github;
    private Outbox outbox;
    private GitHubReports reports;

    @BeforeEach
    void open() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        github.add("acme/shop", true);
        outbox = new Outbox(directory.resolve("clone.git"), github.address().web());
        reports = new GitHubReports(
                github.address(),
                GitHubTokens.fixed(FakeGitHub.TOKEN),
                FakeGitHub.TOKEN,
                null,
                InstantSource.system(),
                Duration.ofSeconds(30));
        assertThat(reports.kind(outbox.shop())).contains(ReportKind.STATUS);
        assertThat(outbox.enqueue(ReportKind.STATUS)).isEqualTo(1);
    }

    @AfterEach
    void close() {
        outbox.close();
        github.close();
    }

    @Test
    void aScoreIsToldOnceAndAnotherOneAgain() {
        outbox.run(reports::tell);
        outbox.run(reports::tell);
        assertThat(github.statuses()).singleElement().asString().matches("success RootOps \\w+ risk: \\d+ of 100 .*");

        outbox.sameScoreByAnotherModel();
        assertThat(outbox.enqueue(ReportKind.STATUS)).isEqualTo(1);
        int before = github.requests().size();
        outbox.run(reports::tell);
        assertThat(github.requests()).hasSize(before);
        assertThat(outbox.report("state")).isEqualTo("told");

        outbox.rescore(12);
        outbox.enqueue(ReportKind.STATUS);
        outbox.run(reports::tell);
        assertThat(github.statuses()).hasSize(2).first().isEqualTo("success RootOps Low risk: 12 of 100 (score 1.2)");
    }

    @Test
    void whatIsUnderWayWhenRootOpsStopsIsHandedBackAtOnce() {
        outbox.run((due, report) -> {
            reports.tell(due, report);
            Thread.currentThread().interrupt();
            throw new ForgeException("stopped while GitHub had not answered yet", new IOException());
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outbox.report("state || attempts || coalesce(locked_until::text, ' free')"))
                .isEqualTo("due0 free");

        outbox.run(reports::tell);
        assertThat(github.statuses()).hasSize(1);
        assertThat(outbox.report("state")).isEqualTo("told");
    }

    @Test
    void aSenderThatIsKilledAfterTheCallMakesNoSecond() {
        assertThatThrownBy(() -> outbox.run((due, report) -> {
                    reports.tell(due, report);
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        assertThat(github.statuses()).hasSize(1);
        assertThat(outbox.report("state")).isEqualTo("due");

        outbox.later();
        outbox.run(reports::tell);

        assertThat(github.statuses()).hasSize(1);
        assertThat(outbox.report("state || remote_id")).isEqualTo("told1");
    }

    @Test
    void limitsAreWaitedForAndAreNoAttempts() {
        limited(new FakeGitHub.Answer(403, Map.of("Retry-After", "90"), "{}"), 90);
        limited(new FakeGitHub.Answer(429, Map.of("Retry-After", "600"), "{}"), 600);
        limited(
                new FakeGitHub.Answer(
                        403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit. Please wait\"}"),
                60);
        String inTwoHours = String.valueOf(Instant.now().getEpochSecond() + 7_000);
        limited(
                new FakeGitHub.Answer(429, Map.of("X-RateLimit-Remaining", "7", "X-RateLimit-Reset", inTwoHours), "{}"),
                60);
        assertThat(outbox.report("attempts")).isEqualTo("0");

        github.always(null);
        outbox.later();
        outbox.run(reports::tell);
        assertThat(github.statuses()).hasSize(1);
    }

    @Test
    void anOutageIsOutlastedHoweverLongItIs() {
        github.always(new FakeGitHub.Answer(502, Map.of(), "<html>"));
        outbox.run(reports::tell);
        assertThat(outbox.report("attempts || state || last_error"))
                .startsWith("1due")
                .contains("answers with status 502");
        assertThat(outbox.report("next_run_at > called_at + interval '10 seconds'"))
                .isEqualTo("true");
        for (int i = 0; i < 12; i++) {
            outbox.later();
            outbox.run(reports::tell);
        }
        assertThat(outbox.report("attempts || state || last_error"))
                .startsWith("13due")
                .contains("answers with status 502");
        assertThat(outbox.report("next_run_at between now() + interval '50 minutes' and now() + interval '70 minutes'"))
                .isEqualTo("true");

        github.always(null);
        outbox.later();
        outbox.run(reports::tell);

        assertThat(outbox.report("state")).isEqualTo("told");
    }

    @Test
    void whatIsNotTakenIsSetAsideWithItsReason() {
        github.unknownCommits = true;
        for (int i = 0; i < 12; i++) {
            outbox.run(reports::tell);
            outbox.later();
        }
        assertThat(outbox.report("attempts || state || last_error"))
                .startsWith("10set_aside")
                .contains("(422): the commit is gone there");
    }

    @Test
    void whatTheTokenMayNotDoAndAHostThatIsAwayAreSaid() throws IOException {
        github.accept(new Secret("ghp_other"));
        outbox.run(reports::tell);
        assertThat(outbox.report("last_error")).contains("refuses GITHUB_TOKEN (401)");

        github.close();
        outbox.later();
        outbox.run(reports::tell);
        assertThat(outbox.report("last_error")).contains("cannot be reached (connection refused)");
        assertThat(outbox.report("attempts")).isEqualTo("2");
    }

    @Test
    void aTokenThatMayOnlyReadIsLeftAloneAndTheSecondTimeForADayAndThatIsNoAttempt() {
        github.readOnly = true;
        outbox.run(reports::tell);

        assertThat(outbox.report("attempts || state || last_error"))
                .startsWith("0due")
                .contains("does not let GITHUB_TOKEN write commit statuses on acme/shop (403)");
        assertThat(outbox.report("next_run_at between now() and now() + interval '10 minutes'"))
                .isEqualTo("true");
        int asked = github.requests().size();
        outbox.run(reports::tell);
        assertThat(github.requests()).hasSize(asked);
        outbox.later();
        outbox.run(reports::tell);
        assertThat(outbox.report("next_run_at > now() + interval '23 hours'")).isEqualTo("true");
        github.readOnly = false;
        outbox.later();
        outbox.run(reports::tell);
        assertThat(outbox.report("state")).isEqualTo("told");
    }

    @Test
    void nothingIsToldBeyondSixtyAMinuteOrWithoutAToken() throws ForgeException {
        outbox.busy(60);
        outbox.run(reports::tell);
        assertThat(github.statuses()).isEmpty();
        assertThat(outbox.report("state")).isEqualTo("due");

        GitHubReports anybody =
                new GitHubReports(github.address(), GitHubTokens.fixed(null), null, null, InstantSource.system());
        assertThat(anybody.kind(outbox.shop())).isEmpty();
    }

    /** Nothing is sent before that time is over. */
    private void limited(FakeGitHub.Answer answer, int seconds) {
        github.always(answer);
        outbox.later();
        outbox.run(reports::tell);
        assertThat(outbox.report("last_error")).contains("rate limit is used up");
        String wait = "interval '" + seconds + " seconds'";
        assertThat(outbox.report("next_run_at <= now() + " + wait)).isEqualTo("true");
        assertThat(outbox.report("next_run_at > called_at - interval '2 seconds' + " + wait))
                .isEqualTo("true");
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}

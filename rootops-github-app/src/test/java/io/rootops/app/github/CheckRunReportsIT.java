package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKey;
import io.rootops.core.report.ReportKind;
import io.rootops.core.report.RiskReport;
import io.rootops.core.settings.GitHubApp;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check runs by a GitHub App, as GitHub's side tells of them afterwards. */
class CheckRunReportsIT {
    @TempDir
    private Path directory;

    private EmulatedGitHub github;
    private Outbox outbox;
    private GitHubReports reports;

    @BeforeEach
    void open() throws Exception {
        github = new EmulatedGitHub(directory);
        outbox = new Outbox(directory.resolve("clone.git"), github.web());
        outbox.headIs(github.first());
        InstantSource clock = InstantSource.system();
        AppApi api = new AppApi(github.address(), new GitHubApp(github.app(), github.privateKey()), clock);
        GitHubTokens tokens = new InstallationTokens(api, GitHubTokens.fixed(null), clock);
        reports = new GitHubReports(github.address(), tokens, null, null, clock);
        assertThat(reports.kind(outbox.shop())).contains(ReportKind.CHECK_RUN);
        assertThat(outbox.enqueue(ReportKind.CHECK_RUN)).isEqualTo(1);
    }

    @AfterEach
    void close() {
        if (outbox != null) {
            outbox.close();
        }
        if (github != null) {
            github.close();
        }
    }

    @Test
    void aCheckRunIsMadeAndUpdatedInPlace() throws Exception {
        outbox.run(reports::tell);

        JsonNode made = theOne();
        assertThat(made.path("name").asText()).isEqualTo("RootOps");
        assertThat(made.path("status").asText()).isEqualTo("completed");
        assertThat(made.path("conclusion").asText()).isEqualTo("neutral");
        assertThat(made.at("/output/title").asText()).matches("\\w+ risk: \\d+ of 100 \\(score \\d+\\.\\d\\)");
        assertThat(made.at("/output/summary").asText()).contains("- `` src/@all `x`.java `` added, +1 −0\n");

        outbox.rescore(12);
        outbox.enqueue(ReportKind.CHECK_RUN);
        outbox.run(reports::tell);

        JsonNode updated = theOne();
        assertThat(updated.path("id").asLong()).isEqualTo(made.path("id").asLong());
        assertThat(updated.at("/output/title").asText()).isEqualTo("Low risk: 12 of 100 (score 1.2)");
        assertThat(outbox.report("state || remote_id"))
                .isEqualTo("told" + made.path("id").asLong());
    }

    @Test
    void aCheckRunFailsFromAPercentileOnWhereATeamWantsThat() throws Exception {
        outbox.failsFrom(90);
        outbox.rescore(89);
        outbox.enqueue(ReportKind.CHECK_RUN);
        outbox.run(reports::tell);
        assertThat(theOne().path("conclusion").asText()).isEqualTo("neutral");

        outbox.rescore(90);
        outbox.enqueue(ReportKind.CHECK_RUN);
        outbox.run(reports::tell);

        JsonNode failed = theOne();
        assertThat(failed.path("status").asText()).isEqualTo("completed");
        assertThat(failed.path("conclusion").asText()).isEqualTo("failure");
        assertThat(failed.at("/output/title").asText()).contains(" 90 of 100 ");
        assertThat(failed.at("/output/summary").asText()).contains("This check fails from percentile 90 on");

        outbox.rescore(12);
        outbox.enqueue(ReportKind.CHECK_RUN);
        outbox.run(reports::tell);
        assertThat(theOne().path("conclusion").asText()).isEqualTo("neutral");
        assertThat(theOne().path("id").asLong()).isEqualTo(failed.path("id").asLong());
    }

    @Test
    void aSenderThatIsKilledAfterTheCallMakesNoSecond() throws Exception {
        assertThatThrownBy(() -> outbox.run((due, report) -> {
                    reports.tell(due, report);
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        long made = theOne().path("id").asLong();
        assertThat(outbox.report("state || coalesce(remote_id, 0)")).isEqualTo("due0");

        outbox.later();
        outbox.run(reports::tell);

        assertThat(theOne().path("id").asLong()).isEqualTo(made);
        assertThat(outbox.report("state || remote_id")).isEqualTo("told" + made);
    }

    @Test
    void aPullRequestHasOneCommentThatIsEdited() throws Exception {
        github.send("POST", "/git/refs", "{\"ref\":\"refs/heads/topic\",\"sha\":\"" + outbox.head() + "\"}");
        int number = github.send("POST", "/pulls", "{\"title\":\"Pay twice\",\"head\":\"topic\",\"base\":\"main\"}")
                .path("number")
                .asInt();
        String comments = "/issues/" + number + "/comments";
        github.send("POST", comments, "{\"body\":\"Nice. <!-- rootops-risk -->\"}");
        RiskReport high = new RiskReport("High risk", "Large.", false, number);

        long made = reports.tell(comment("a", null), high);
        assertThat(github.get(comments)).hasSize(2);
        assertThat(github.get(comments).path(1).path("body").asText())
                .isEqualTo("<!-- rootops-risk -->\n### High risk\n\nLarge.");

        // Whether it was killed before it could note that, or has another head to tell of.
        assertThat(reports.tell(comment("b", null), new RiskReport("Low risk", "Small.", false, number)))
                .isEqualTo(made);
        assertThat(github.get(comments)).hasSize(2);
        assertThat(github.get(comments).path(1).path("body").asText()).contains("### Low risk\n\nSmall.");

        // Somebody does not want to read it: of these commits nothing more is said.
        github.send("DELETE", "/issues/comments/" + made, "");
        assertThat(reports.tell(comment("b", made), high)).isEqualTo(made);
        assertThat(github.get(comments)).hasSize(1);
    }

    private DueReport comment(String digit, @Nullable Long known) {
        return new DueReport(
                new ReportKey(outbox.shop().id(), digit.repeat(40), ReportKind.COMMENT),
                outbox.shop(),
                "claim",
                1,
                0,
                known,
                null,
                null);
    }

    private JsonNode theOne() throws Exception {
        JsonNode runs = github.get("/commits/" + outbox.head() + "/check-runs?filter=all");
        assertThat(runs.path("total_count").asInt()).as(runs.toString()).isEqualTo(1);
        return runs.path("check_runs").path(0);
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}

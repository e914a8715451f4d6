package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.EmulatedGitHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request from being opened to being merged, through the jar, as GitHub's side tells of it. */
class PullRequestIT {
    @TempDir
    private Path directory;

    private EmulatedGitHub github;
    private String main;

    @BeforeEach
    void open() throws Exception {
        github = new EmulatedGitHub(directory);
        String first = github.first();
        String pay =
                github.commit(first, "Ada", "2026-01-05T10:00:00Z", "Pay in euros", "src/Pay.java", "class Pay {}\\n");
        String broken = github.commit(
                pay, "Ada", "2026-02-05T10:00:00Z", "Pay at once", "src/Pay.java", "class Pay { int once; }\\n");
        main = github.commit(
                broken,
                "Grace",
                "2026-02-09T10:00:00Z",
                "Revert \\\"Pay at once\\\"\\n\\nThis reverts commit " + broken + ".",
                "src/Pay.java",
                "class Pay {}\\n");
        github.branch("main", main);
    }

    @AfterEach
    void close() {
        if (github != null) {
            github.close();
        }
    }

    @Test
    void itsRiskIsToldWhenItIsOpenedAndItsMergeIsFoundWithoutAWebhook() throws Exception {
        try (RootOpsProcess rootops = start(Map.of())) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "ready");
            // Else the check run may be told anew before the comment is.
            rootops.awaitLearned();
            github.webhooks(rootops.address().resolve("/webhooks/github"));
            String one = github.commit(
                    main, "Octo", "2026-03-01T10:00:00Z", "Pay twice", "src/Pay.java", "class Pay { int twice; }\\n");
            String head =
                    github.commit(one, "Octo", "2026-03-01T11:00:00Z", "Ask @all", "src/Ask.java", "class Ask {}\\n");
            // As from a fork: only the ref of the pull request holds it.
            github.ref("refs/pull/1/head", head);
            github.send("POST", "/git/refs", "{\"ref\":\"refs/heads/topic\",\"sha\":\"" + head + "\"}");
            assertThat(github.send(
                                    "POST",
                                    "/pulls",
                                    "{\"title\":\"Pay <twice>\",\"head\":\"topic\",\"base\":\"main\",\"body\":\"Fixes #77\"}")
                            .path("number")
                            .asInt())
                    .isEqualTo(1);

            rootops.await("the check run", () -> github.checkRuns(head) == 1);
            JsonNode check = github.checkRun(head);
            assertThat(check.path("name").asText()).isEqualTo("RootOps");
            assertThat(check.path("conclusion").asText()).isEqualTo("neutral");
            assertThat(check.at("/output/title").asText())
                    .matches("\\w+ risk: \\d+ of 100 \\(score \\d+\\.\\d\\) for 2 commits");
            assertThat(check.at("/output/summary").asText())
                    .contains(
                            "### Riskiest commits\n",
                            "`Ask @all`",
                            "### Files worth a second look\n",
                            "- `src/Pay.java`: 2 lines here, changed 3 times before, of which 1 had to be fixed or reverted",
                            "### Who knows this code\n\n- `Ada` changed `src/Pay.java`, last in Feb 2026\n"
                                    + "- `Grace` wrote lines that this changes in `src/Pay.java`, last in Feb 2026\n",
                            "### Similar changes that went wrong\n",
                            "`Pay at once`, `reverted by " + main.substring(0, 9) + " after 4 days`")
                    .doesNotContain("`Octo` changed", "`Octo` wrote");
            JsonNode pull = run.commit(one).path("pull_request");
            assertThat(pull.path("number").asInt()).isEqualTo(1);
            assertThat(pull.path("state").asText()).isEqualTo("open");
            assertThat(pull.path("author").asText()).isEqualTo("octo");
            assertThat(pull.path("closes").path(0).asInt()).isEqualTo(77);
            assertThat(rootops.get("/dashboard/r/acme/shop/commits/" + one).body())
                    .contains("/acme/shop/pull/1\">#1</a> Pay &lt;twice&gt;");

            rootops.await("the comment", () -> comments().size() == 1);
            assertThat(comments().path(0).path("body").asText())
                    .startsWith("<!-- rootops-risk -->\n### "
                            + check.at("/output/title").asText() + "\n\n")
                    .contains("### Riskiest commits\n");

            long id = check.path("id").asLong();
            github.send("POST", "/check-runs/" + id + "/rerequest", "");
            rootops.await(
                    "it to be written again",
                    () -> github.checkRun(head).path("status").asText().equals("completed"));
            assertThat(github.checkRuns(head)).isEqualTo(1);

            github.send("POST", "/pulls/1/reviews", "{\"event\":\"APPROVE\"}");
            github.webhooks(null);
            String merged = github.send("PUT", "/pulls/1/merge", "{\"merge_method\":\"squash\"}")
                    .path("sha")
                    .asText();
            github.ref("refs/heads/main", merged);

            rootops.await(
                    "the merge to be found",
                    () -> run.commit(merged).at("/pull_request/state").asText().equals("merged"));
            JsonNode squashed = run.commit(merged);
            assertThat(squashed.path("on_default_branch").asBoolean()).isTrue();
            assertThat(squashed.path("percentile").isInt()).isTrue();
            assertThat(squashed.path("shown_before_merge").asBoolean()).isTrue();
            assertThat(run.commit(main).path("shown_before_merge").asBoolean()).isFalse();
            rootops.await(
                    "the approval",
                    () -> run.commit(merged)
                            .at("/pull_request/approved_by/0")
                            .asText()
                            .equals("octo"));
            rootops.await("its own check run", () -> github.checkRuns(merged) == 1);
            assertThat(github.checkRuns(head)).isEqualTo(1);
            assertThat(github.checkRuns(main)).as("what stood there before").isZero();
            assertThat(comments()).hasSize(1);
        }
    }

    @Test
    void oneOfABranchThatWasPushedBeforeIsFoundWithoutAWebhook() throws Exception {
        try (RootOpsProcess rootops = start(Map.of())) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "ready");
            String head = github.commit(
                    main, "Octo", "2026-03-01T10:00:00Z", "Pay twice", "src/Pay.java", "class Pay { int twice; }\\n");
            github.branch("topic", head);
            github.ref("refs/pull/1/head", head);
            rootops.await("the branch to be read", () -> run.knows(head));
            github.send("POST", "/pulls", "{\"title\":\"Pay twice\",\"head\":\"topic\",\"base\":\"main\"}");

            rootops.await(
                    "the pull request",
                    () -> run.commit(head).at("/pull_request/number").asInt() == 1);
            assertThat(rootops.log())
                    .as("what the App may not read is said once, and nothing waits for it")
                    .containsOnlyOnce("deployments are not asked for");
        }
    }

    @Test
    void aCheckRunFailsOnGitHubFromThePercentileThatIsSet() throws Exception {
        try (RootOpsProcess rootops = start(Map.of("CHECK_FAIL_PERCENTILE", "1"))) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "ready");
            String pushed = github.commit(
                    main,
                    "Octo",
                    "2026-03-01T10:00:00Z",
                    "Pay as often as asked",
                    "src/Pay.java",
                    "class Pay {\\n" + "    int more = 1;\\n".repeat(50) + "}\\n");
            github.branch("main", pushed);

            rootops.await("the check run", () -> github.checkRuns(pushed) == 1);
            assertThat(run.commit(pushed).path("percentile").asInt()).isPositive();
            assertThat(github.checkRun(pushed).path("conclusion").asText()).isEqualTo("failure");
            assertThat(github.checkRun(pushed).at("/output/summary").asText())
                    .contains("This check fails from percentile 1 on, as your team has set it");
        }
    }

    private JsonNode comments() {
        return github.asked("/issues/1/comments");
    }

    /** @param more settings */
    private RootOpsProcess start(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "GITHUB_WEBHOOK_SECRET",
                EmulatedGitHub.SECRET,
                "ENABLE_PULL_REQUEST_COMMENTS",
                "true",
                "POLL_GITHUB_INTERVAL_SECONDS",
                "10"));
        settings.putAll(more);
        return RootOpsProcess.start(directory.resolve("home"), github.settings(settings), "serve");
    }
}

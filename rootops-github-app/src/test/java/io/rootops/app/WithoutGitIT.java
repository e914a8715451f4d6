package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.EmulatedGitHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and emulate alone: no git server, so commits are scored by GitHub's lists of their files. */
class WithoutGitIT {
    @TempDir
    private Path directory;

    private EmulatedGitHub github;
    private String main;

    @BeforeEach
    void open() throws Exception {
        github = new EmulatedGitHub(directory);
        github.withoutGit();
        String pay = github.commit(
                github.first(), "Ada", "2026-01-05T10:00:00Z", "Pay in euros", "src/Pay.java", "class Pay {}\\n");
        main = github.commit(
                pay, "Ada", "2026-02-05T10:00:00Z", "Pay at once", "src/Pay.java", "class Pay { int once; }\\n");
        github.branch("main", main);
    }

    @AfterEach
    void close() {
        if (github != null) {
            github.close();
        }
    }

    @Test
    void aSignedPushIsScoredAndItsCheckRunStandsOnGitHub() throws Exception {
        // No poll but the first: the rest is by events.
        try (RootOpsProcess rootops = start("86400")) {
            GitHubRun run = new GitHubRun(rootops);
            assertThat(run.problem("acme/shop"))
                    .contains(
                            "The code cannot be fetched: ",
                            "Until then new commits get provisional scores from the forge's lists of their files.");
            assertThat(run.commit(main).path("provisional_by").asText()).isEqualTo("file_list");
            github.webhooks(rootops.address().resolve("/webhooks/github"));

            String pushed = push(
                    "src/Charge.java",
                    "class Charge {\n    int once(int a) {\n        return a > 0 ? a : pay(a);\n    }\n}\n");

            rootops.await("the check run", () -> github.checkRuns(pushed) == 1);
            JsonNode check = github.asked("/commits/" + pushed + "/check-runs").at("/check_runs/0");
            assertThat(check.path("conclusion").asText()).isEqualTo("neutral");
            assertThat(check.at("/output/title").asText())
                    .matches("\\w+ risk: \\d+ of 100 \\(score \\d+\\.\\d, provisional\\)");
            assertThat(check.at("/output/summary").asText())
                    .startsWith("**Provisional**: of GitHub's file list alone; the code is not fetched yet.")
                    .contains("`src/Charge.java` added, +5 −0");
            JsonNode commit = run.commit(pushed);
            assertThat(commit.path("percentile").isInt()).as(commit.toString()).isTrue();
            assertThat(commit.path("provisional").asBoolean()).isTrue();
            assertThat(commit.path("on_default_branch").asBoolean()).isTrue();
            assertThat(commit.path("percentiles_among").asText()).isEqualTo("public_projects");
            assertThat(feature(commit, "la").asInt()).isEqualTo(5);
            assertThat(feature(commit, "acond").asInt()).as("by the patch").isEqualTo(1);
            assertThat(feature(commit, "exp").isNull()).as("never read").isTrue();
            assertThat(feature(run.commit(main), "nuc").isNull())
                    .as("unknown, not 0")
                    .isTrue();
            assertThat(rootops.get("/dashboard/r/acme/shop/commits").body()).contains(">provisional</span>");
            assertThat(rootops.get("/dashboard/r/acme/shop/commits/" + pushed).body())
                    .contains("the code is not fetched yet", "<td class=\"num\">unknown</td>");

            String next = push("src/Pay.java", "class Pay { int twice; }\n");
            rootops.await("the next check run", () -> github.checkRuns(next) == 1);
            assertThat(github.checkRuns(pushed)).isEqualTo(1);
            assertThat(github.checkRuns(main)).as("what stood there before").isZero();
            assertThat(run.commit(next).path("shown_before_merge").asBoolean()).isFalse();
        }
    }

    @Test
    void aPullRequestThatIsMergedWithoutAnEventIsFoundByPolling() throws Exception {
        try (RootOpsProcess rootops = start("10")) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "failed");
            String head = github.commit(
                    main, "Octo", "2026-03-01T10:00:00Z", "Pay twice", "src/Pay.java", "class Pay { int twice; }\\n");
            github.branch("topic", head);
            github.send("POST", "/pulls", "{\"title\":\"Pay twice\",\"head\":\"topic\",\"base\":\"main\"}");

            rootops.await(
                    "the pull request",
                    () -> run.commit(head).at("/pull_request/number").asInt() == 1);
            rootops.await("its check run", () -> github.checkRuns(head) == 1);
            assertThat(github.asked("/commits/" + head + "/check-runs")
                            .at("/check_runs/0/output/summary")
                            .asText())
                    .startsWith("**Provisional**");
            assertThat(run.commit(head).path("on_default_branch").asBoolean()).isFalse();

            String merged = github.send("PUT", "/pulls/1/merge", "{\"merge_method\":\"squash\"}")
                    .path("sha")
                    .asText();

            rootops.await(
                    "the merge to be found",
                    () -> run.commit(merged).at("/pull_request/state").asText().equals("merged"));
            JsonNode squashed = run.commit(merged);
            assertThat(squashed.path("on_default_branch").asBoolean()).isTrue();
            assertThat(squashed.path("percentile").isInt()).isTrue();
            assertThat(squashed.path("provisional_by").asText()).isEqualTo("file_list");
            rootops.await("its own check run", () -> github.checkRuns(merged) == 1);
            assertThat(github.checkRuns(head)).isEqualTo(1);
        }
    }

    /** Through GitHub's contents API, which tells its webhooks. */
    private String push(String path, String text) throws IOException, InterruptedException {
        String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String present = github.get("/contents/" + path).path("sha").asText();
        return github.send(
                        "PUT",
                        "/contents/" + path,
                        "{\"message\":\"Change " + path + "\",\"content\":\"" + content + "\",\"branch\":\"main\""
                                + (present.isEmpty() ? "" : ",\"sha\":\"" + present + "\"") + "}")
                .at("/commit/sha")
                .asText();
    }

    private static JsonNode feature(JsonNode commit, String code) {
        return StreamSupport.stream(commit.path("features").spliterator(), false)
                .filter(it -> it.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow()
                .path("value");
    }

    private RootOpsProcess start(String interval) throws IOException {
        return RootOpsProcess.start(
                directory.resolve("home"),
                github.settings(Map.of(
                        "GITHUB_WEBHOOK_SECRET",
                        EmulatedGitHub.SECRET,
                        // What is provisional fails nothing.
                        "CHECK_FAIL_PERCENTILE",
                        "1",
                        "POLL_GITHUB_INTERVAL_SECONDS",
                        interval)),
                "serve");
    }
}

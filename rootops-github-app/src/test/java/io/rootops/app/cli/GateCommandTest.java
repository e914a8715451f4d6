package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate of a clone, without a server; and what it does where a server cannot be asked. */
class GateCommandTest {
    @TempDir
    Path directory;

    @Test
    void holdsACommitThatStandsTooHigh() {
        String repository = grown(10).toString();

        Run allowed = Run.of("gate", "--repo", repository);
        Run held = Run.of("gate", "--repo", repository, "--max-percentile", "95");
        Run told = Run.of("gate", "--repo", repository, "--max-percentile", "95", "--report-only");

        assertThat(allowed.exitCode()).isZero();
        assertThat(allowed.err()).isEmpty();
        assertThat(allowed.out()).startsWith("allow: grown 10\n  It stands below percentile 99.\n");
        assertThat(held.exitCode()).isEqualTo(1);
        assertThat(held.out())
                .startsWith("hold: grown 10\n")
                .contains("stands at percentile 95, at or above 95.", "Would change it: ", "Change 10");
        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).isEqualTo(held.out());
    }

    @Test
    void everyCiIsServedByItsOwnVariables() throws IOException {
        Path repository = grown(10);
        String head = sha(repository, "main");
        String old = sha(repository, "main~5");
        Path event = directory.resolve("event.json");
        Files.writeString(
                event, "{\"pull_request\":{\"head\":{\"sha\":\"" + head + "\"},\"base\":{\"sha\":\"" + old + "\"}}}");
        Map<String, Map<String, String>> cis = Map.of(
                "GitHub Actions",
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_REPOSITORY", "acme/shop", "GITHUB_SHA", head),
                "GitHub Actions, a pull request",
                Map.of(
                        "GITHUB_ACTIONS",
                        "true",
                        "GITHUB_REPOSITORY",
                        "acme/shop",
                        "GITHUB_SHA",
                        "0".repeat(40),
                        "GITHUB_EVENT_PATH",
                        event.toString()),
                "GitLab CI",
                Map.of("GITLAB_CI", "true", "CI_PROJECT_PATH", "acme/shop", "CI_COMMIT_SHA", head),
                "CircleCI",
                Map.of(
                        "CIRCLECI", "true",
                        "CIRCLE_PROJECT_USERNAME", "acme",
                        "CIRCLE_PROJECT_REPONAME", "shop",
                        "CIRCLE_SHA1", head),
                "Azure Pipelines",
                Map.of("TF_BUILD", "True", "BUILD_REPOSITORY_NAME", "acme/shop", "BUILD_SOURCEVERSION", head),
                "Buildkite",
                Map.of(
                        "BUILDKITE", "true",
                        "BUILDKITE_REPO", "git@github.com:acme/shop.git",
                        "BUILDKITE_COMMIT", head),
                "Jenkins",
                Map.of("JENKINS_URL", "http://j/", "GIT_URL", "https://h/acme/shop.git", "GIT_COMMIT", head));
        for (Map.Entry<String, Map<String, String>> ci : cis.entrySet()) {
            Path junit = directory.resolve("out/" + ci.getKey() + ".xml");

            Run held = Run.with(
                    ci.getValue(),
                    "gate",
                    "--repo=" + repository,
                    "--max-percentile=95",
                    "--report=junit=" + junit,
                    "--report=dotenv");

            assertThat(held.exitCode()).as(ci.getKey() + held.err()).isEqualTo(1);
            assertThat(held.out()).as(ci.getKey()).contains("ROOTOPS_VERDICT=hold", "ROOTOPS_RISKIEST=" + head);
            assertThat(junit).as(ci.getKey()).content().contains("rootops.acme/shop", head.substring(0, 9));
            assertThat(Run.with(ci.getValue(), "gate", "--repo=" + repository).exitCode())
                    .as(ci.getKey())
                    .isZero();
        }
    }

    @Test
    void onGitHubTheStepHasOutputsAndASummaryToo() throws IOException {
        Path repository = grown(10);
        Path outputs = directory.resolve("outputs");
        Path summary = directory.resolve("summary");
        Files.writeString(outputs, "before=1\n");
        Map<String, String> variables = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_SHA", sha(repository, "main"),
                "GITHUB_OUTPUT", outputs.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString()));

        Run run = Run.with(variables, "gate", "--repo=" + repository, "--max-percentile=95", "--report=github");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).allMatch(it -> it.startsWith("::"));
        assertThat(outputs).content().startsWith("before=1\nverdict=hold\npercentile=95\nlevel=high\n");
        assertThat(summary).content().contains("### RootOps: hold `acme/shop`", "| Commit | Risk |");
    }

    @Test
    void aPullRequestIsJudgedByAllThatItAddsAndAMergeByWhatItBrings() throws IOException {
        Path repository = directory.resolve("shop");
        String base;
        String merge;
        try (GitFixture git = GitFixture.bare(repository)) {
            base = git.commit().file("a", "1\n").message("First").on("main");
            String side = git.commit(base)
                    .file("b", "1\n".repeat(30))
                    .message("Large")
                    .write();
            String top = git.commit(side).file("c", "1\n").message("Small").on("topic");
            String second =
                    git.commit(base).file("a", "1\n2\n").message("Second").on("main");
            merge = git.commit(second, top).message("Merge topic").on("main");
        }

        JsonNode range =
                json(Run.of("gate", base + "..topic", "--repo=" + repository, "--max-percentile=80", "--report=json"));
        JsonNode merged = json(Run.of("gate", merge, "--repo=" + repository, "--max-percentile=80", "--report=json"));

        assertThat(range.get("commits").findValuesAsText("title")).containsExactly("Small", "Large");
        assertThat(range.get("verdict").asText()).isEqualTo("hold");
        assertThat(merged.get("commits").findValuesAsText("title")).containsExactly("Merge topic", "Small", "Large");
        assertThat(merged.at("/commits/0/unscored_reason").asText()).startsWith("A merge ");
        assertThat(merged.get("verdict").asText()).isEqualTo("hold");
    }

    @Test
    void aHistoryThatIsCutOffIsNotJudged() throws Exception {
        Path clone = directory.resolve("clone");
        Process git = new ProcessBuilder(
                        "git", "clone", "-q", "--depth", "2", grown(5).toUri().toString(), clone.toString())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();

        Run run = Run.of("gate", "--repo", clone.toString(), "--max-percentile", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("unknown: ").contains("`fetch-depth: 0`");
        assertThat(run.err()).contains("not held, as it is not known: This clone is shallow");
    }

    @Test
    void aServerThatCannotBeAskedHoldsNothingUnlessItIsToldTo() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Map<String, String> variables =
                Map.of("ROOTOPS_URL", "http://127.0.0.1:" + nobody, "ROOTOPS_TOKEN", "rootops_secret");

        Run passed = Run.with(variables, "gate", "9f1c2ab");
        Run failed = Run.with(variables, "gate", "9f1c2ab", "--on-unavailable", "fail");

        assertThat(passed.exitCode()).isZero();
        assertThat(passed.out()).startsWith("unknown: ");
        assertThat(passed.err()).contains("not held, as it is not known: RootOps at http://127.0.0.1:" + nobody);
        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(passed.out() + passed.err() + failed.out() + failed.err()).doesNotContain("rootops_secret");
    }

    @Test
    void theAnswerOfAServerDecides() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean gate = exchange.getRequestURI().getPath().equals("/api/v1/gate");
            byte[] body = (gate
                            ? "{\"verdict\":\"hold\",\"reasons\":[{\"kind\":\"incident\",\"text\":\"An incident is open.\"}]}"
                            : "{\"repository\":\"acme/shop\",\"sha\":\"" + "1".repeat(40)
                                    + "\",\"status\":\"scored\",\"percentile\":40,\"level\":\"low\",\"title\":\"T\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();

            Run held = Run.of("gate", "1111111", "--server", address, "--environment", "staging", "--wait", "0");

            assertThat(held.exitCode()).isEqualTo(1);
            assertThat(held.out())
                    .startsWith("hold: acme/shop to staging\n  An incident is open.\n")
                    .contains("low, riskier than 40 % of its repository");
            assertThat(asked)
                    .containsExactly(
                            "/api/v1/commits/1111111/risk",
                            "/api/v1/gate?repository=acme%2Fshop&sha=" + "1".repeat(40) + "&environment=staging");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeUsedIsSaidBeforeAnythingIsDone() {
        String repository = grown(2).toString();

        assertThat(Run.of("gate", "--repo", repository, "--max-percentile", "0").err())
                .contains("--max-percentile '0'; expected a whole number from 1 to 100");
        assertThat(Run.of("gate", "--repo", repository, "--wait", "31").exitCode())
                .isEqualTo(2);
        Run format = Run.of("gate", "--repo", repository, "--report", "xml=a");
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err())
                .contains("'xml=a' cannot be used", "dotenv, github, json, junit, markdown, sarif, text");
        assertThat(Run.of("gate", "--repo", repository, "--report", "text", "--report", "json")
                        .err())
                .contains("two reports are to go to standard output");
        assertThat(Run.of("gate", "--repo", repository, "--report", "json=" + directory)
                        .exitCode())
                .isEqualTo(3);
        assertThat(Run.of("gate", "nowhere", "--repo", repository).exitCode()).isEqualTo(2);
        assertThat(Run.of("gate", "9f1c2ab", "--server", "ftp://x").exitCode()).isEqualTo(2);
    }

    /** Commit n adds n lines. */
    private Path grown(int commits) {
        Path repository = directory.resolve("grown " + commits);
        try (GitFixture git = GitFixture.bare(repository)) {
            String head = "";
            for (int i = 1; i <= commits; i++) {
                FixtureCommit commit = head.isEmpty() ? git.commit() : git.commit(head);
                head = commit.file("f" + i, "x\n".repeat(i))
                        .message("Change " + i)
                        .on("main");
            }
        }
        return repository;
    }

    private static String sha(Path repository, String revision) throws IOException {
        return json(Run.of("explain", revision, "--repo=" + repository, "--json"))
                .get("sha")
                .asText();
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }
}

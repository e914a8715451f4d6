package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipe through its front door: the jar, a real history, the API. */
class ServerIT {
    @TempDir
    private Path directory;

    @Test
    void readsARealHistoryToItsEndAndTellsTheSameOfItAsGit() throws Exception {
        Path history = SharedData.realHistory(directory);
        List<String> shas = git(history, "rev-list", "HEAD");
        int merges = git(history, "rev-list", "--merges", "HEAD").size();

        try (RootOpsProcess rootops = serve(Map.of(), history)) {
            JsonNode overview = rootops.awaitRead();
            rootops.awaitLearned();

            assertThat(overview.at("/backfill/state").asText()).isEqualTo("ready");
            assertThat(overview.at("/backfill/done").asInt()).isEqualTo(shas.size());
            List<JsonNode> commits = commits(rootops);
            assertThat(commits)
                    .extracting(it -> it.path("sha").asText())
                    .hasSize(shas.size())
                    .containsExactlyInAnyOrderElementsOf(shas);
            assertThat(commits).filteredOn(it -> it.path("percentile").isNull()).hasSize(merges);
            assertThat(commits).noneMatch(it -> it.path("provisional").asBoolean());
            assertThat(commits)
                    .filteredOn(it -> !it.path("percentile").isNull())
                    .allSatisfy(
                            it -> assertThat(it.path("probability").asDouble()).isBetween(1e-6, 1 - 1e-6));
            assertThat(commits).anyMatch(it -> !it.path("outcome").isNull());
            long scored = commits.size() - merges;
            assertThat(commits.stream()
                            .filter(it -> it.path("level").asText().equals("high"))
                            .count())
                    .isBetween(scored * 8 / 100, scored * 12 / 100);

            String sha = shas.get(0);
            assertThat(rootops.json("/api/dashboard/commits/" + sha.substring(0, 10))
                            .path("sha")
                            .asText())
                    .isEqualTo(sha);
            assertThat(rootops.get("/dashboard").body()).contains(sha.substring(0, 7));
            rootops.await(
                    "the metrics to show them", () -> metrics(rootops).contains("rootops_commits_scored " + scored));
        }
    }

    @Test
    void goesOnAfterKillInTheMiddleWithNothingTwiceAndNothingLost() throws Exception {
        Path history = SharedData.realHistory(directory);
        Set<String> shas = new HashSet<>(git(history, "rev-list", "HEAD"));
        try (RootOpsProcess killed = serve(Map.of(), history)) {
            killed.await("the first commits to be stored", () -> done(killed) > 0);
            killed.kill();
        }

        try (RootOpsProcess rootops = serve(Map.of(), history)) {
            rootops.awaitRead();

            List<String> read =
                    commits(rootops).stream().map(it -> it.path("sha").asText()).toList();
            assertThat(read).doesNotHaveDuplicates();
            assertThat(new HashSet<>(read)).isEqualTo(shas);
        }
    }

    @Test
    void learnsAfterAKillInTheMiddleOfLearning() throws Exception {
        Path history = SharedData.realHistory(directory);
        try (RootOpsProcess killed = serve(Map.of(), history)) {
            killed.await("learning to begin", () -> killed.log().contains(": learning from "));
            killed.kill();
            assertThat(killed.log()).doesNotContain("known to have gone wrong here");
        }

        try (RootOpsProcess rootops = serve(Map.of(), history)) {
            JsonNode overview = rootops.awaitLearned();

            assertThat(overview.path("model_note").asText()).startsWith("learned from");
            JsonNode trust = rootops.json("/api/dashboard/trust");
            assertThat(trust.path("repository").asText()).isEqualTo("local/history");
            assertThat(commits(rootops))
                    .filteredOn(it -> !it.path("percentile").isNull())
                    .noneMatch(it -> it.path("probability").isNull());
        }
    }

    @Test
    void showsNewCommitsOfALocalRepositoryByItself() throws Exception {
        Path repository = worktree();
        try (RootOpsProcess rootops = serve(Map.of(), repository)) {
            rootops.awaitRead();
            Files.writeString(repository.resolve("new.txt"), "new\n");
            git(repository, "add", ".");
            git(repository, "commit", "-q", "-m", "Just now");
            String sha = git(repository, "rev-parse", "HEAD").get(0);

            rootops.await("the new commit to appear", () -> status(rootops, "/api/dashboard/commits/" + sha) == 200);

            assertThat(rootops.json("/api/dashboard/commits/" + sha)
                            .path("title")
                            .asText())
                    .isEqualTo("Just now");
        }
    }

    @Test
    void withoutARepositoryItServesAPageThatSaysWhatToDo() throws Exception {
        try (RootOpsProcess rootops = serve(Map.of())) {
            HttpResponse<String> page = rootops.get("/dashboard");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("GITHUB_REPO").contains("--repo");
            assertThat(rootops.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(rootops.get("/livez").body()).isEqualTo("ok\n");
        }
    }

    @Test
    void stopsInOrderOnSigterm() throws Exception {
        Path home = directory.resolve("home");
        RootOpsProcess rootops = serve(Map.of());
        rootops.address();

        rootops.terminate();

        assertThat(rootops.exitCode()).isZero();
        assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void answersOnlyToTheNamesOfThisMachine() throws Exception {
        try (RootOpsProcess rootops = serve(Map.of())) {
            URI address = rootops.address();
            assertThat(statusForHost(address, "evil.example")).isEqualTo(421);
            assertThat(statusForHost(address, "localhost")).isEqualTo(200);
            assertThat(statusForHost(address, "127.0.0.1:" + address.getPort())).isEqualTo(200);
            assertThat(statusForHost(address, "[::1]")).isEqualTo(200);
        }
    }

    @Test
    void whatCannotBeIsSaidInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(failure(Map.of("ROOTOPS_PORT", "" + taken.getLocalPort())))
                    .contains("port " + taken.getLocalPort())
                    .contains("ROOTOPS_PORT");
        }
        assertThat(failure(Map.of("ROOTOPS_PORT", "eighty"))).contains("ROOTOPS_PORT='eighty': expected a port number");
        assertThat(failure(Map.of("ROOTOPS_BIND", "example.org")))
                .contains("ROOTOPS_BIND='example.org': expected an address such as 127.0.0.1");
        assertThat(failure(Map.of("DATABASE_URL", "postgres://ops:hush@127.0.0.1:1/none")))
                .contains("127.0.0.1:1")
                .doesNotContain("hush");
        assertThat(failure(Map.of(), directory.resolve("nowhere")))
                .contains(directory.resolve("nowhere").toString());
        Files.createDirectory(directory.resolve("plain"));
        assertThat(failure(Map.of(), directory.resolve("plain")))
                .contains(directory.resolve("plain").toString());
    }

    /** What it says when it ends by itself. */
    private String failure(Map<String, String> environment, Path... repositories) throws Exception {
        RootOpsProcess process = serve(environment, repositories);
        assertThat(process.exitCode()).isIn(2, 3);
        assertThat(process.log()).doesNotContain("\tat ");
        return process.log();
    }

    private RootOpsProcess serve(Map<String, String> environment, Path... repositories) throws IOException {
        return RootOpsProcess.start(
                directory.resolve("home"),
                environment,
                Stream.concat(Stream.of("serve"), Arrays.stream(repositories).map(it -> "--repo=" + it))
                        .toArray(String[]::new));
    }

    /** All, page by page. */
    private static List<JsonNode> commits(RootOpsProcess rootops) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String next = "/api/dashboard/commits?limit=200";
        while (true) {
            JsonNode page = rootops.json(next);
            page.path("items").forEach(all::add);
            if (page.path("next_cursor").isNull()) {
                return all;
            }
            next = "/api/dashboard/commits?limit=200&cursor="
                    + page.path("next_cursor").asText();
        }
    }

    private static int done(RootOpsProcess rootops) {
        try {
            return rootops.json("/api/dashboard/overview").at("/backfill/done").asInt();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }

    private static String metrics(RootOpsProcess rootops) {
        try {
            return rootops.get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }

    private static int status(RootOpsProcess rootops, String path) {
        try {
            return rootops.get(path).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }

    /** Java's client does not let a Host header through. */
    private static int statusForHost(URI address, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream()
                    .write(("GET /dashboard HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }

    private Path worktree() throws Exception {
        Path repository = Files.createDirectory(directory.resolve("shop"));
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.name", "Ada");
        git(repository, "config", "user.email", "ada@example.org");
        Files.writeString(repository.resolve("a.txt"), "a\n");
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "First");
        return repository;
    }

    private static List<String> git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().collect(Collectors.toList());
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }
}

package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.github.FakeGitHub;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar loses its data directory and is restored from a backup; people and programs notice nothing. */
class RestoreIT {
    private static final int COMMITS = 80;
    private static final Pattern LINK = Pattern.compile("/login\\?link=([\\w-]{43})\\b");
    private static final Pattern TOKEN = Pattern.compile("^rootops_[\\w-]{43}$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeGitHub github;
    private GitFixture shop;
    private String newest = "";
    private String token = "";
    private String cookie = "";

    @BeforeEach
    void serveAHistory() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        shop = GitFixture.bare(github.add("acme/shop", false));
        String[] parents = {};
        for (int i = 0; i < COMMITS; i++) {
            newest = shop.commit(parents)
                    .message(
                            i % 9 == 8
                                    ? "Revert \"Change\"\n\nThis reverts commit " + parents[0] + ".\n"
                                    : "Change " + i)
                    .file("src/File" + i % 7 + ".java", "class A {}\n".repeat(1 + i * i % 40))
                    .on("main");
            parents = new String[] {newest};
        }
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
    }

    @Test
    void theSameCommitsHaveTheSameScoresAfterALossAndOnAnotherPostgres() throws Exception {
        Path home = directory.resolve("home");
        Map<String, JsonNode> before;
        try (RootOpsProcess rootops = start(home, Map.of())) {
            letIn(rootops, home);
            awaitSettled(rootops, home);
            before = commits(rootops);
            assertThat(before).hasSize(COMMITS);
            assertThat(before.values()).noneMatch(it -> it.path("percentile").isNull());

            assertThat(command(home, Map.of(), "export", file("running.zip")))
                    .contains("1 repositories, " + COMMITS + " commits");
            // PostgreSQL with it: it outlives whoever started it, and writes on.
            List<ProcessHandle> all = postgres(home);
            rootops.kill();
            all.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle each : all) {
                each.onExit().get(60, TimeUnit.SECONDS);
            }
        }
        delete(home);

        assertThat(command(home, Map.of(), "import", "--check", file("running.zip")))
                .contains("1 repositories");
        assertThat(home).doesNotExist();
        assertThat(command(home, Map.of(), "import", file("running.zip"))).contains("1 repositories");
        String pushed;
        try (RootOpsProcess rootops = start(home, Map.of())) {
            assertThat(commits(rootops)).isEqualTo(before);
            assertThat(status(rootops, "Cookie", cookie)).isEqualTo(200);
            // It goes on from where it was: what comes is read on a clone that is fetched again.
            pushed = shop.commit(newest)
                    .message("After the loss")
                    .file("src/New.java", "class New {}\n")
                    .on("main");
            rootops.await("the push to be read", () -> knows(rootops, pushed));
            assertThat(home.resolve("repositories")).isNotEmptyDirectory();
            assertThat(commits(rootops)).containsAllEntriesOf(before);
        }

        try (CrashingPostgres external = CrashingPostgres.start(directory.resolve("external"))) {
            Map<String, String> there = Map.of("DATABASE_URL", external.url());
            Path elsewhere = directory.resolve("elsewhere");
            command(home, Map.of(), "export", file("stopped.zip"));
            command(elsewhere, there, "import", file("stopped.zip"));
            assertThat(elsewhere.resolve("data")).doesNotExist();
            try (RootOpsProcess rootops = start(elsewhere, there)) {
                assertThat(commits(rootops)).containsAllEntriesOf(before).containsKey(pushed);
                command(elsewhere, there, "export", file("external.zip"));
            }
        }
        Path back = directory.resolve("back");
        command(back, Map.of(), "import", file("external.zip"));
        try (RootOpsProcess rootops = start(back, Map.of())) {
            assertThat(commits(rootops)).containsAllEntriesOf(before).containsKey(pushed);
            assertThat(status(rootops, "Cookie", cookie)).isEqualTo(200);
            assertThat(status(rootops, "Cookie", "none=1")).isEqualTo(401);
        }
    }

    private RootOpsProcess start(Path home, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "GITHUB_REPO", "acme/shop",
                "GITHUB_URL", github.address().web().toString(),
                "GITHUB_API_URL", github.address().api().toString(),
                "POLL_GITHUB_INTERVAL_SECONDS", "10",
                "ROOTOPS_AUTH", "required"));
        all.putAll(settings);
        return RootOpsProcess.start(home, all, "serve");
    }

    private void letIn(RootOpsProcess rootops, Path home) throws Exception {
        URI address = rootops.address();
        Matcher made = TOKEN.matcher(command(home, Map.of(), "token", "create", "ci"));
        assertThat(made.find()).isTrue();
        token = made.group();
        Matcher link = LINK.matcher(command(home, Map.of(), "login-link"));
        assertThat(link.find()).isTrue();
        HttpResponse<Void> signedIn = http.send(
                HttpRequest.newBuilder(address.resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", address.toString())
                        .POST(HttpRequest.BodyPublishers.ofString("link=" + link.group(1)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(signedIn.statusCode()).isEqualTo(303);
        cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(status(rootops, "Cookie", cookie)).isEqualTo(200);
    }

    /** Read to the end and learned from, with nothing more to be learned until tomorrow: scores stay as they are. */
    private void awaitSettled(RootOpsProcess rootops, Path home) throws Exception {
        rootops.await("the scores to be learned", () -> {
            JsonNode overview = json(rootops, "/api/dashboard/overview");
            return overview.path("model").asText().equals("learned")
                    && overview.at("/backfill/state").asText().equals("ready");
        });
        RunningPostgres postgres = RunningPostgres.in(home).orElseThrow();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            rootops.await("the last learning of today", () -> {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) filter (where picked or execution_time < now() + interval '1 hour') = 0"
                                + " and count(*) = 1 from scheduled_tasks where task_name = 'learn-from-repository'")) {
                    return row.next() && row.getBoolean(1);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private boolean knows(RootOpsProcess rootops, String sha) {
        return json(rootops, "/api/dashboard/commits/" + sha).has("sha");
    }

    /** All that is told of each commit. */
    private Map<String, JsonNode> commits(RootOpsProcess rootops) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode it : json(rootops, "/api/dashboard/commits?limit=200").path("items")) {
            String sha = it.path("sha").asText();
            all.put(sha, json(rootops, "/api/dashboard/commits/" + sha));
        }
        return all;
    }

    private JsonNode json(RootOpsProcess rootops, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(rootops.address().resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int status(RootOpsProcess rootops, String header, String value) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(rootops.address().resolve("/api/dashboard/overview"))
                                .header(header, value)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String command(Path home, Map<String, String> settings, String... words) throws Exception {
        RootOpsProcess command = RootOpsProcess.start(home, settings, words);
        assertThat(command.exitCode()).as(command.log()).isZero();
        return command.log();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static List<ProcessHandle> postgres(Path home) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(home.resolve("data/postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        }
    }
}

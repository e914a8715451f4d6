package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.rootops.app.github.AppManifest;
import io.rootops.app.github.AppSide;
import io.rootops.app.github.FakeDeliveryLog;
import io.rootops.app.github.OtherClock;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.settings.RegisteredApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.CannedServer;
import io.rootops.core.testing.FakeLoki;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
    private static final KeyPair KEYS = keys();
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()) + "\\n-----END PRIVATE KEY-----";
    /** What the manifest asks for. */
    private static final JsonNode ASKED = asked();

    private static final String ALL = ASKED.get("default_permissions").toString();
    private static final List<String> EVENTS = StreamSupport.stream(
                    ASKED.get("default_events").spliterator(), false)
            .map(JsonNode::asText)
            .toList();

    @TempDir
    Path directory;

    @Test
    void isContentWithAMachineThatIsReady() {
        Path repository = directory.resolve("shop");
        try (GitFixture git = GitFixture.bare(repository)) {
            git.commit().file("a", "1\n").on("main");
        }

        Run run = doctor(Map.of(), "--repo", repository.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        " ok    java      Java ",
                        " ok    git       " + repository + ": default branch main, 1 local branches\n",
                        " ok    database  embedded PostgreSQL, made at the first start\n",
                        " none  github    none followed\n",
                        "would add: repositories on GitHub: set GITHUB_REPO=owner/name\n",
                        " ok    port      a free one on 127.0.0.1\n")
                .contains(" 0 failed, ");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void failsOnlyWhereSomethingConfiguredFails() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        String url = "postgres://ana:secret-2@127.0.0.1:1/rootops";

        Run home = doctor(Map.of("ROOTOPS_HOME", directory.resolve("file").toString()));
        Run repository = doctor(Map.of(), "--repo", directory.resolve("none").toString());
        Run database = doctor(Map.of("DATABASE_URL", url));
        Run offline = doctor(Map.of("DATABASE_URL", url), "--offline");

        assertThat(home.exitCode()).isEqualTo(1);
        assertThat(home.out()).contains(" fail  home ", "is no directory\n", "fix: ");
        assertThat(repository.exitCode()).isEqualTo(1);
        assertThat(repository.out()).contains(" fail  git       there is no directory ");
        assertThat(database.exitCode()).isEqualTo(1);
        assertThat(database.out())
                .contains(" fail  database  The database at 127.0.0.1:1", "fix: check host and port in DATABASE_URL")
                .doesNotContain("secret-2");
        assertThat(offline.exitCode()).isZero();
    }

    @Test
    void seesWhoHoldsThePort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = doctor(Map.of("ROOTOPS_PORT", Integer.toString(other.getLocalPort())));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains(" fail  port ", "is in use by another program", "fix: stop what holds it");
        }
    }

    @Test
    void asksGitHubForTheAccountAndEachRepository() throws IOException {
        Map<String, String> answers = Map.of(
                "/user",
                "{\"login\":\"ana\"}",
                "/rate_limit",
                ("{`resources`:{`core`:LIMIT,`search`:LIMIT,`graphql`:LIMIT,`integration_manifest`:LIMIT},`rate`:LIMIT}")
                        .replace("LIMIT", "{`limit`:5000,`remaining`:4812,`used`:188,`reset`:1900000000}")
                        .replace('`', '"'),
                "/repos/acme/shop",
                "{\"full_name\":\"acme/shop\",\"name\":\"shop\",\"default_branch\":\"main\",\"private\":true,"
                        + "\"html_url\":\"https://github.com/acme/shop\"}");
        HttpServer github = github(answers);
        try {
            Run run = doctor(Map.of(
                    "GITHUB_API_URL", api(github), "GITHUB_REPO", "acme/shop,acme/gone", "GITHUB_TOKEN", "secret-1"));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .contains(
                            " ok    github    " + api(github) + ", token of ana, 4,812 requests left this hour\n",
                            " ok    github    acme/shop can be read, private\n",
                            " fail  github    " + api(github).replace("http://", "")
                                    + " has no repository acme/gone, or GITHUB_TOKEN may not see it\n",
                            "fix: check the name in GITHUB_REPO")
                    .doesNotContain("secret-1");
        } finally {
            github.stop(0);
        }
    }

    @Test
    void saysThatATokenIsRefusedAndThatAHostDoesNotAnswer() throws IOException {
        HttpServer github = github(Map.of());
        Map<String, String> settings = Map.of("GITHUB_API_URL", api(github), "GITHUB_TOKEN", "secret-1");

        Run refused = doctor(settings);
        github.stop(0);
        Run away = doctor(settings);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains(" refuses GITHUB_TOKEN (401)\n");
        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.out()).contains(" fail  github ", "cannot be reached");
        assertThat(doctor(settings, "--offline").exitCode()).isZero();
    }

    @Test
    void saysWhereTheAppIsInstalledAndThatItsKeyIsWrong() throws Exception {
        try (AppSide github = new AppSide("77", KEYS.getPublic())) {
            assertThat(doctor(app("77", github)).out())
                    .contains("GitHub App 77 (RootOps at Acme) is installed at Org1, Org2, Org3 (suspended)\n")
                    .contains(" none  webhooks  the App has no webhook; pushes are found by polling\n")
                    .doesNotContain("PRIVATE", "clock");
            assertThat(doctor(app("78", github)).out()).contains(" fail  github ", " refuses the GitHub App 78 (401)");
        }
    }

    @Test
    void saysWhichPermissionsTheAppLacksAndWhoHasNotAcceptedThem() throws Exception {
        try (AppSide github = new AppSide("77", KEYS.getPublic())) {
            github.permissions = ALL.replace("\"checks\":\"write\"", "\"checks\":\"read\"");
            assertThat(doctor(app("77", github)).out())
                    .contains(" warn  github    the App lacks checks: write\n", "fix: give it these under Permissions");

            github.permissions = ALL;
            assertThat(doctor(app("77", github)).out()).doesNotContain("lacks", "has not accepted");
            Map<String, String> commenting = new HashMap<>(app("77", github));
            commenting.put("ENABLE_PULL_REQUEST_COMMENTS", "true");
            assertThat(doctor(commenting).out()).contains(" warn  github    the App lacks pull_requests: write\n");

            github.accepted = ALL.replace("\"issues\":\"read\",", "");
            assertThat(doctor(app("77", github)).out())
                    .contains(" warn  github    Org1 has not accepted issues: read\n", "fix: an owner of Org1");
        }
    }

    @Test
    void saysWhetherGitHubReachesTheWebhook() throws Exception {
        try (AppSide github = new AppSide("77", KEYS.getPublic())) {
            github.permissions = ALL;
            github.events = "[\"" + String.join("\",\"", EVENTS) + "\"]";
            String good = "https://rootops.example.org/webhooks/github";
            github.hook = hook(good, "json", "********");
            Map<String, String> signed = new HashMap<>(app("77", github));
            signed.put("GITHUB_WEBHOOK_SECRET", "a-secret-of-enough-letters");

            assertThat(doctor(app("77", github)))
                    .satisfies(it -> assertThat(it.exitCode()).isEqualTo(1))
                    .satisfies(it -> assertThat(it.out())
                            .contains(" fail  webhooks  the App delivers to " + good + ", and RootOps has no secret"));
            assertThat(webhooks(signed)).contains("delivers to " + good + "; it has delivered nothing");

            FakeDeliveryLog log = new FakeDeliveryLog();
            log.add("g1", "push", "{}", Instant.parse("2026-07-01T10:00:00Z"), 0);
            log.add("g2", "push", "{}", Instant.parse("2026-07-01T11:00:00Z"), 202);
            github.deliveryLog = log;
            assertThat(webhooks(signed)).startsWith(" ok ").contains("; 1 of the last 2 arrived");
            log.add("g3", "push", "{}", Instant.parse("2026-07-01T12:00:00Z"), 0);
            assertThat(webhooks(signed))
                    .startsWith(" warn")
                    .contains("1 of the last 3 arrived, the newest, of 2026-07-01T12:00:00Z, did not: nobody answered");
            log.add("g4", "push", "{}", Instant.parse("2026-07-01T13:00:00Z"), 401);
            assertThat(webhooks(signed)).contains("RootOps refused its signature (401)");

            github.hook = hook(good, "form", "********");
            assertThat(webhooks(signed)).contains("as a form, and RootOps takes application/json only");
            github.hook = hook(good, "json", "");
            assertThat(webhooks(signed)).contains("without a secret, and RootOps refuses that");
            github.hook = hook("https://rootops.example.org/hook", "json", "********");
            assertThat(webhooks(signed)).contains("which does not end in /webhooks/github");
            github.hook = hook(good, "json", "********");
            github.events = "[\"push\"]";
            assertThat(webhooks(signed)).contains("the App is not told of pull_request,");
        }
    }

    @Test
    void knowsTheAppThatWasMadeOnTheDashboard() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                AppSide github = new AppSide("4242", KEYS.getPublic())) {
            Path keyFile = directory.resolve("keys/rootops.key");
            new GitHubAppMemory(
                            database.dsl(),
                            new KeyFile(keyFile),
                            github.address().web())
                    .store(new RegisteredApp(
                            4242,
                            "rootops-acme",
                            "RootOps at Acme",
                            "acme",
                            URI.create("https://github.com/apps/rootops-acme"),
                            new Secret(PEM.replace("\\n", "\n")),
                            null));
            Map<String, String> settings = Map.of(
                    "GITHUB_URL",
                    github.address().web().toString(),
                    "GITHUB_API_URL",
                    github.address().api().toString(),
                    "DATABASE_URL",
                    database.jdbcUrl()
                            .replace(
                                    "jdbc:postgresql://",
                                    "postgres://" + database.user() + ":" + database.password() + "@"),
                    "ROOTOPS_KEY_FILE",
                    keyFile.toString());

            assertThat(doctor(settings).out()).contains("GitHub App 4242 (RootOps at Acme) is installed at Org1");

            Files.delete(keyFile);
            Run without = doctor(settings);
            assertThat(without.exitCode()).isEqualTo(1);
            assertThat(without.out()).contains(" fail  github    " + keyFile + " is missing\n");
            assertThat(keyFile).doesNotExist();
        }
    }

    /** Ahead, GitHub's clock takes what is signed here for somewhat old; behind, it refuses it, and doctor signs again. */
    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void saysThatTheClockIsWrongAndHowToMendIt(int minutes) throws Exception {
        try (AppSide github = new AppSide("77", KEYS.getPublic());
                OtherClock api = new OtherClock(github.address().web(), Duration.ofMinutes(minutes))) {
            github.clockAhead = Duration.ofMinutes(minutes);
            github.installations = 2;
            Map<String, String> settings = new HashMap<>(app("77", github));
            settings.put("GITHUB_API_URL", api.address() + "/api/v3");

            Run run = doctor(settings);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("is installed at Org1, Org2")
                    .containsPattern(" warn  clock     this machine's clock is (29\\d|30\\d) s "
                            + (minutes > 0 ? "behind" : "ahead of") + " that of 127")
                    .contains("fix: set this machine's clock by NTP");
            github.clockAhead = Duration.ZERO;
            api.ahead = Duration.ZERO;
            assertThat(doctor(settings).out()).doesNotContain(" clock ");
        }
    }

    private String webhooks(Map<String, String> settings) {
        return doctor(settings)
                .out()
                .lines()
                .filter(it -> it.contains("webhooks  "))
                .findFirst()
                .orElseThrow();
    }

    private static String hook(String url, String contentType, String secret) {
        return "{\"content_type\":\"" + contentType + "\",\"insecure_ssl\":\"0\",\"url\":\"" + url + "\""
                + (secret.isEmpty() ? "" : ",\"secret\":\"" + secret + "\"") + "}";
    }

    private static Map<String, String> app(String id, AppSide github) {
        return Map.of(
                "GITHUB_API_URL",
                github.address().api().toString(),
                "GITHUB_APP_ID",
                id,
                "GITHUB_APP_PRIVATE_KEY",
                PEM);
    }

    /** Without any answer it refuses the token, else it does not know other paths. */
    private static HttpServer github(Map<String, String> answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "{\"message\":\"no\"}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer != null ? 200 : answers.isEmpty() ? 401 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String api(HttpServer github) {
        return "http://127.0.0.1:" + github.getAddress().getPort();
    }

    @Test
    void saysWhereLogsAndMetricsAreAndHowToMendWhatFails() {
        try (FakeLoki loki = new FakeLoki();
                CannedServer other = new CannedServer().answer("/", 200, "<html>")) {
            loki.push(Map.of("app", "cart"), 1, "hello");
            loki.expect("Bearer secret-1", null);
            Map<String, String> settings = new HashMap<>(Map.of(
                    "LOKI_URL", loki.uri().toString(),
                    "LOKI_TOKEN", "secret-1",
                    "PROMETHEUS_URL", other.uri().toString()));
            Run right = doctor(settings);
            settings.put("LOKI_TOKEN", "secret-2");
            Run wrong = doctor(settings);

            assertThat(right.out())
                    .contains(" ok    logs      Loki at " + loki.uri() + ", service label service_name\n")
                    .contains(
                            " fail  metrics   " + other.uri(), "fix: set PROMETHEUS_URL to the address of Prometheus");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains(" fail  logs      " + loki.uri() + "/loki/api/v1/labels answers 401: unauthorized\n")
                    .contains("fix: check LOKI_TOKEN\n")
                    .doesNotContain("secret-");
        }
    }

    @Test
    void offlineItLooksAtLogFilesAndAsksNobody() throws IOException {
        Path log = Files.writeString(directory.resolve("cart.log"), "hello\n");
        try (CannedServer store = new CannedServer()) {
            Run run = doctor(
                    Map.of(
                            "LOKI_URL", store.uri().toString(),
                            "PROMETHEUS_URL", store.uri().toString(),
                            "LOG_PATHS", log.toString()),
                    "--offline");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains(" ok    logs      1 file of " + log + "\n")
                    .contains(" none  metrics   Prometheus not asked (--offline)\n");
            assertThat(store.asked()).isEmpty();
        }
    }

    @Test
    void tellsProgramsTheSame() throws IOException {
        Run run = doctor(Map.of(), "--json");

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("schema").asText()).isEqualTo("rootops.doctor/1");
        assertThat(answer.get("checks")).isNotEmpty().allSatisfy(it -> {
            assertThat(it.get("state").asText()).isIn("ok", "warn", "fail", "none");
            assertThat(it.get("subject").asText()).isNotEmpty();
            assertThat(it.get("text").asText()).isNotEmpty();
            assertThat(it.get("tried").isArray()).isTrue();
            assertThat(it.get("would_add").isArray()).isTrue();
            assertThat(it.has("fix")).isTrue();
        });
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode asked() {
        URI here = URI.create("https://rootops.example.org/");
        try {
            return new ObjectMapper().readTree(new AppManifest(false).of("RootOps", here, here, here));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run doctor(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>();
        all.put("ROOTOPS_HOME", directory.resolve("home").toString());
        all.put("ROOTOPS_PORT", "0");
        // What else runs on this machine is not looked for.
        all.put("LOKI_URL", "none");
        all.put("PROMETHEUS_URL", "none");
        all.putAll(settings);
        String[] line = new String[arguments.length + 1];
        line[0] = "doctor";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Run.with(all, line);
    }
}

package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.rootops.app.github.AppSide;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
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
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()) + "\\n-----END PRIVATE KEY-----";
        try (AppSide github = new AppSide("77", keys.getPublic())) {
            Map<String, String> settings = Map.of(
                    "GITHUB_API_URL",
                    github.address().api().toString(),
                    "GITHUB_APP_ID",
                    "77",
                    "GITHUB_APP_PRIVATE_KEY",
                    pem);

            assertThat(doctor(settings).out())
                    .contains("GitHub App 77 is installed at Org1, Org2, Org3 (suspended)\n")
                    .doesNotContain("PRIVATE", "clock");
            assertThat(doctor(Map.of(
                                    "GITHUB_API_URL",
                                    github.address().api().toString(),
                                    "GITHUB_APP_ID",
                                    "78",
                                    "GITHUB_APP_PRIVATE_KEY",
                                    pem))
                            .out())
                    .contains(" fail  github ", " refuses the GitHub App 78 (401)");
        }
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

    private Run doctor(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>();
        all.put("ROOTOPS_HOME", directory.resolve("home").toString());
        all.put("ROOTOPS_PORT", "0");
        all.putAll(settings);
        String[] line = new String[arguments.length + 1];
        line[0] = "doctor";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Run.with(all, line);
    }
}

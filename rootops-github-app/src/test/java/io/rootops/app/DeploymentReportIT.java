package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever deploys tells RootOps. */
class DeploymentReportIT {
    private static final String SHA = "ab".repeat(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    private TestDatabase database;
    private GitFixture shop;
    private Server server;
    private String token;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.create();
        shop = GitFixture.bare(directory.resolve("shop.git"));
        shop.commit().file("A.java", "class A {}\n").on("main");
        server = Server.start(
                new SettingsReader(Map.of(
                                "ROOTOPS_HOME",
                                directory.resolve("home").toString(),
                                "ROOTOPS_PORT",
                                "0",
                                "DATABASE_URL",
                                database.jdbcUrl()
                                        .replace(
                                                "jdbc:postgresql://",
                                                "postgresql://" + database.user() + ":"
                                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8)
                                                        + "@"),
                                "LOG_PATHS",
                                "none",
                                "LOKI_URL",
                                "none",
                                "PROMETHEUS_URL",
                                "none"))
                        .read(),
                List.of(directory.resolve("shop.git")));
        token = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("deploys", Set.of(Scope.DEPLOYMENT_WRITE), null))
                .secret()
                .text();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        shop.close();
        database.close();
    }

    @Test
    void toldTwiceItIsOneAndItIsWatched() throws Exception {
        String told = "{\"commit_sha\": \"" + SHA + "\", \"environment\": \"production\", \"source\": \"jenkins\","
                + " \"external_id\": \"441\", \"version\": \"v1.4\"}";

        HttpResponse<String> first = post("deployment", told, token);
        HttpResponse<String> again = post("deployment", told, token);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode watched = json.readTree(first.body());
        assertThat(json.readTree(again.body()).get("id")).isEqualTo(watched.get("id"));
        assertThat(watched.get("state").asText()).isEqualTo("watching");
        assertThat(watched.get("sha").asText()).isEqualTo(SHA);
        assertThat(watched.get("source").asText()).isEqualTo("reported");
        assertThat(page("/dashboard/deployments").body()).contains("v1.4", "production", "watching");
        assertThat(page("/dashboard/deployments/" + watched.get("id").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutAnIdTheSameCommitSoonAfterIsTheSameDeployment() throws Exception {
        String told = "{\"sha\": \"" + SHA + "\", \"environment\": \"production\"}";

        assertThat(post("deployment", told, token).statusCode()).isEqualTo(201);
        assertThat(post("deployment", told, token).statusCode()).isEqualTo(200);
        assertThat(post("deployment", told.replace("production", "staging"), token)
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("deployment", told.replace("}", ", \"service\": \"till\"}"), token)
                        .statusCode())
                .as("another service of the same commit")
                .isEqualTo(201);
        assertThat(post("monitor", "{}", token).statusCode()).isEqualTo(201);
        assertThat(post("monitor", "{}", token).statusCode()).isEqualTo(200);
    }

    @Test
    void whatHasNotGoneLiveIsKeptAndNotWatchedYet() throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));
        String begun = "{\"sha\": \"" + SHA + "\", \"external_id\": \"7\", \"state\": \"in_progress\","
                + " \"deployed_at\": \"" + at + "\"}";

        HttpResponse<String> told = post("deployment", begun, token);

        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(json.readTree(told.body()).get("told").asText()).isEqualTo("in_progress");
        HttpResponse<String> done = post(
                "deployment",
                begun.replace("in_progress", "success")
                        .replace(at.toString(), at.plusSeconds(300).toString()),
                token);
        assertThat(json.readTree(done.body()).get("begun_at").asText()).isEqualTo(at.toString());
        assertThat(json.readTree(done.body()).get("serving_at").asText())
                .isEqualTo(at.plusSeconds(300).toString());
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        for (String[] wrong : new String[][] {
            {"{\"sha\": \"abc\"}", "sha"},
            {"{\"repository\": \"acme/none\"}", "acme/none"},
            {"{\"state\": \"perhaps\"}", "state"},
            {"{\"deployed_at\": \"yesterday\"}", "deployed_at"},
            {"{\"deployed_at\": \"2999-01-01T00:00:00Z\"}", "future"},
            {"{\"deployed_at\": \"0001-01-01T00:00:00Z\"}", "last 14 days"},
            {"{\"environment\": [1]}", "environment"},
            {"[1, 2]", "JSON object"},
            {"{", "JSON object"},
            {"\"" + "x".repeat(300_000) + "\"", "larger"}
        }) {
            HttpResponse<String> answer = post("deployment", wrong[0], token);
            assertThat(answer.statusCode()).as(wrong[0]).isBetween(400, 404);
            assertThat(answer.body()).contains(wrong[1]);
        }
        assertThat(post("deployment", "{}", "rootops_" + "x".repeat(43)).statusCode())
                .isEqualTo(401);
        String reader = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("reader", Set.of(Scope.READ), null))
                .secret()
                .text();
        assertThat(post("deployment", "{}", reader).statusCode()).isEqualTo(403);
        assertThat(page("/api/dashboard/deployments/99").statusCode()).isEqualTo(404);
        assertThat(page("/dashboard/deployments/x").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String what, String body, String bearer) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address("/api/v1/intelligence/" + what))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> page(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return server.dashboard().resolve(path);
    }
}

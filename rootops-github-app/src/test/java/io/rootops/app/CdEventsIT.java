package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What other programs tell as events: deployments, incidents and changes that are no commits, as the documentation shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CdEventsIT {
    private static final Path GUIDE = Path.of("../docs/how-to/cdevents.md");
    private static final Path CHANGES = Path.of("../docs/how-to/changes.md");
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String SHA = "2f5c1e0b7a9d4c3e8f6a1b0c9d8e7f6a5b4c3d2e";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private TestDatabase database;
    private Server server;
    private String guide;
    private String token;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        guide = Files.readString(GUIDE);
        database = TestDatabase.create();
        RepositoryMemory repositories = new RepositoryMemory(database.dsl());
        for (String name : List.of("acme/shop", "acme/mail")) {
            repositories.track(name, "file://" + directory.resolve(name), TrackedRepository.Kind.LOCAL, null);
        }
        server = Server.start(
                new SettingsReader(Map.of(
                                "ROOTOPS_HOME", directory.resolve("home").toString(),
                                "ROOTOPS_PORT", "0",
                                "DATABASE_URL",
                                        database.jdbcUrl()
                                                .replace(
                                                        "jdbc:postgresql://",
                                                        "postgresql://" + database.user() + ":"
                                                                + URLEncoder.encode(
                                                                        database.password(), StandardCharsets.UTF_8)
                                                                + "@"),
                                "LOG_PATHS", "none",
                                "LOKI_URL", "none",
                                "PROMETHEUS_URL", "none"))
                        .read(),
                List.of());
    }

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "deployment_watch",
                "deployment_event",
                "incident_memory",
                "change_event",
                "service_correction",
                "service")) {
            database.execute("delete from " + table);
        }
        token = token(Scope.DEPLOYMENT_WRITE);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    private String token(Scope... scopes) {
        return new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("events", Set.of(scopes), null))
                .secret()
                .text();
    }

    private ObjectNode example() throws Exception {
        Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(guide);
        assertThat(block.find()).isTrue();
        return (ObjectNode) json.readTree(block.group(1));
    }

    private String without(String field) throws Exception {
        ObjectNode event = example();
        event.remove(field);
        return event.toString();
    }

    /** The same of another id. */
    private ObjectNode example(String id, String type) throws Exception {
        return example().put("id", id).put("type", type);
    }

    private HttpResponse<String> send(String contentType, Object body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.dashboard().resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(server.dashboard().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private List<JsonNode> deployments() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        json.readTree(get("/api/dashboard/deployments")).path("deployments").forEach(all::add);
        return all;
    }

    @Test
    void theExampleOfTheGuideIsTakenOnce() throws Exception {
        HttpResponse<String> first = send(STRUCTURED, example());
        HttpResponse<String> again = send(STRUCTURED + "; charset=utf-8", example());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(guide).contains(first.body().strip());
        assertThat(again.body()).contains("\"taken\":0,\"known\":1");
        assertThat(deployments()).singleElement().satisfies(it -> {
            assertThat(it.path("repository").asText()).isEqualTo("acme/shop");
            assertThat(it.path("service").asText()).isEqualTo("till");
            assertThat(it.path("environment").asText()).isEqualTo("production");
            assertThat(it.path("version").asText()).isEqualTo("v1.4");
            assertThat(it.path("sha").asText()).isEqualTo(SHA);
            assertThat(it.path("source").asText()).isEqualTo("reported");
            assertThat(it.path("state").asText()).isEqualTo("watching");
        });
    }

    @Test
    void theBinaryExampleOfTheGuideIsTaken() throws Exception {
        String command = guide.substring(guide.indexOf("In binary mode"));
        List<String> headers = new ArrayList<>();
        Matcher header = Pattern.compile("-H '(ce-[a-z]+): ([^']+)'").matcher(command);
        while (header.find()) {
            headers.add(header.group(1));
            headers.add(header.group(2));
        }

        HttpResponse<String> answer = send("application/json", example().path("data"), headers.toArray(String[]::new));

        assertThat(headers).hasSize(8);
        assertThat(answer.body()).contains("\"taken\":1");
        assertThat(deployments()).hasSize(1);
    }

    @Test
    void severalAtOnceAreTakenOrNone() throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
        ObjectNode rolledBack =
                example("2", "dev.cdevents.service.rolledback.0.3.0-draft").put("time", at.toString());
        ObjectNode removed = example("3", "dev.cdevents.service.removed.0.2.0");
        ObjectNode build = example("4", "dev.cdevents.build.finished.0.3.0");
        ObjectNode other = example("5", "org.example.tea.is.ready");
        other.remove("data");
        ObjectNode broken = example("6", "dev.cdevents.service.deployed.0.2.0").put("data", "no object");

        HttpResponse<String> refused = send(BATCH, List.of(rolledBack, broken));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.body()).contains("data", "context and subject");
        assertThat(deployments()).isEmpty();

        HttpResponse<String> taken = send(BATCH, List.of(rolledBack, removed, build, other));

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(json.readTree(taken.body())).isEqualTo(json.readTree("{\"taken\":2,\"known\":0,\"ignored\":2}"));
        assertThat(deployments())
                .as("what was removed is not watched")
                .singleElement()
                .satisfies(it -> assertThat(it.path("serving_at").asText()).isEqualTo(at.toString()));
    }

    @Test
    void theRepositoryIsFoundByTheArtifactOrTheService() throws Exception {
        ObjectNode event = example("1", "dev.cdevents.service.deployed");
        ((ObjectNode) event.path("data")).remove("customData");
        ObjectNode content = (ObjectNode) event.at("/data/subject/content");

        content.put("artifactId", "pkg:oci/till?repository_url=registry.example.org/acme/till");
        HttpResponse<String> unknown = send(STRUCTURED, event);
        assertThat(unknown.body()).contains("\"taken\":1");
        assertThat(deployments()).isEmpty();
        assertThat(database.dsl().fetchValue("select kind || ': ' || title from change_event"))
                .as("of nobody knows which repository")
                .isEqualTo("deployment: till was deployed");

        event.put("id", "3");
        content.put("artifactId", "pkg:github/acme/mail@" + SHA);
        assertThat(send(STRUCTURED, event).body()).contains("\"taken\":1");
        assertThat(deployments().get(0).path("repository").asText()).isEqualTo("acme/mail");
        assertThat(deployments().get(0).path("sha").asText()).isEqualTo(SHA);

        content.put("artifactId", "registry.example.org:5000/acme/till:v2");
        event.put("id", "2");
        database.execute("insert into service (name, environment, first_seen_at, last_seen_at) values ('till', '',"
                + " now(), now())");
        database.execute("insert into service_correction (service, environment, repository_id, path, said_by, said_at)"
                + " select 'till', '', id, '', 'somebody', now() from repository where name = 'acme/shop'");
        assertThat(send(STRUCTURED, event).body()).contains("\"taken\":1");
        assertThat(deployments().stream()
                        .filter(it -> it.path("version").asText().equals("v2")))
                .singleElement()
                .satisfies(it -> assertThat(it.path("repository").asText()).isEqualTo("acme/shop"));
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        for (String[] wrong : new String[][] {
            {STRUCTURED, "{", "body", "one JSON object"},
            {STRUCTURED, "", "body", "one JSON object"},
            {STRUCTURED, "[]", "body", "JSON object"},
            {BATCH, "{}", "body", "array of at most 100"},
            {BATCH, "[" + "{},".repeat(100) + "{}]", "body", "array of at most 100"},
            {"application/json", "{}", "Content-Type", "ce-specversion"},
            {STRUCTURED, example().put("specversion", "0.3").toString(), "specversion", "1.0"},
            {STRUCTURED, without("id"), "id", "not there"},
            {STRUCTURED, example().put("source", 7).toString(), "source", "a text"},
            {STRUCTURED, example().put("source", "x".repeat(501)).toString(), "source", "500"},
            {STRUCTURED, example().put("time", "yesterday").toString(), "time", "2026-"},
            {STRUCTURED, example().put("time", "2999-01-01T00:00:00Z").toString(), "time", "future"},
            {STRUCTURED, example().put("time", "2020-01-01T00:00:00Z").toString(), "time", "last 14 days"},
            {STRUCTURED, example().put("data_base64", "%").toString(), "data_base64", "base64"},
            {STRUCTURED, example().toString().replace("\"id\":\"till\"", "\"id\":\"\""), "subject.id", "not there"},
            {STRUCTURED, example().toString().replace(SHA, "abc"), "customData.sha", "40 digits"},
            {STRUCTURED, example().toString().replace("acme/shop", "acme/none"), "acme/none", "follow"},
            {STRUCTURED, change().put("data", "Turn it on").toString(), "data", "title and kind"},
            {STRUCTURED, change().toString().replace("\"title\"", "\"name\""), "data.title", "not there"},
            {STRUCTURED, change().toString().replace("feature_flag", "flag"), "data.kind", "feature_flag, configuration"
            },
            {STRUCTURED, change().toString().replace("https://", "ftp://"), "data.link", "http"},
            {STRUCTURED, change().put("time", "2999-01-01T00:00:00Z").toString(), "time", "future"},
            {STRUCTURED, "\"" + "x".repeat(1_100_000) + "\"", "body", "larger"}
        }) {
            HttpResponse<String> answer = send(wrong[0], wrong[1]);
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .isEqualTo(wrong[2].equals("Content-Type") ? 415 : wrong[2].equals("acme/none") ? 404 : 400);
            assertThat(answer.body()).contains(wrong[2], wrong[3]);
        }
        assertThat(deployments()).isEmpty();
        assertThat(database.dsl().fetchValue("select count(*) from change_event"))
                .isEqualTo(0L);
        token = token(Scope.READ);
        assertThat(send(STRUCTURED, example()).statusCode()).isEqualTo(403);
        token = "rootops_" + "x".repeat(43);
        assertThat(send(STRUCTURED, example()).statusCode()).isEqualTo(401);
    }

    /** The example of the other guide. */
    private ObjectNode change() throws Exception {
        Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(CHANGES));
        assertThat(block.find()).isTrue();
        return (ObjectNode) json.readTree(block.group(1));
    }

    private ObjectNode incident(String id, String happened, Instant at) throws Exception {
        ObjectNode event = example(id, "dev.cdevents.incident." + happened + ".0.3.0")
                .put("source", "/monitoring")
                .put("time", at.toString());
        ObjectNode subject = (ObjectNode) event.at("/data/subject");
        subject.put("id", "42");
        subject.set(
                "content",
                json.readTree(
                        "{\"description\": \"Coupons are refused\", \"service\": {\"id\": \"/apps/cart\"},"
                                + " \"environment\": {\"id\": \"production\"}, \"ticketURI\": \"https://desk.example.org/42\"}"));
        ((ObjectNode) event.path("data")).remove("customData");
        return event;
    }

    private JsonNode incident() throws Exception {
        JsonNode all = json.readTree(get("/api/dashboard/incidents")).path("incidents");
        assertThat(all).hasSize(1);
        return json.readTree(get("/api/dashboard/incidents/" + all.at("/0/id").asText()));
    }

    @Test
    void anIncidentIsToldByItsEventsInWhateverOrderTheyCome() throws Exception {
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
        ObjectNode detected = incident("1", "detected", began);
        ObjectNode resolved = incident("2", "resolved", began.plusSeconds(600));
        ((ObjectNode) resolved.at("/data/subject/content")).put("description", "Fixed");

        HttpResponse<String> refused = send(STRUCTURED, detected);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("incident-write");

        token = token(Scope.DEPLOYMENT_WRITE, Scope.INCIDENT_WRITE);
        assertThat(send(STRUCTURED, detected).body()).contains("\"taken\":1");
        assertThat(send(STRUCTURED, detected).body()).contains("\"known\":1");
        assertThat(incident().path("title").asText()).isEqualTo("Coupons are refused");
        assertThat(incident().path("service").asText()).isEqualTo("cart");
        assertThat(incident().path("state").asText()).isEqualTo("open");
        assertThat(incident().at("/reports/0/url").asText()).isEqualTo("https://desk.example.org/42");
        assertThat(incident().at("/reports/0/by").asText()).isEqualTo("/monitoring, says the token 'events'");

        assertThat(send(STRUCTURED, resolved).body()).contains("\"taken\":1");
        assertThat(send(STRUCTURED, resolved).body()).contains("\"known\":1");
        assertThat(send(STRUCTURED, detected).body()).as("what comes late").contains("\"known\":1");
        assertThat(incident().path("title").asText()).isEqualTo("Coupons are refused");
        assertThat(incident().path("state").asText()).isEqualTo("resolved");
        assertThat(incident().path("began_at").asText()).isEqualTo(began.toString());
        assertThat(incident().path("ended_at").asText())
                .isEqualTo(began.plusSeconds(600).toString());

        send(STRUCTURED, incident("3", "reported", began.plusSeconds(1200)));
        assertThat(incident().path("state").asText()).as("it goes on again").isEqualTo("open");
    }

    @Test
    void aChangeThatIsNoCommitIsASuspectBesideThem() throws Exception {
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(10));
        ObjectNode flag = change().put("time", began.minusSeconds(240).toString());
        ObjectNode image =
                change().put("id", "image").put("time", began.minusSeconds(120).toString());
        image.set(
                "data",
                json.readTree(
                        "{\"title\": \"Move the nodes\", \"kind\": \"infrastructure\", \"environment\": \"production\"}"));
        ObjectNode later =
                change().put("id", "later").put("time", began.plusSeconds(60).toString());
        token = token(Scope.DEPLOYMENT_WRITE, Scope.INCIDENT_WRITE);
        assertThat(send(BATCH, List.of(flag, image, later)).body()).contains("\"taken\":3");
        assertThat(send(STRUCTURED, flag).body()).contains("\"taken\":0,\"known\":1");
        send(STRUCTURED, incident("1", "detected", began));

        JsonNode incident = incident();
        assertThat(incident.path("changes")).hasSize(3);
        assertThat(incident.path("change_suspects")).hasSize(2);
        JsonNode first = incident.at("/change_suspects/0");
        assertThat(first.path("title").asText())
                .isEqualTo(flag.at("/data/title").asText());
        assertThat(first.path("kind").asText()).isEqualTo("feature_flag");
        assertThat(first.path("rank").asInt()).isOne();
        assertThat(first.path("evidence").findValuesAsText("words"))
                .contains("is of the service cart", "was made in production", "4 minutes before it began");

        String id = incident.path("id").asText();
        String page = get("/dashboard/incidents/" + id);
        assertThat(page)
                .contains(
                        "Or was it a change that is no commit?",
                        "with no measured chance",
                        "speaks of commits alone",
                        "Move the nodes",
                        "after it began");

        JsonNode said = answer(
                id,
                "{\"answer\": \"confirmed\", \"change\": \"" + first.path("id").asText() + "\"}");
        assertThat(said.at("/answers/0/answer").asText()).isEqualTo("none_of_these");
        assertThat(said.at("/answers/0/kind").asText()).isEqualTo("configuration");
        assertThat(said.at("/answers/0/change").asText())
                .isEqualTo(first.path("id").asText());
        assertThat(get("/dashboard/incidents/" + id)).contains("This change did it, and no commit");
        assertThat(answer(
                                id,
                                "{\"answer\": \"rejected\", \"change\": \""
                                        + first.path("id").asText() + "\"}")
                        .at("/answers/0/taken_back_at")
                        .isNull())
                .isFalse();
        assertThat(answer(id, "{\"answer\": \"undo\", \"number\": 2}")
                        .at("/answers/1/taken_back_at")
                        .isNull())
                .isFalse();
        assertThat(answer(id, "{\"answer\": \"confirmed\", \"change\": \"" + id + "\"}")
                        .path("detail")
                        .asText())
                .contains("change", "one of the changes");
    }

    private JsonNode answer(String incident, String body) throws Exception {
        return json.readTree(client.send(
                        HttpRequest.newBuilder(server.dashboard().resolve("/api/v1/intelligence/incident/" + incident))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}

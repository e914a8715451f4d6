package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four deployments and a rollback: what the gate says of the next one, and the figures of these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateAndDoraApiIT {
    private static final Prior PRIOR = new Prior(
            "test",
            new LogisticModel(List.of(Feature.LA), new double[] {2}, new double[] {1}, new double[] {0.5}, -2),
            ReferenceDistribution.of(new float[] {-3, -2, -1}),
            List.of("acme/other"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;
    private List<String> shas;
    private FormPage page;

    @BeforeAll
    void start(@TempDir Path work) throws IOException, InterruptedException {
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository git = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        shas = git.shas("main");
        TrackedRepository shop = site.read("acme/shop", git.directory(), null);
        site.learn(shop, PRIOR);
        site.execute("update commit_memory set percentile = 50, level = 'low' where percentile is not null");
        place(shas.get(15), 99.9);
        place(shas.get(5), 99.5);
        deployed("1", 40, 30);
        deployed("2", 30, 20);
        deployed("3", 20, 10);
        deployed("4", 10, 4);
        deployed("5", 20, 3);
        page = FormPage.open(client, URI.create(site.address() + "/dashboard/incidents/new"));
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @BeforeEach
    void quiet() {
        site.execute("delete from incident_memory");
        site.execute("delete from verdict_answer");
        site.execute("update deployment_watch set state = 'healthy'");
        site.execute("update risk_model set known_bad = 12");
    }

    @Test
    void a_commit_that_stands_too_high_holds_a_deployment_back() throws Exception {
        JsonNode held = gate(shas.get(0));

        assertThat(held.get("verdict").asText()).isEqualTo("hold");
        assertThat(held.at("/reasons/0/kind").asText()).isEqualTo("commit");
        assertThat(held.get("reasons").findValuesAsText("evidence_url"))
                .as("the riskiest first")
                .containsExactly(
                        "/dashboard/r/acme/shop/commits/" + shas.get(15),
                        "/dashboard/r/acme/shop/commits/" + shas.get(5));
        assertThat(held.get("would_change")).hasSize(2);
        assertThat(gate(shas.get(16)).get("verdict").asText())
                .as("before either of them")
                .isEqualTo("allow");
        assertThat(gate(shas.get(16)).get("commits").asInt()).isPositive();
    }

    @Test
    void the_share_of_past_deployments_that_it_would_have_held_is_told() throws Exception {
        JsonNode replay = gate(shas.get(16)).get("replay");

        assertThat(replay.get("deployments").asInt()).isEqualTo(4);
        assertThat(replay.get("held").asInt()).as("the fourth, with commit 15").isEqualTo(1);
        assertThat(replay.get("by_commit").asInt()).isEqualTo(1);
        assertThat(replay.get("share").asDouble()).isEqualTo(0.25);
        assertThat(replay.get("low").asDouble()).isLessThan(0.25);
        assertThat(replay.get("left").asInt()).isZero();
    }

    @Test
    void an_open_incident_and_a_regressed_deployment_hold_back_all_but_a_rollback() throws Exception {
        String next = shas.get(16);
        site.execute("update deployment_watch set state = 'regressed' where external_id = '5'");
        assertThat(gate(next).at("/reasons/0/kind").asText()).isEqualTo("regressed");
        assertThat(gate(next).at("/reasons/0/evidence_url").asText()).startsWith("/dashboard/deployments/");
        site.execute("update deployment_watch set state = 'healthy'");
        site.execute("update deployment_watch set state = 'regressed' where external_id = '4'");
        assertThat(gate(next).get("verdict").asText()).as("it was replaced").isEqualTo("allow");

        String incident = site.incident().toString();
        assertThat(gate(next).at("/reasons/0/evidence_url").asText()).isEqualTo("/dashboard/incidents/" + incident);
        assertThat(gate(shas.get(30)).get("verdict").asText()).as("a rollback").isEqualTo("allow");
        assertThat(gate(shas.get(30)).at("/reasons/0/kind").asText()).isEqualTo("nothing_new");
        site.execute("update incident_memory set environment = 'staging'");
        assertThat(gate(next).get("verdict").asText())
                .as("of another environment")
                .isEqualTo("allow");
    }

    @Test
    void a_rollback_that_brings_in_commits_is_said_to_be_a_new_deployment() throws Exception {
        String id = ok("/api/dashboard/deployments").at("/deployments/0/id").asText();
        site.execute("update deployment_watch set state = 'regressed' where external_id = '5'");
        JsonNode newer = ok("/api/dashboard/deployments/" + id).get("rollback");
        assertThat(newer.at("/last_good/sha").asText()).isEqualTo(shas.get(10));
        assertThat(newer.get("comes_in").asInt()).isPositive();
        assertThat(gate(shas.get(10)).get("verdict").asText()).isEqualTo("hold");
        assertThat(get("/dashboard/deployments/" + id).body()).contains("so the gate treats it as a new deployment");

        site.execute("update deployment_watch set state = 'regressed' where external_id = '4'");
        JsonNode older = ok("/api/dashboard/deployments/" + id).get("rollback");
        assertThat(older.at("/last_good/sha").asText()).isEqualTo(shas.get(30));
        assertThat(older.get("comes_in").asInt(-1)).isZero();
        assertThat(gate(shas.get(30)).get("verdict").asText()).isEqualTo("allow");
        assertThat(get("/dashboard/deployments/" + id).body()).contains("The gate does not hold it back");
    }

    @Test
    void a_regressed_verdict_that_is_called_wrong_holds_nothing_back_and_is_no_failure() throws Exception {
        String next = shas.get(16);
        site.execute("update deployment_watch set state = 'regressed' where external_id = '5'");
        String id = ok("/api/dashboard/deployments").at("/deployments/0/id").asText();
        String address = "/api/v1/intelligence/verdicts/" + id;

        assertThat(post(address, "{\"answer\": \"wrong\", \"state\": \"healthy\"}")
                        .statusCode())
                .as("it is regressed by now")
                .isEqualTo(409);
        assertThat(post(address, "{\"answer\": \"wrong\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> twice = post(address, "{\"answer\": \"wrong\", \"state\": \"regressed\"}");

        JsonNode answers = json.readTree(twice.body()).get("answers");
        assertThat(answers.get("history")).hasSize(1);
        assertThat(answers.at("/standing/answer").asText()).isEqualTo("wrong");
        assertThat(json.readTree(twice.body()).get("state").asText())
                .as("the verdict stays")
                .isEqualTo("regressed");
        assertThat(gate(next).get("verdict").asText()).isEqualTo("allow");
        assertThat(gate(next).at("/reasons/1/kind").asText()).isEqualTo("called_wrong");
        JsonNode newest = ok("/api/v1/dora?repository=acme/shop").at("/deployments/0");
        assertThat(newest.get("failure").isNull()).isTrue();
        assertThat(newest.get("said_worse").asBoolean(true)).isFalse();
        assertThat(get("/dashboard/deployments/" + id).body())
                .contains("says that the verdict is <b>wrong</b>", "The gate holds nothing back for this verdict.");
        assertThat(get("/dashboard/r/acme/shop/dora").body()).contains("regressed, a person says: wrong");

        assertThat(post(address, "{\"answer\": \"undo\", \"state\": \"healthy\"}")
                        .statusCode())
                .as("it was regressed")
                .isEqualTo(409);
        assertThat(post(address, "{\"answer\": \"undo\"}").statusCode()).isEqualTo(200);
        assertThat(gate(next).get("verdict").asText()).isEqualTo("hold");
        assertThat(ok("/api/v1/dora?repository=acme/shop")
                        .at("/deployments/0/failure/signs/0")
                        .asText())
                .isEqualTo("regressed");
    }

    @Test
    void a_healthy_verdict_is_called_wrong_by_the_form_and_counts_as_failed() throws Exception {
        String id = ok("/api/dashboard/deployments").at("/deployments/0/id").asText();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(site.address() + "/dashboard/deployments/answer"))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", page.cookie())
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "id=" + id + "&state=healthy&says=wrong&csrf=" + page.csrf()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/dashboard/deployments/" + id + "#h-verdict");
        assertThat(ok("/api/v1/dora?repository=acme/shop")
                        .at("/deployments/0/failure/signs/0")
                        .asText())
                .isEqualTo("said");
        site.execute("update deployment_watch set state = 'watching'");
        String address = "/api/v1/intelligence/verdicts/";
        assertThat(post(address + id, "{\"answer\": \"wrong\"}").body()).contains("is watching, which is no verdict");
        assertThat(post(address + "0", "{\"answer\": \"wrong\"}").statusCode()).isEqualTo(404);
        assertThat(post(address + id, "{\"answer\": \"maybe\"}").body()).contains("wrong, right, undo");
    }

    @ParameterizedTest
    @CsvSource({
        "repository=acme/none&sha=0123456, does not follow",
        "repository=acme/shop&sha=0123456, is not known in acme/shop",
        "repository=acme/shop&sha=NEXT&environment=qa, No deployment to qa",
        "repository=acme/shop&sha=NEXT&source=tag, No deployment to production"
    })
    void what_is_not_known_is_said_and_holds_nothing_back(String query, String words) throws Exception {
        JsonNode answer = ok("/api/v1/gate?" + query.replace("NEXT", shas.get(16)));

        assertThat(answer.get("verdict").asText()).isEqualTo("unknown");
        assertThat(answer.at("/reasons/0/text").asText()).contains(words);
        assertThat(answer.get("would_change")).isNotEmpty();
    }

    @Test
    void without_an_outcome_no_score_holds_back() throws Exception {
        site.execute("update risk_model set known_bad = 0");

        assertThat(gate(shas.get(0)).get("verdict").asText()).isEqualTo("unknown");
    }

    @Test
    void a_question_that_is_none_is_refused() throws Exception {
        assertThat(get("/api/v1/gate").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/gate?sha=main").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/gate?sha=0123456&source=hearsay").body()).contains("reported, deployment_status");
        assertThat(get("/api/v1/dora?days=366").statusCode()).isEqualTo(400);
    }

    @Test
    void the_figures_are_those_of_the_rows() throws Exception {
        JsonNode dora = ok("/api/v1/dora?repository=acme/shop&days=30");

        assertThat(dora.get("source").asText()).isEqualTo("reported");
        assertThat(dora.get("environment").asText()).isEqualTo("production");
        assertThat(dora.get("confidence").asText()).isEqualTo("high");
        JsonNode figures = dora.get("figures");
        assertThat(figures.at("/deployments_per_week/n").asInt()).isEqualTo(5);
        assertThat(figures.at("/change_failure_rate/n").asInt()).isEqualTo(5);
        assertThat(figures.at("/change_failure_rate/value").asDouble()).isEqualTo(0.2);
        assertThat(figures.at("/time_to_restore_median_seconds/value").asDouble())
                .isEqualTo(3600);
        List<JsonNode> rows = StreamSupport.stream(dora.get("deployments").spliterator(), false)
                .toList();
        assertThat(rows).extracting(it -> it.get("id").asText()).containsExactly("5", "4", "3", "2", "1");
        assertThat(rows.get(1).at("/failure/signs/0").asText()).isEqualTo("rolled_back");
        assertThat(rows.get(0).get("changes")).as("all served before").isEmpty();
        assertThat(rows.get(4).get("changes_known").asBoolean())
                .as("what served before the first is not known")
                .isFalse();
        int changes = rows.stream().mapToInt(it -> it.get("changes").size()).sum();
        assertThat(figures.at("/lead_time_median_seconds/n").asInt()).isEqualTo(changes);
        assertThat(changes).isGreaterThan(20);
        assertThat(rows.get(1).get("changes").findValuesAsText("sha")).contains(shas.get(15));
    }

    @Test
    void each_source_has_figures_of_its_own() throws Exception {
        site.execute(
                "insert into deployment_event (repository_id, source, external_id, environment, sha, name, state, state_at,"
                        + " state_number, confidence, created_at, succeeded_at) select id, 'release', 'r', '', '\\x"
                        + shas.get(9)
                        + "', 'Summer', 'success', now(), 0, 'medium', now(), now() - interval '5 hours' from repository");

        JsonNode dora = ok("/api/v1/dora?repository=acme/shop&source=release");
        assertThat(dora.get("environment").isNull()).isTrue();
        assertThat(dora.get("confidence").asText()).isEqualTo("medium");
        assertThat(dora.get("deployments")).hasSize(1);
        assertThat(dora.at("/deployments/0/page").isNull()).as("not looked at").isTrue();
        assertThat(dora.get("choices")).hasSize(2);
        assertThat(ok("/api/v1/dora?repository=acme/shop").get("deployments")).hasSize(5);
        site.execute("delete from deployment_event where source = 'release'");
    }

    @Test
    void an_incident_that_began_while_it_served_is_a_failure_and_the_page_links_to_it() throws Exception {
        String incident = site.incident().toString();

        JsonNode newest = ok("/api/v1/dora?repository=acme/shop").at("/deployments/0");
        assertThat(newest.at("/failure/signs/0").asText()).isEqualTo("incident");
        assertThat(newest.at("/failure/incidents/0/page").asText()).isEqualTo("/dashboard/incidents/" + incident);
        assertThat(newest.at("/failure/restored_at").isNull()).isTrue();
        assertThat(get("/dashboard/r/acme/shop/dora").body())
                .contains("change failure rate", "/dashboard/incidents/" + incident, "rolled back", "not over");
        assertThat(get("/dashboard/dora?environment=qa").body()).contains("Nothing tells of a deployment there.");
    }

    private void deployed(String id, int commit, long hoursAgo) {
        site.deployed("acme/shop", id, shas.get(commit), Instant.now().minus(Duration.ofHours(hoursAgo)));
    }

    private void place(String sha, double percentile) {
        site.execute("update commit_memory set percentile = " + percentile + ", level = 'high' where sha = '\\x" + sha
                + "' and percentile is not null");
    }

    private JsonNode gate(String sha) throws Exception {
        return ok("/api/v1/gate?repository=acme/shop&environment=production&sha=" + sha);
    }

    private JsonNode ok(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Cookie", page.cookie())
                        .header("X-Csrf", page.csrf())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

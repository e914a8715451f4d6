package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import io.rootops.core.change.TrackedRepository.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Incidents as people and programs tell them, by the API and by the forms of the dashboard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentsApiIT {
    private static final String API = "/api/v1/intelligence/incident";
    private static final String SHA = "ab".repeat(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;
    private FormPage page;
    private String known;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start(@TempDir Path work) throws Exception {
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository shop = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
        known = shop.shas("main").get(1);
        page = FormPage.open(client, URI.create(site.address() + "/dashboard/incidents/new"));
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @BeforeEach
    void empty() {
        site.execute("delete from incident_memory");
    }

    @Test
    void curlNeedNotBeToldThatItSendsJson() throws Exception {
        HttpRequest asCurl = request("POST", API, "{\"title\": \"No items\"}")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .build();

        HttpResponse<String> told = client.send(asCurl, HttpResponse.BodyHandlers.ofString());

        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
    }

    @Test
    void toldTwiceItIsOneAndItsTextIsKept() throws Exception {
        String told = "{\"title\": \"No items\", \"text\": \"at shop.Cart.total(Cart.java:17), says ana@example.org\","
                + " \"service\": \"cart\", \"environment\": \"production\", \"severity\": \"P1\", \"source\": \"statuspage\","
                + " \"external_id\": \"42\", \"sha\": \"" + known.substring(0, 10)
                + "\", \"link\": \"https://status.example.org/42\"}";

        HttpResponse<String> first = send("POST", API, told);
        HttpResponse<String> again = send("POST", API, told);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode incident = json.readTree(first.body());
        assertThat(json.readTree(again.body()).get("id")).isEqualTo(incident.get("id"));
        assertThat(incident.get("text").asText()).isEqualTo("at shop.Cart.total(Cart.java:17), says <mail>");
        assertThat(incident.get("text_left_out").asInt()).isZero();
        assertThat(incident.get("severity").asText()).isEqualTo("critical");
        assertThat(incident.get("repository").isNull())
                .as("the service is not known")
                .isTrue();
        assertThat(incident.at("/sources/0").asText()).isEqualTo("reported");
        assertThat(incident.at("/reports/0/by").asText()).isEqualTo("statuspage, says somebody on this machine");
        assertThat(incident.at("/answers/0/sha").asText()).isEqualTo(known);
        assertThat(incident.at("/answers/0/repository").asText()).isEqualTo("acme/shop");
        assertThat(page("/dashboard/incidents/" + incident.get("id").asText()).body())
                .contains(
                        "says &lt;mail&gt;",
                        "This commit did it",
                        known.substring(0, 10),
                        "https://status.example.org/42");

        JsonNode over = json.readTree(send("POST", API, told.replace("}", ", \"ended_at\": \"" + Instant.now() + "\"}"))
                .body());
        assertThat(over.get("state").asText()).isEqualTo("resolved");
    }

    @Test
    void itsSuspectsAreRankedAndAnswered() throws Exception {
        String id = json.readTree(send(
                                "POST",
                                API,
                                "{\"title\": \"Wrong totals\", \"text\": \"at shop.orders.TotalsClient.get(TotalsClient.java:3)\", \"repository\": \"acme/shop\"}")
                        .body())
                .get("id")
                .asText();
        assertThat(page("/dashboard/incidents/" + id).body()).contains("Its suspects are being ranked");

        site.rankSuspects();

        JsonNode suspects =
                json.readTree(page("/api/dashboard/incidents/" + id).body()).get("suspects");
        assertThat(suspects.get("from").asText()).isEqualTo("default_branch");
        assertThat(suspects.get("owners").asBoolean()).isTrue();
        assertThat(suspects.get("suspects").size())
                .isEqualTo(Math.min(25, suspects.get("candidates").asInt()));
        String likeliest = suspects.at("/suspects/0/sha").asText();
        String other = suspects.at("/suspects/1/sha").asText();
        assertThat(page("/dashboard/incidents/" + id).body())
                .contains("chance that the cause is among these five", "This did it", likeliest.substring(0, 9));

        JsonNode confirmed =
                answered(id, "{\"answer\": \"confirmed\", \"sha\": \"" + likeliest.substring(0, 12) + "\"}");
        assertThat(confirmed.at("/answers/0/rank").asInt()).isEqualTo(1);
        assertThat(confirmed.at("/suspects/hits/first").asInt()).isEqualTo(1);
        assertThat(page("/dashboard/r/acme/shop/commits/" + likeliest).body()).contains("caused incident");
        answered(id, "{\"answer\": \"rejected\", \"sha\": \"" + other + "\"}");
        assertThat(page("/dashboard/incidents/" + id).body())
                .contains("it had rank 1", "This commit did not, says somebody on this machine");

        assertThat(form("/dashboard/incidents/answer", Map.of("id", id, "says", "none_of_these", "kind", "data"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page("/dashboard/incidents/" + id).body()).contains("No commit did it, but data");
        assertThat(answered(id, "{\"answer\": \"undo\", \"number\": 3}")
                        .at("/answers/2/taken_back_at")
                        .isNull())
                .isFalse();

        assertThat(send("POST", API + "/" + id, "{\"answer\": \"undo\", \"number\": 3}")
                        .body())
                .contains("No answer 3 counts");
        assertThat(send("POST", API + "/" + id, "{\"answer\": \"perhaps\"}").body())
                .contains("confirmed, rejected, none_of_these, undo");
        assertThat(send("POST", API + "/" + id, "{\"answer\": \"confirmed\"}").body())
                .contains("the sha of the commit that is meant");
        assertThat(send("POST", API + "/" + id, "{\"answer\": \"rejected\", \"sha\": \"abc9\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", API + "/" + "0".repeat(8), "{\"answer\": \"none_of_these\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private JsonNode answered(String id, String body) throws Exception {
        HttpResponse<String> answer = send("POST", API + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    @Test
    void ofTwoAtTheSameTimeWithOneKeyOneIsFirst() throws Exception {
        for (String key : new String[] {"k-1", ""}) {
            empty();
            HttpRequest request = request("POST", API, "{\"title\": \"No items\", \"text\": \"" + key + "\"}")
                    .header("Idempotency-Key", key.isEmpty() ? " " : key)
                    .build();
            List<CompletableFuture<HttpResponse<String>>> both = Stream.of(request, request)
                    .map(it -> client.sendAsync(it, HttpResponse.BodyHandlers.ofString()))
                    .toList();

            assertThat(both.stream().map(it -> it.join().statusCode())).containsExactlyInAnyOrder(200, 201);
            assertThat(json.readTree(page("/api/dashboard/incidents").body()).get("incidents"))
                    .hasSize(1);
        }
    }

    @Test
    void itIsResolvedReopenedAndEditedWithHistory() throws Exception {
        String id = json.readTree(send("POST", API, "{\"title\": \"No items\", \"service\": \"cart\"}")
                        .body())
                .get("id")
                .asText();

        assertThat(patched(id, "{\"state\": \"resolved\"}").get("state").asText())
                .isEqualTo("resolved");
        assertThat(patched(id, "{\"state\": \"open\"}").get("ended_at").isNull())
                .isTrue();
        JsonNode edited = patched(
                id,
                "{\"title\": \"The cart is empty\", \"text\": \"password=geheim\", \"severity\": \"sev2\", \"service\": \"\","
                        + " \"repository\": \"acme/shop\", \"environment\": \"live\"}");

        assertThat(edited.get("title").asText()).isEqualTo("The cart is empty");
        assertThat(edited.get("text").asText()).isEqualTo("password=<secret>");
        assertThat(edited.get("severity").asText()).isEqualTo("high");
        assertThat(edited.get("service").isNull()).isTrue();
        assertThat(edited.get("repository").asText()).isEqualTo("acme/shop");
        assertThat(edited.at("/history").findValuesAsText("kind"))
                .containsExactly("opened", "resolved", "reopened", "edited");
        assertThat(edited.at("/history/3/note").asText())
                .isEqualTo("somebody on this machine: title from 'No items' to 'The cart is empty'; text; severity from"
                        + " unstated to high; service from cart to (live); repository from none to acme/shop");
        assertThat(send("PATCH", API + "/" + id, "{\"state\": \"perhaps\"}").body())
                .contains("open or resolved");
        assertThat(send("PATCH", API + "/" + id, "{\"title\": \" \"}").statusCode())
                .isEqualTo(400);
        assertThat(send("PATCH", API + "/" + id, "{\"ended_at\": \"2020-01-01T00:00:00Z\"}")
                        .body())
                .contains("not before began_at");
        assertThat(send("PATCH", API + "/7", "{\"state\": \"resolved\"}").statusCode())
                .isEqualTo(404);
        assertThat(send("PATCH", API, "{\"state\": \"resolved\"}").statusCode()).isEqualTo(405);
        assertThat(send("POST", API + "/" + id, "{\"title\": \"x\"}").body())
                .contains("bad-parameter", "confirmed, rejected");
    }

    @Test
    void whatCannotBeUsedIsSaidAndKeepsNothing() throws Exception {
        for (String[] wrong : new String[][] {
            {"{}", "title", "400"},
            {"{\"title\": \" \", \"text\": \" \"}", "whose first line", "400"},
            {"{\"title\": \"x\", \"began_at\": \"2999-01-01T00:00:00Z\"}", "not in the future", "400"},
            {"{\"title\": \"x\", \"began_at\": \"1926-01-01T00:00:00Z\"}", "last 20 years", "400"},
            {"{\"title\": \"x\", \"began_at\": \"yesterday\"}", "2026-11-29T10:00:00Z", "400"},
            {
                "{\"title\": \"x\", \"began_at\": \"2026-01-02T00:00:00Z\", \"ended_at\": \"2026-01-01T00:00:00Z\"}",
                "not before began_at",
                "400"
            },
            {"{\"title\": \"x\", \"repository\": \"acme/none\"}", "acme/none", "404"},
            {"{\"title\": \"x\", \"sha\": \"abcdef0\"}", "40 digits", "400"},
            {"{\"title\": \"x\", \"sha\": \"perhaps\"}", "40 digits", "400"},
            {"{\"title\": \"x\", \"link\": \"javascript:alert(1)\"}", "http or https", "400"},
            {"{\"title\": \"x\", \"service\": \"" + "x".repeat(201) + "\"}", "at most 200", "400"},
            {"{\"title\": [1]}", "a text", "400"},
            {"[]", "JSON object", "400"},
        }) {
            HttpResponse<String> answer = send("POST", API, wrong[0]);
            assertThat(answer.body()).as(wrong[0]).contains(wrong[1]);
            assertThat(answer.statusCode()).as(wrong[0]).isEqualTo(Integer.parseInt(wrong[2]));
        }
        assertThat(json.readTree(page("/api/dashboard/incidents").body()).get("incidents"))
                .isEmpty();
        HttpResponse<String> foreign = client.send(
                request("POST", API, "{\"title\": \"x\"}", "cross-site").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsUnknownOrOldOrWithoutATitleIsTaken() throws Exception {
        JsonNode incident = json.readTree(send(
                        "POST",
                        API,
                        "{\"text\": \"\\n  No till\\u202e\\u0000<script>alert(1)</script>\\nat Till.java\", \"sha\": \""
                                + SHA
                                + "\", \"began_at\": \"2009-01-01T00:00:00Z\", \"ended_at\": \"2009-01-01T01:00:00Z\"}")
                .body());

        assertThat(incident.get("title").asText()).isEqualTo("No till\u202e\uFFFD<script>alert(1)</script>");
        assertThat(incident.get("repository").asText()).as("the only one").isEqualTo("acme/shop");
        assertThat(incident.get("seconds").asInt()).isEqualTo(3600);
        assertThat(incident.at("/answers/0/sha").asText()).isEqualTo(SHA);
        assertThat(page("/dashboard/incidents/" + incident.get("id").asText()).body())
                .contains("No till[U+202E]", "&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void ofFiveMegabytesBeginAndEndAreKept() throws Exception {
        String text = "begin\\n" + "at shop.Cart.total(Cart.java:17)\\n".repeat(150_000) + "end";

        JsonNode incident = json.readTree(send("POST", API, "{\"title\": \"x\", \"text\": \"" + text + "\"}")
                .body());

        assertThat(text.length()).isGreaterThan(5_000_000);
        assertThat(incident.get("text").asText())
                .startsWith("begin")
                .endsWith("end")
                .hasSizeLessThan(65_537);
        assertThat(incident.get("text_left_out").asInt()).isGreaterThan(4_700_000);
        assertThat(page("/dashboard/incidents/" + incident.get("id").asText()).body())
                .contains("<summary>65,", "characters of text</summary>");
        assertThat(send("POST", API, "{\"text\": \"" + text + text + "\"}").body())
                .contains("8192 KiB");
    }

    @Test
    void theFormTellsOfOneAndKeepsWhatWasWrittenWhereItCannotBeUsed() throws Exception {
        assertThat(page.body()).contains("Report an incident", "name=\"text\"", "value=\"acme/shop\"");

        HttpResponse<String> wrong = form(
                "/dashboard/incidents/new",
                Map.of("title", "No <b>items</b>", "text", "a\ntrace", "began_at", "2999-01-01T00:00"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("not in the future", "value=\"No &lt;b>items&lt;/b>\"", "a\ntrace");

        HttpResponse<String> told = form(
                "/dashboard/incidents/new",
                Map.of(
                        "title",
                        "",
                        "text",
                        "x".repeat(300_000),
                        "severity",
                        "critical",
                        "began_at",
                        "2026-01-01T10:00:30"));
        assertThat(told.statusCode()).as(told.body()).isEqualTo(303);
        String incident = told.headers().firstValue("Location").orElseThrow();
        assertThat(page(incident).body())
                .contains("Severity: critical", "characters of text", "somebody on this machine");
        assertThat(form("/dashboard/incidents/new", Map.of("text", "x".repeat(1_100_000)))
                        .statusCode())
                .as("larger than a form may be")
                .isBetween(400, 413);

        String id = incident.replaceAll(".*/", "");
        HttpResponse<String> resolved = form("/dashboard/incidents/state", Map.of("id", id, "says", "resolve"));
        assertThat(resolved.headers().firstValue("Location")).contains(incident);
        assertThat(page(incident).body()).contains("Resolved, by somebody on this machine", "value=\"reopen\"");
        form("/dashboard/incidents/state", Map.of("id", id, "says", "reopen"));
        assertThat(page(incident).body()).contains("value=\"resolve\"");
        assertThat(form("/dashboard/incidents/state", Map.of("id", id, "says", "perhaps"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(form("/dashboard/incidents/state", Map.of("id", "7", "says", "reopen"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFormOfAnEditWritesNothingOverThatWasChangedMeanwhile() throws Exception {
        Instant began = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        String id = json.readTree(send("POST", API, "{\"title\": \"No items\", \"began_at\": \"" + began + "\"}")
                        .body())
                .get("id")
                .asText();
        String edit = "/dashboard/incidents/edit";
        String field = began.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        assertThat(page(edit + "?id=" + id).body())
                .contains("Edit an incident", "value=\"No items\"", field, "name=\"seen\" value=\"1\"");
        Map<String, String> filled = Map.of(
                "id",
                id,
                "seen",
                "1",
                "title",
                "Nothing",
                "text",
                "",
                "service",
                "cart",
                "environment",
                "",
                "repository",
                "acme/shop",
                "severity",
                "",
                "began_at",
                field,
                "ended_at",
                "");

        assertThat(form(edit, filled).statusCode()).isEqualTo(303);
        JsonNode edited = json.readTree(page("/api/dashboard/incidents/" + id).body());
        assertThat(edited.get("title").asText()).isEqualTo("Nothing");
        assertThat(edited.get("began_at").asText())
                .as("a form knows no fractions")
                .isEqualTo(began.toString());
        assertThat(edited.at("/history/1/note").asText())
                .isEqualTo("somebody on this machine: title from 'No items' to 'Nothing'; service from none to cart");

        HttpResponse<String> late = form(edit, filled);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("changed this incident", "name=\"seen\" value=\"2\"", "Nothing");
        assertThat(page(edit).statusCode()).as("of none").isEqualTo(303);
        assertThat(page(edit + "?id=7").statusCode()).isEqualTo(404);
    }

    @Test
    void whatThePageMakesVisibleAndTheBrowserSendsOtherwiseIsNoEdit() throws Exception {
        String id = json.readTree(send(
                                "POST",
                                API,
                                "{\"title\": \"No\\u202e items\", \"text\": \"\\u001b[31mred\\rat\\nshop\\ufeff\"}")
                        .body())
                .get("id")
                .asText();
        JsonNode told = json.readTree(page("/api/dashboard/incidents/" + id).body());
        Map<String, String> fields = Map.of(
                "id",
                id,
                "seen",
                "1",
                "title",
                "No[U+202E] items",
                "text",
                "[U+001B][31mred\r\nat\r\nshop[U+FEFF]",
                "severity",
                "critical");

        assertThat(form("/dashboard/incidents/edit", fields).statusCode()).isEqualTo(303);

        JsonNode edited = json.readTree(page("/api/dashboard/incidents/" + id).body());
        assertThat(edited.get("title")).isEqualTo(told.get("title"));
        assertThat(edited.get("text")).isEqualTo(told.get("text"));
        assertThat(edited.get("text").asText()).contains("\u001b[31mred\rat");
        assertThat(edited.at("/history/1/note").asText())
                .isEqualTo("somebody on this machine: severity from unstated to critical");
    }

    @Test
    void aFormThatIsRefusedStillKnowsWhatItHasSeen() throws Exception {
        String id = json.readTree(send("POST", API, "{\"title\": \"No items\"}").body())
                .get("id")
                .asText();
        patched(id, "{\"severity\": \"critical\"}");

        HttpResponse<String> refused =
                form("/dashboard/incidents/edit", Map.of("id", id, "seen", "1", "title", "x", "began_at", ""));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("name=\"seen\" value=\"1\"");
    }

    @Test
    void theOverviewCountsAllThatAreOpen() throws Exception {
        site.execute("insert into incident_memory (id, service, environment, title, severity, source, trust, state,"
                + " began_at, opened_at) select gen_random_uuid(), '', '', 'No items', 'high', 'reported', 1, 'open', now(),"
                + " now() from generate_series(1, 120)");

        assertThat(page("/dashboard").body()).contains("120 incidents are open");
    }

    @Test
    void aCommitIsLookedForInTheRepositoryThatIsNamed() throws Exception {
        site.repositories().track("acme/till", "https://example.org/till.git", Kind.GITHUB, null);
        try {
            String told =
                    "{\"title\": \"No items\", \"sha\": \"" + known.substring(0, 10) + "\", \"repository\": \"%s\"}";
            assertThat(send("POST", API, told.formatted("acme/till")).statusCode())
                    .isEqualTo(400);
            assertThat(send("POST", API, told.formatted("acme/shop")).statusCode())
                    .isEqualTo(201);
        } finally {
            site.execute("delete from repository where name = 'acme/till'");
        }
    }

    private JsonNode patched(String id, String body) throws Exception {
        HttpResponse<String> answer = send("PATCH", API + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(request(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return request(method, path, body, "same-origin");
    }

    private HttpRequest.Builder request(String method, String path, String body, String sender) {
        return HttpRequest.newBuilder(URI.create(site.address() + path))
                .header("Content-Type", "application/json")
                .header("Cookie", page.cookie())
                .header("X-Csrf", page.csrf())
                .header("Sec-Fetch-Site", sender)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", page.cookie())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(form + "&csrf=" + page.csrf()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> page(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

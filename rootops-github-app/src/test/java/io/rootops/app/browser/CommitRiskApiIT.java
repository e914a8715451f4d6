package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.change.RepositoryId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a build asks of its commits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitRiskApiIT {
    private static final String COMMITS = "/api/v1/repositories/acme/shop/commits/";
    private static final String UNKNOWN = "0123456789".repeat(4);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;
    private GitRepository git;
    private RepositoryId shop;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        site = new RunningDashboard(Clock.systemUTC());
        git = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", git.directory(), null);
        shop = site.repositories().named("acme/shop").orElseThrow().id();
        site.learning().years(shop, git.shas("main"), 2000);
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void aCommitHasTheNumbersOfItsPage() throws Exception {
        String sha = git.shas("main").get(1);
        JsonNode page = ok("/api/dashboard/commits/" + sha);

        JsonNode risk = ok(COMMITS + sha.substring(0, 10) + "/risk");

        assertThat(risk.get("sha").asText()).isEqualTo(sha);
        assertThat(risk.get("status").asText()).isEqualTo("scored");
        for (String same : List.of("percentile", "score", "probability", "level", "reasons", "calibration", "title")) {
            assertThat(risk.get(same)).as(same).isEqualTo(page.get(same));
        }
        assertThat(risk.get("page")).isEqualTo(page.at("/links/page"));
        assertThat(ok("/api/v1/commits/" + sha + "/risk")).isEqualTo(risk);
    }

    @Test
    void aMergeHasTheRiskOfWhatItBrings() throws Exception {
        JsonNode merge = merge();

        JsonNode risk = ok(COMMITS + merge.get("sha").asText() + "/risk");

        JsonNode range =
                ok("/api/dashboard/range?from=" + merge.at("/parents/0/sha").asText() + "&to="
                        + merge.get("sha").asText());
        assertThat(range.get("percentile").isInt()).isTrue();
        assertThat(risk.get("status").asText()).isEqualTo("scored");
        assertThat(risk.get("percentile")).isEqualTo(range.get("percentile"));
        assertThat(risk.get("probability")).isEqualTo(range.get("probability"));
        assertThat(risk.at("/brought/commits")).isEqualTo(range.get("commits"));
        assertThat(risk.at("/brought/riskiest")).isEqualTo(range.at("/riskiest/0/sha"));
    }

    @Test
    void severalComeInTheOrderAskedFor() throws Exception {
        String merge = merge().get("sha").asText();
        List<String> shas = List.of(
                git.shas("main").get(3), UNKNOWN, merge, git.shas("main").get(1));

        JsonNode items = ok(COMMITS + "risk?shas=" + String.join(",", shas)).get("items");

        assertThat(items.findValuesAsText("sha")).isEqualTo(shas);
        assertThat(items.findValuesAsText("status")).containsExactly("scored", "unknown", "unscored", "scored");
        assertThat(items.at("/2/unscored_reason").asText()).startsWith("A merge ");
    }

    @Test
    void whatWaitsIsToldApartFromWhatIsUnknown() throws Exception {
        String sha = git.shas("main").get(5);
        site.execute("update repository set state = 'mining'");
        site.execute(
                "update commit_memory set percentile = null, level = null, model_version = null where sha = decode('"
                        + sha + "', 'hex')");
        HttpResponse<String> waits = get(COMMITS + sha + "/risk");
        site.execute("update repository set state = 'ready'");

        assertThat(waits.statusCode()).as(waits.body()).isEqualTo(202);
        assertThat(waits.headers().firstValue("Retry-After")).contains("5");
        assertThat(json.readTree(waits.body()).get("status").asText()).isEqualTo("pending");
        HttpResponse<String> unknown = get(COMMITS + UNKNOWN + "/risk?wait=1");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("urn:rootops:problem:unknown-commit");
    }

    @Test
    void aBuildThatWaitsHearsOfACommitThatComesMeanwhile() throws Exception {
        String late = git.shas("main").get(7);
        renameCommit(late, UNKNOWN);
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(request(COMMITS + late + "/risk?wait=30"), HttpResponse.BodyHandlers.ofString());

        renameCommit(UNKNOWN, late);

        HttpResponse<String> answer = waiting.get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(late);
    }

    @Test
    void whatCannotBeUsedIsRefusedInWords() throws Exception {
        String sha = git.shas("main").get(0);
        assertThat(get(COMMITS + "nonsense/risk").body()).contains("expected 4 to 64 hexadecimal digits");
        assertThat(get(COMMITS + sha + "/risk?wait=31").body()).contains("a whole number from 0 to 30");
        assertThat(get(COMMITS + "risk").body()).contains("shas is missing", "1 to 100 shas");
        assertThat(get(COMMITS + "risk?shas=" + sha.substring(1)).statusCode()).isEqualTo(400);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add("%040x".formatted(i));
        }
        assertThat(get(COMMITS + "risk?shas=" + String.join(",", many)).statusCode())
                .isEqualTo(400);
        many.remove(0);
        assertThat(get(COMMITS + "risk?shas=" + String.join(",", many)).statusCode())
                .isEqualTo(200);
        assertThat(get(COMMITS + sha).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/commits/risk?shas=" + sha).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/repositories/acme/none/commits/" + sha + "/risk")
                        .body())
                .contains("unknown-repository");
    }

    private void renameCommit(String from, String to) {
        site.execute(
                "update commit_memory set sha = decode('" + to + "', 'hex') where sha = decode('" + from + "', 'hex')");
    }

    private JsonNode merge() throws Exception {
        for (String sha : git.shas("main")) {
            JsonNode commit = ok("/api/dashboard/commits/" + sha);
            if (commit.get("merge").asBoolean()) {
                return commit;
            }
        }
        throw new IllegalStateException("the shop has merges");
    }

    private JsonNode ok(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(site.address() + path)).build();
    }
}

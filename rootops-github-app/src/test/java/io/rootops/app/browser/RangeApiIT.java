package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.ReplayedRanges;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RangeRisk;
import io.rootops.core.risk.ReferenceDistribution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The risk of a range, and analyses that programs ask for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangeApiIT {
    private static final Prior PRIOR = new Prior(
            "test",
            new LogisticModel(List.of(Feature.LA), new double[] {2}, new double[] {1}, new double[] {0.5}, -2),
            ReferenceDistribution.of(new float[] {-3, -2, -1}),
            List.of("acme/other"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;
    private RepositoryId shop;
    private List<String> shas;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository git = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        shas = git.shas("main");
        TrackedRepository read = site.read("acme/shop", git.directory(), null);
        site.learn(read, PRIOR);
        shop = read.id();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void the_risk_of_a_range_is_calibrated_on_the_ranges_of_the_past() throws Exception {
        String range = "/api/dashboard/range?repository=acme/shop&from=" + shas.get(4) + "&to="
                + shas.get(0).substring(0, 12);

        JsonNode before = ok(get(range));
        assertThat(before.get("commits").asInt()).isEqualTo(4);
        assertThat(before.get("from").asText()).isEqualTo(shas.get(4));
        assertThat(before.get("to").asText()).isEqualTo(shas.get(0));
        assertThat(before.get("riskiest")).hasSize(before.get("scored_commits").asInt());
        double[] probabilities = StreamSupport.stream(before.get("riskiest").spliterator(), false)
                .mapToDouble(it -> it.get("probability").asDouble())
                .toArray();
        assertThat(probabilities).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(before.get("share_measured").asBoolean()).isFalse();
        assertThat(before.get("probability").asDouble())
                .isCloseTo(RangeRisk.INDEPENDENT.probability(probabilities), within(1e-9));

        site.learning().years(shop, shas, 4600);
        JsonNode after = ok(get(range));
        List<HeldOut> past = site.learning().heldOut(shop);
        RangeRisk measured = ReplayedRanges.calibrated(past, Instant.now().truncatedTo(ChronoUnit.DAYS));
        assertThat(after.get("share_measured").asBoolean()).isTrue();
        assertThat(after.get("share").asDouble()).isEqualTo(measured.share()).isNotEqualTo(1);
        assertThat(after.get("probability").asDouble())
                .isCloseTo(measured.probability(probabilities), within(1e-9))
                .isNotCloseTo(before.get("probability").asDouble(), within(1e-3));
        assertThat(ok(get("/api/dashboard/range?from=" + shas.get(0) + "&to=" + shas.get(0)))
                        .get("probability")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "to=0000000, 400, from is missing",
        "from=SHA, 400, to is missing",
        "from=0000000&to=SHA, 404, No commit whose sha begins with 0000000",
        "from=SHA&to=main, 400, is no sha",
        "from=SHA&to=SHA&repository=acme/none, 404, acme/none"
    })
    void what_is_wrong_with_a_range_is_said(String query, int status, String words) throws Exception {
        HttpResponse<String> answer = get("/api/dashboard/range?" + query.replace("SHA", shas.get(0)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("detail").asText()).contains(words);
    }

    @Test
    void a_program_has_a_commit_analysed_that_waits_for_it() throws Exception {
        String sha = shas.get(7);
        String score =
                ok(get("/api/dashboard/commits/" + sha)).get("percentile").asText();
        site.execute(
                "delete from risk_score where commit_id = (select id from commit_memory where sha = '\\x" + sha + "')");
        site.execute("update commit_memory set analyzed = false, percentile = null, level = null, model_version = null"
                + " where sha = '\\x" + sha + "'");
        String address = "/api/dashboard/commits/" + sha.substring(0, 12) + "/analyze?repository=acme/shop";
        assertThat(ok(get("/api/dashboard/commits/" + sha)).get("unscored").asText())
                .isEqualTo("not_analyzed");

        HttpResponse<String> refused = post(address, "http://evil.example");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ok(get("/api/dashboard/commits/" + sha)).get("percentile").isNull())
                .isTrue();

        JsonNode analyzed = ok(post(address, site.address().toString()));
        assertThat(analyzed.get("sha").asText()).isEqualTo(sha);
        assertThat(analyzed.get("percentile").asText()).isEqualTo(score);
        assertThat(analyzed).isEqualTo(ok(get("/api/dashboard/commits/" + sha)));
        assertThat(ok(post(address, site.address().toString()))).isEqualTo(analyzed);
        assertThat(post("/api/dashboard/commits/0000000/analyze", site.address().toString())
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> read = get(address);
        assertThat(read.statusCode()).isEqualTo(405);
        assertThat(read.headers().firstValue("Allow")).hasValue("POST");
        assertThat(post("/api/dashboard/commits/" + sha, site.address().toString())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("GET, HEAD");
    }

    private JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String origin) throws Exception {
        FormPage page = FormPage.open(client, URI.create(site.address() + "/dashboard/access"));
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Origin", origin)
                        .header("Cookie", page.cookie())
                        .header("X-Csrf", page.csrf())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import io.rootops.core.change.TrackedRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard over HTTP, as programs and browsers without scripts see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardApiIT {
    private static final int HEAVIEST_PAGE = 45_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;
    private List<String> shas;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        site = new RunningDashboard(Clock.systemUTC());
        Instant now = Instant.now();
        GitRepository shop = ShopHistory.in(work.resolve("shop.git"), now);
        shas = shop.shas("main");
        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
        // The same commits, as a fork has them.
        TrackedRepository fork = site.read(
                "acme/fork", ShopHistory.in(work.resolve("fork.git"), now).directory(), null);
        site.learning().years(fork.id(), shas, 4600);
        site.logs();
        site.metrics();
        site.deployment("acme/shop", shas.get(3), shas.get(0));
        site.execute("update deployment_watch set service = 'till'");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void the_overview_lists_recent_commits_with_percentile_level_and_reasons() throws Exception {
        JsonNode overview = json.readTree(
                get("/api/dashboard/overview?repository=acme/shop").body());

        assertThat(overview.get("model_note").asText()).isEqualTo("by size only; learning comes next");
        assertThat(overview.get("repository").asText()).isEqualTo("acme/shop");
        assertThat(overview.get("backfill").get("state").asText()).isEqualTo("ready");
        assertThat(overview.get("commits")).hasSize(20);
        JsonNode second = overview.get("commits").get(1);
        assertThat(second.get("title").asText()).isEqualTo("Move order totals into migration 0042");
        assertThat(second.get("level").asText()).isEqualTo("high");
        assertThat(second.get("percentile").asInt()).isGreaterThanOrEqualTo(95);
        assertThat(second.get("score").asDouble())
                .isEqualTo(second.get("percentile").asInt() / 10.0);
        assertThat(second.get("reasons").get(0).get("code").asText()).isEqualTo("lines_changed");
        assertThat(second.get("probability").isNull()).isTrue();
        assertThat(overview.get("alerts").get(0).get("sha")).isEqualTo(second.get("sha"));
    }

    @Test
    void links_lead_through_the_whole_list_without_gaps_or_repeats() throws Exception {
        List<String> seen = new ArrayList<>();
        String next = "/api/dashboard/commits?repository=acme/shop&limit=90";
        while (next != null) {
            HttpResponse<String> page = get(next);
            json.readTree(page.body())
                    .get("items")
                    .forEach(it -> seen.add(it.get("sha").asText()));
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"")
                    .matcher(page.headers().firstValue("Link").orElse(""));
            next = link.matches() ? link.group(1) : null;
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shas);
    }

    @Test
    void filters_narrow_the_list() throws Exception {
        JsonNode high = items("level=high&path=src/main&from=now-30d");
        assertThat(high)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.get("level").asText()).isEqualTo("high"));
        assertThat(items("branch=feature/gift-cards")).singleElement().satisfies(it -> {
            assertThat(it.get("title").asText()).isEqualTo("Sell gift cards");
            assertThat(it.get("on_default_branch").asBoolean()).isFalse();
        });
        assertThat(items("q=migration"))
                .singleElement()
                .satisfies(it -> assertThat(it.get("sha").asText()).isEqualTo(shas.get(1)));
        assertThat(items("q=" + shas.get(7).substring(0, 8))).hasSize(1);
    }

    @Test
    void a_commit_by_its_short_sha() throws Exception {
        JsonNode commit =
                json.readTree(get("/api/dashboard/commits/" + shas.get(1).substring(0, 8) + "?repository=acme/shop")
                        .body());

        assertThat(commit.get("sha").asText()).isEqualTo(shas.get(1));
        assertThat(commit.get("message").asText()).endsWith("Closes #812");
        assertThat(commit.get("changed_files")).hasSize(commit.get("files").asInt());
        assertThat(commit.get("features")).isNotEmpty();
    }

    @Test
    void pages_of_commits_lead_to_the_one_address() throws Exception {
        HttpResponse<String> found =
                get("/dashboard/r/acme/shop/commits/" + shas.get(1).substring(0, 8));

        assertThat(found.statusCode()).isEqualTo(302);
        assertThat(found.headers().firstValue("Location")).hasValue("/dashboard/r/acme/shop/commits/" + shas.get(1));
        assertThat(get("/").headers().firstValue("Location")).hasValue("/dashboard");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/dashboard/commits/0000000, 404, unknown-commit, 0000000",
        "/api/dashboard/commits/xyz, 400, bad-parameter, xyz",
        "/api/dashboard/commits?cursor=nonsense, 400, bad-parameter, nonsense",
        "/api/dashboard/commits?level=hgh, 400, bad-parameter, 'expected low, medium, high'",
        "/api/dashboard/commits?limit=0, 400, bad-parameter, from 1 to 200",
        "/api/dashboard/overview?repository=acme/none, 404, unknown-repository, 'acme/fork, acme/shop'",
        "/api/dashboard/trust, 400, bad-parameter, 'one of acme/fork, acme/shop'",
        "/api/dashboard/trust/riskiest, 400, bad-parameter, 'one of acme/fork, acme/shop'",
        "/api/dashboard/trust/riskiest?repository=acme/fork&limit=101, 400, bad-parameter, from 1 to 100",
        "/api/dashboard/trust/riskiest?repository=acme/fork&from=2024-02-01&to=2024-01-01, 400, bad-parameter, after from",
        "/api/dashboard/nothing, 404, not-found, /api/dashboard/nothing"
    })
    void what_is_wrong_is_said_as_a_problem(String path, int status, String code, String words) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:rootops:problem:" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).contains(words);
        assertThat(problem.get("instance").asText())
                .isEqualTo(URI.create(path.replaceAll("\\?.*", "")).getPath());
    }

    @Test
    void a_sha_in_two_repositories_is_a_conflict_that_lists_both() throws Exception {
        String sha = shas.get(0);

        HttpResponse<String> api = get("/api/dashboard/commits/" + sha);
        assertThat(api.statusCode()).isEqualTo(409);
        assertThat(json.readTree(api.body()).get("commits"))
                .extracting(it -> it.get("repository").asText())
                .containsExactlyInAnyOrder("acme/shop", "acme/fork");
        HttpResponse<String> page = get("/dashboard/commits/" + sha);
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body())
                .contains("/dashboard/r/acme/shop/commits/" + sha, "/dashboard/r/acme/fork/commits/" + sha);
    }

    @Test
    void the_record_of_trust_is_measured_or_says_what_is_missing() throws Exception {
        JsonNode fork =
                json.readTree(get("/api/dashboard/trust?repository=acme/fork").body());
        JsonNode shop =
                json.readTree(get("/api/dashboard/trust?repository=acme/shop").body());

        assertThat(fork.get("state").asText()).isEqualTo("measured");
        assertThat(fork.get("model_note").asText()).isEqualTo("learned from 612 outcomes here + prior");
        assertThat(fork.at("/measurement/learned/auc").asDouble())
                .isGreaterThan(fork.at("/measurement/baselines/1/auc").asDouble());
        assertThat(fork.get("caught")).hasSize(25);
        assertThat(shop.get("state").asText()).isEqualTo("not_enough_data");
        assertThat(shop.get("measurement").isNull()).isTrue();
        assertThat(shop.get("public_record")).isNotEmpty();
    }

    @Test
    void the_riskiest_of_a_past_year_stand_beside_what_became_of_all() throws Exception {
        int year = LocalDate.now(ZoneOffset.UTC).getYear() - 2;
        JsonNode view = json.readTree(get("/api/dashboard/trust/riskiest?repository=acme/fork&from=" + year
                        + "-01-01&to=" + year + "-12-31&limit=10")
                .body());

        assertThat(view.get("from").asText()).isEqualTo(year + "-01-01T00:00:00Z");
        assertThat(view.get("until").asText()).isEqualTo((year + 1) + "-01-01T00:00:00Z");
        assertThat(view.get("judged").asInt())
                .isEqualTo(view.get("commits").asInt())
                .isGreaterThan(100);
        assertThat(view.get("sentence").asText())
                .startsWith("Of the 10 riskiest ")
                .contains(" had to be fixed, ");
        assertThat(view.get("items")).hasSize(10).allSatisfy(it -> {
            assertThat(it.get("committed_at").asText()).startsWith(String.valueOf(year));
            assertThat(it.get("percentile").asInt()).isGreaterThanOrEqualTo(95);
            assertThat(it.get("judged").asBoolean()).isTrue();
            assertThat(it.get("reasons")).isNotEmpty();
        });
        assertThat(view.get("items"))
                .filteredOn(it -> !it.get("outcome").isNull())
                .hasSize(view.get("items_bad").asInt());
        double share = view.get("items_bad").asDouble() / 10;
        assertThat(share)
                .isGreaterThan(view.get("bad").asDouble() / view.get("judged").asDouble());

        String page = get("/dashboard/r/acme/fork/trust/riskiest?year=" + year).body();
        assertThat(page)
                .contains("The riskiest commits of " + year, "Of the 20 riskiest ", "<select name=\"year\">")
                .contains("412 lines added", "/api/dashboard/trust/riskiest?repository=acme/fork");
        assertThat(get("/dashboard/r/acme/fork/trust").body()).contains("/dashboard/r/acme/fork/trust/riskiest");
    }

    @Test
    void before_a_replay_the_riskiest_are_none() throws Exception {
        JsonNode view = json.readTree(
                get("/api/dashboard/trust/riskiest?repository=acme/shop").body());

        assertThat(view.get("items")).isEmpty();
        assertThat(view.get("from").isNull()).isTrue();
        assertThat(view.get("sentence").asText()).startsWith("Nothing was replayed here yet");
        assertThat(get("/dashboard/trust/riskiest").statusCode()).isEqualTo(404);
        assertThat(get("/dashboard/r/acme/shop/trust/riskiest?year=soon").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_commit_that_was_not_analysed_is_when_our_own_page_asks() throws Exception {
        String sha = shas.get(3);
        String it = " repository_id = (select id from repository where name = 'acme/shop') and sha = '\\x" + sha + "'";
        site.execute("delete from risk_score where commit_id = (select id from commit_memory where" + it + ")");
        site.execute("update commit_memory set analyzed = false, percentile = null, level = null, model_version = null"
                + " where" + it);
        String page = "/dashboard/r/acme/shop/commits/" + sha;
        assertThat(get(page).body()).contains("Not analysed", "Analyse this commit");

        assertThat(analyze(sha, "cross-site").statusCode()).isEqualTo(403);
        assertThat(get(page).body()).contains("Not analysed");
        HttpResponse<String> asked = analyze(sha, "same-origin");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location")).hasValue(page);
        assertThat(get(page).body()).contains("of 100 commits").doesNotContain("Not analysed");
        assertThat(analyze(sha, "same-origin").statusCode()).isEqualTo(303);
        assertThat(analyze("0000000", "same-origin").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> analyze(String sha, String site) throws Exception {
        FormPage page = FormPage.open(client, URI.create(this.site.address() + "/dashboard/access"));
        return client.send(
                request("/dashboard/analyses")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", page.cookie())
                        .header("Sec-Fetch-Site", site)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "repository=acme%2Fshop&sha=" + sha + "&csrf=" + page.csrf()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/api/dashboard/overview", "/api/dashboard/commits", "/api/dashboard/stream"})
    void only_reading_is_possible(String path) throws Exception {
        FormPage page = FormPage.open(client, URI.create(site.address() + "/dashboard/access"));
        HttpResponse<String> post = client.send(
                request(path)
                        .header("Cookie", page.cookie())
                        .header("X-Csrf", page.csrf())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> head = client.send(
                request(path)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/dashboard/overview?repository=acme/fork",
                "/api/dashboard/commits?limit=3",
                "/api/dashboard/trust?repository=acme/fork",
                "/dashboard/r/acme/fork/trust",
                "/dashboard/r/acme/shop/commits"
            })
    void an_unchanged_answer_costs_nothing(String path) throws Exception {
        String etag = get(path).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again =
                client.send(request(path).header("If-None-Match", etag).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_theme_goes_back_only_to_this_site() throws Exception {
        HttpResponse<String> dark = get("/dashboard/theme?value=dark&back=%2Fdashboard%2Fcommits%3Flevel%3Dhigh");
        assertThat(dark.statusCode()).isEqualTo(303);
        assertThat(dark.headers().firstValue("Location")).hasValue("/dashboard/commits?level=high");
        assertThat(dark.headers().firstValue("Set-Cookie").orElse("")).startsWith("rootops_theme=dark; Path=/");

        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/%5Cevil.example", "/a%0d%0aX:1")) {
            assertThat(get("/dashboard/theme?value=dark&back=" + elsewhere).statusCode())
                    .as(elsewhere)
                    .isEqualTo(400);
        }
        assertThat(get("/dashboard/theme?value=pink").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/dashboard/r/acme/shop, 0",
        "/dashboard/r/acme/shop/commits, 0",
        "/dashboard/r/acme/shop/commits/, 0",
        "/dashboard/r/acme/fork/trust, 0",
        "/dashboard/deployments/2?service=till, 6",
        "/dashboard/metrics?service=till&environment=production&span=week, 5",
        "/dashboard/logs?service=till, 1"
    })
    void a_page_with_all_its_files_stays_light(String path, int chartLines) throws Exception {
        String page = path.endsWith("/") ? path + shas.get(1) : path;
        HttpResponse<byte[]> compressed = compressed(page);
        int bytes = compressed.body().length;
        String html = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
                StandardCharsets.UTF_8);
        Matcher asset = Pattern.compile("\"(/assets/[^\"]+)\"").matcher(html);
        int assets = 0;
        while (asset.find()) {
            HttpResponse<byte[]> file = compressed(asset.group(1));
            assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            // ECharts is as heavy as seven pages, and browsers keep it for good.
            bytes += asset.group(1).contains("echarts") ? 0 : file.body().length;
            assets++;
        }

        assertThat(assets).isBetween(3, chartLines == 0 ? 4 : 6);
        assertThat(Pattern.compile(" data-as=").matcher(html).results()).hasSize(chartLines);
        assertThat(bytes).isLessThanOrEqualTo(HEAVIEST_PAGE);
        System.err.println(page.replaceAll("[0-9a-f]{40}", "{sha}") + ": " + bytes + " bytes gzip in " + (assets + 1)
                + " requests");
    }

    private HttpResponse<byte[]> compressed(String path) throws Exception {
        HttpResponse<byte[]> answer = client.send(
                request(path).header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
        return answer;
    }

    private JsonNode items(String query) throws Exception {
        return json.readTree(get("/api/dashboard/commits?repository=acme/shop&" + query)
                        .body())
                .get("items");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site.address() + path));
    }
}

package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.dashboard.view.Week;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Last week of a shop: ten commits, two deployments of which one was rolled back, an incident, and what came out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestApiIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Week week = Week.of(now).previous();
    private RunningDashboard site;
    private List<String> shas;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        site = new RunningDashboard(InstantSource.fixed(now));
        GitRepository git = ShopHistory.in(work.resolve("shop.git"), now);
        site.read("acme/shop", git.directory(), null);
        shas = git.shas("main");
        site.execute("delete from outcome");
        site.execute("update commit_memory set committed_at = '" + week.from().minus(Duration.ofDays(90)) + "'");
        site.execute("update commit_memory set committed_at = '" + week.from() + "' where sha in (" + sql(0, 10) + ")");
        site.execute(
                "update commit_memory set committed_at = '" + week.until() + "' where sha in (" + sql(10, 11) + ")");
        site.execute("update commit_memory set percentile = 50, level = 'low' where percentile is not null");
        site.execute("update commit_memory set percentile = 99, level = 'high' where sha in (" + sql(11, 12) + ")");
        site.execute("delete from commit_day");
        site.execute("insert into commit_day (repository_id, day, level, commits, churn) select repository_id,"
                + " (committed_at at time zone 'UTC')::date, level, count(*), 0 from commit_memory where level is not null"
                + " group by 1, 2, 3");
        // Ten were ranked before anything was known of them: the first highest, the last lowest.
        site.execute("insert into held_out_score (repository_id, commit_id, period, logit, prior_logit, probability,"
                + " heuristic_v1, undecided) select repository_id, id, 1, position, 0, 0.1, 1, false from commit_memory"
                + " where sha in (" + sql(20, 30) + ")");
        bad(20, week.from());
        bad(29, week.until().minusSeconds(1));
        bad(40, week.from().plusSeconds(5));
        bad(21, week.from().minusSeconds(1));
        bad(22, week.until());
        site.deployed("acme/shop", "1", shas.get(30), week.from().minus(Duration.ofHours(1)));
        site.deployed("acme/shop", "2", shas.get(5), week.from().plus(Duration.ofHours(1)));
        site.deployed("acme/shop", "3", shas.get(30), week.from().plus(Duration.ofHours(2)));
        site.execute("update deployment_watch set state = 'suspect' where external_id = '2'");
        site.incident();
        site.execute("delete from correlation_learning");
        site.execute("update incident_memory set began_at = '" + week.from().plus(Duration.ofHours(3))
                + "', ended_at = '" + week.from().plus(Duration.ofHours(4))
                + "', state = 'resolved', repository_id = (select id from repository)");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void commits_are_those_that_were_committed_in_the_week() throws Exception {
        JsonNode commits = digest().get("commits");

        JsonNode listed = ok("/api/dashboard/commits?limit=200&from=" + week.monday() + "&to="
                        + week.monday().plusDays(6))
                .get("items");
        assertThat(listed).hasSize(10);
        long scored = listed.findValues("percentile").stream()
                .filter(JsonNode::isNumber)
                .count();
        assertThat(commits.get("total").asLong()).isEqualTo(scored).isGreaterThan(3);
        assertThat(commits.get("high").asInt())
                .as("the riskiest of all is older")
                .isZero();
        assertThat(commits.get("riskiest")).hasSize(3);
    }

    @Test
    void what_came_out_in_the_week_is_told_with_its_place_before_that() throws Exception {
        JsonNode out = digest().get("came_out");

        assertThat(out.get("total").asInt()).isEqualTo(3);
        assertThat(out.get("placed").asInt()).isEqualTo(2);
        assertThat(out.get("in_riskiest_fifth").asInt()).isEqualTo(1);
        assertThat(out.get("commits").findValuesAsText("sha"))
                .as("the highest first, the one without a place last")
                .containsExactly(shas.get(20), shas.get(29), shas.get(40));
        assertThat(out.at("/commits/0/percentile_before").asDouble()).isEqualTo(95);
        assertThat(out.at("/commits/1/percentile_before").asDouble()).isEqualTo(5);
        assertThat(out.at("/commits/2/percentile_before").isNull()).isTrue();
    }

    @Test
    void deployments_failed_as_dora_counts_them() throws Exception {
        JsonNode deployments = digest().get("deployments");

        assertThat(deployments.get("total").asInt())
                .as("the first served before")
                .isEqualTo(2);
        assertThat(deployments.get("failed").asInt()).isEqualTo(2);
        assertThat(deployments.at("/failures/0/failure/signs/0").asText()).isEqualTo("rolled_back");
        assertThat(deployments.at("/failures/1/failure/signs/0").asText()).isEqualTo("incident");
        assertThat(deployments.at("/change_failure_rate/n").asInt()).isEqualTo(2);
    }

    @Test
    void what_only_people_can_answer_is_asked_until_they_do() throws Exception {
        JsonNode asked = digest().get("unanswered");
        assertThat(asked.findValuesAsText("question")).containsExactly("verdict", "cause");
        String incident = digest().at("/incidents/0/incident/id").asText();
        assertThat(asked.at("/1/page").asText()).isEqualTo("/dashboard/incidents/" + incident);

        site.execute(
                "insert into correlation_learning (incident_id, number, answer, kind, trust, said_by, said_at) values"
                        + " ('" + incident + "', 1, 'none_of_these', 'configuration', 1, 'test', now())");
        site.execute(
                "insert into verdict_answer (repository_id, watch_id, number, state, answer, said_by, said_at) select"
                        + " repository_id, id, 1, state, 'right', 'test', now() from deployment_watch where external_id = '2'");

        assertThat(digest().get("unanswered")).isEmpty();
        assertThat(digest().at("/incidents/0/causes/0/kind").asText()).isEqualTo("configuration");
        site.execute("delete from correlation_learning");
        site.execute("delete from verdict_answer");
    }

    @Test
    void a_page_keeps_its_address_and_leads_to_the_weeks_around() throws Exception {
        assertThat(get("/dashboard/digest").headers().firstValue("Location"))
                .as("the last week that is over")
                .contains("/dashboard/r/acme/shop/digest/" + week.word());
        assertThat(get("/dashboard/r/acme/shop/digest/" + week.word()).body())
                .contains(
                        "Digest " + week.word() + " of acme/shop",
                        "/digest/" + week.previous().word(),
                        "/digest/" + week.next().word(),
                        "1 of 2 had ranked among the riskiest fifth",
                        "Which change did this?");
        JsonNode now = ok("/api/v1/digest?week=" + week.next().word());
        assertThat(now.get("over").asBoolean()).isFalse();
        assertThat(now.get("next").isNull()).isTrue();
    }

    @Test
    void a_week_that_is_none_or_has_not_begun_is_refused() throws Exception {
        for (String wrong : List.of(week.next().next().word(), "2025-W53", "2026-W00", "2026-7", "last")) {
            assertThat(get("/api/v1/digest?week=" + wrong).body()).contains("'" + wrong + "' cannot be used");
            assertThat(get("/dashboard/r/acme/shop/digest/" + wrong).statusCode())
                    .isEqualTo(404);
        }
        assertThat(get("/api/v1/digest?week=2020-W53").statusCode()).isEqualTo(200);
    }

    private void bad(int commit, Instant known) {
        site.execute("insert into outcome (repository_id, sha, source, evidence, strong, known_at, lines) select"
                + " repository_id, sha, 'revert', repeat('f', 40), true, '" + known + "', 0 from commit_memory"
                + " where sha in (" + sql(commit, commit + 1) + ")");
    }

    private String sql(int from, int until) {
        return String.join(
                ", ",
                shas.subList(from, until).stream().map(it -> "'\\x" + it + "'").toList());
    }

    private JsonNode digest() throws Exception {
        return ok("/api/v1/digest?week=" + week.word());
    }

    private JsonNode ok(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

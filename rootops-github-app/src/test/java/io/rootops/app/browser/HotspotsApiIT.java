package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Hotspots of a shop whose commits of the first half are old enough to be judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotspotsApiIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository git = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", git.directory(), null);
        site.execute("update commit_memory set committed_at = committed_at - interval '1 year' where position < 230");
        site.execute("delete from outcome");
        // All that touched this file went wrong.
        site.execute("insert into outcome (repository_id, sha, source, evidence, strong, known_at, lines)"
                + " select c.repository_id, c.sha, 'revert', repeat('f', 40), true, now(), 0 from commit_memory c"
                + " join file_change using (repository_id) where commit_id = c.id and c.position < 230 and file_id ="
                + " (select file_id from file_change join commit_memory m on m.id = commit_id group by file_id"
                + " having max(m.position) > 240 order by count(*) filter (where m.position < 230) desc, file_id"
                + " limit 1)");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void the_worst_files_come_first_with_their_counts() throws Exception {
        JsonNode answer = ok("/api/v1/hotspots?repository=acme/shop&days=90&limit=500");

        List<JsonNode> items =
                StreamSupport.stream(answer.get("items").spliterator(), false).toList();
        assertThat(items).hasSize(answer.get("files").asInt()).hasSizeGreaterThan(5);
        assertThat(items)
                .isSortedAccordingTo((a, b) -> Double.compare(
                        b.get("expected_bad").asDouble(), a.get("expected_bad").asDouble()));
        JsonNode worst = items.stream()
                .max((a, b) ->
                        Double.compare(a.get("rate").asDouble(), b.get("rate").asDouble()))
                .orElseThrow();
        assertThat(worst.get("tone").asText()).isEqualTo("high");
        assertThat(worst.get("judged_bad").asInt())
                .isEqualTo(worst.get("judged").asInt())
                .isPositive();
        assertThat(answer.get("lines_touched").asLong())
                .isEqualTo(items.stream()
                        .mapToLong(it -> it.get("lines_touched").asLong())
                        .sum());
        assertThat(ok("/api/dashboard/commits?limit=200&"
                                + worst.get("page").asText().replaceFirst("[^?]*[?]", ""))
                        .get("items"))
                .as("the commits that make it, merges among them")
                .hasSizeGreaterThanOrEqualTo(worst.get("commits").asInt());
    }

    @Test
    void a_shorter_list_says_how_many_there_are_and_a_path_narrows_it() throws Exception {
        JsonNode all = ok("/api/v1/hotspots?days=all&limit=1");
        assertThat(all.get("items")).hasSize(1);
        assertThat(all.get("days").isNull()).isTrue();
        String path = all.at("/items/0/path").asText();

        JsonNode one = ok("/api/v1/hotspots?days=all&path=/" + path + "/");

        assertThat(one.get("files").asInt()).isEqualTo(1);
        assertThat(one.at("/items/0")).isEqualTo(all.at("/items/0"));
        assertThat(ok("/api/v1/hotspots?path=nothing/here").get("items")).isEmpty();
    }

    @Test
    void what_cannot_be_used_is_refused_with_what_can() throws Exception {
        assertThat(get("/api/v1/hotspots?days=soon").body()).contains("'soon' cannot be used");
        assertThat(get("/api/v1/hotspots?limit=501").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/hotspots?repository=acme/none").statusCode()).isEqualTo(404);
        assertThat(get("/dashboard/hotspots?days=0").statusCode()).isEqualTo(400);
    }

    @Test
    void the_page_draws_them() throws Exception {
        assertThat(get("/dashboard/r/acme/shop/hotspots").body())
                .contains("Hotspots of acme/shop", "<svg class=\"treemap\"", "Expected to go wrong");
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

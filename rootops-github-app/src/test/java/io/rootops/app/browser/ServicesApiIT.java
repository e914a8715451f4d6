package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where services come from, as programs read and say it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesApiIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private RunningDashboard site;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start(@TempDir Path work) throws Exception {
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository shop = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
        site.logs();
        site.origins();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void aCorrectionIsTakenAndUndone() throws Exception {
        JsonNode chosen = json.readTree(
                post("service=till&repository=acme/till", "same-origin").body());
        assertThat(chosen.at("/state").asText()).isEqualTo("mapped");
        assertThat(chosen.at("/origin/repository").asText()).isEqualTo("acme/till");
        assertThat(chosen.at("/origin/basis").asText()).isEqualTo("correction");
        assertThat(chosen.at("/correction/by").asText()).isEqualTo("somebody on this machine");

        assertThat(json.readTree(post("service=till&says=none", "same-origin").body())
                        .at("/state")
                        .asText())
                .isEqualTo("none");
        JsonNode undone =
                json.readTree(post("service=till&says=undo", "same-origin").body());
        assertThat(undone.at("/state").asText()).isEqualTo("ambiguous");
        assertThat(undone.at("/candidates").findValuesAsText("repository")).containsExactly("acme/till", "ana/till");
        assertThat(json.readTree(get("/api/dashboard/services?service=till").body())
                        .at("/services"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "service=unknown&repository=acme/shop, 400, service",
        "service=outer&repository=acme/shop, 400, environment",
        "service=till, 400, repository",
        "service=till&repository=acme/none, 404, acme/none",
        "service=till&repository=acme/shop&path=../etc, 400, path",
        "service=till&says=perhaps, 400, none",
    })
    void whatCannotBeUsedIsNamedAndChangesNothing(String form, int status, String word) throws Exception {
        HttpResponse<String> answer = post(form, "same-origin");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(word);
        assertThat(json.readTree(get("/api/dashboard/services?service=till").body())
                        .at("/services/0/correction")
                        .isNull())
                .isTrue();
    }

    @Test
    void anotherSiteChangesNothing() throws Exception {
        assertThat(post("service=till&says=none", "cross-site").statusCode()).isEqualTo(403);
    }

    @Test
    void logsNameTheRepositoryAndTheServiceWithoutAnEnvironmentIsFound() throws Exception {
        site.execute("insert into service (name, environment, first_seen_at, last_seen_at) values"
                + " ('mailer', '', now(), now())");

        JsonNode none = json.readTree(get("/api/dashboard/logs?service=mailer").body());
        JsonNode production = json.readTree(
                get("/api/dashboard/logs?service=mailer&environment=production").body());

        assertThat(none.at("/service/environment").isNull()).isTrue();
        assertThat(none.at("/service/repository").isNull()).isTrue();
        assertThat(production.at("/service/environment").asText()).isEqualTo("production");
        assertThat(production.at("/service/repository").asText()).isEqualTo("acme/shop");
        assertThat(get("/api/dashboard/logs?service=mailer&environment=mars").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> post(String form, String sender) throws Exception {
        FormPage page = FormPage.open(client, URI.create(site.address() + "/dashboard/access"));
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + "/api/dashboard/services"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", page.cookie())
                        .header("X-Csrf", page.csrf())
                        .header("Sec-Fetch-Site", sender)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(site.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

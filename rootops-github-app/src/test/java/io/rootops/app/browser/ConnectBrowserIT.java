package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.Server;
import io.rootops.app.github.AppSide;
import io.rootops.app.github.FakeDeliveryLog;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.github.FakeManifests;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is configured, a person presses a button, and RootOps is a GitHub App. */
@NeedsBrowser
class ConnectBrowserIT {
    private static final URI OUTSIDE = URI.create("https://rootops.example.com");

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.create();
    private KeyPair keys;
    private FakeGitHub github;
    private AppSide app;
    private FakeManifests manifests;

    @BeforeEach
    void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        github = new FakeGitHub(directory.resolve("served"));
        app = new AppSide(String.valueOf(FakeManifests.ID), keys.getPublic());
        app.deliveryLog = new FakeDeliveryLog();
        manifests = new FakeManifests(keys);
        github.app(app);
        github.manifests(manifests);
    }

    @AfterEach
    void close() {
        app.close();
        github.close();
        database.close();
    }

    @Test
    void aPersonHasGitHubMakeAnAppAndItIsUsedAtOnceAndByReplicasToo() throws Exception {
        try (Server server = start(Map.of());
                Browser browser = Browser.start().use(Look.LIGHT)) {
            URI here = server.dashboard().resolve("/");
            browser.open(here.resolve("/dashboard/connect"));
            assertThat(browser.violations()).isEmpty();
            browser.screenshot(Path.of("target/screenshots/connect.png"));

            browser.find("form[action*='/settings/apps/new'] button").click();

            browser.until(it -> browser.find("h2").getText().matches(".*RootOps [0-9a-f]{8}"));
            assertThat(browser.console()).isEmpty();
            assertThat(browser.violations()).isEmpty();
            browser.screenshot(Path.of("target/screenshots/connected.png"));
            assertThat(browser.driver().getCurrentUrl()).endsWith("/dashboard/connect");
            assertThat(browser.find("a.main-button").getAttribute("href"))
                    .isEqualTo(github.address().web() + "/apps/rootops-for-octo/installations/new");
            // GitHub reaches no loopback address.
            assertThat(manifests.posted()).doesNotContain("hook_attributes").doesNotContain("csrf");

            // RootOps proves to be the App, with the key that was made.
            browser.until(it -> app.requests().contains("GET /api/v3/app/hook/deliveries?per_page=100"));
            app.requests().clear();
            try (Server replica = start(Map.of())) {
                browser.until(it -> !app.requests().isEmpty());
                assertThat(get(replica.dashboard().resolve("/dashboard/connect"))
                                .body())
                        .contains("/apps/rootops-for-octo/installations/new");
            }

            // Left out by the App's lists, and followed by itself without an App.
            RepositoryMemory repositories = new RepositoryMemory(database.dsl());
            TrackedRepository shop = repositories.track(
                    "acme/shop", github.address().web() + "/acme/shop.git", TrackedRepository.Kind.GITHUB, null);
            database.execute("update repository set paused = 'removed'");
            browser.find("form[action='/dashboard/connect/removals'] button").click();
            browser.until(
                    it -> !browser.all("form[action*='/settings/apps/new']").isEmpty());
            assertThat(repositories.byId(shop.id()).orElseThrow().pause()).isNull();
        }
    }

    @Test
    void forAnOrganisationWithAWebhookWhichIsTakenAtOnceAndItsSecretsAreNowhereInClear() throws Exception {
        Map<String, String> reachable = Map.of("ROOTOPS_URL", OUTSIDE.toString(), "ROOTOPS_AUTH", "open");
        try (Server server = start(reachable)) {
            URI here = server.dashboard().resolve("/");
            SignedDelivery ping = SignedDelivery.of("1", "ping", "{}", FakeManifests.WEBHOOK_SECRET);
            assertThat(send(ping.request(here)).statusCode()).isEqualTo(503);

            HttpResponse<String> page = get(here.resolve("/dashboard/connect?organization=acme"));
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("form-action 'self' " + github.address().web() + ";");
            HttpResponse<String> led = post(page.body());
            String back = led.headers().firstValue("Location").orElseThrow();
            assertThat(back).startsWith(OUTSIDE + "/setup/github/callback?code=");
            String path = back.substring(OUTSIDE.toString().length());
            assertThat(get(here.resolve(path)).statusCode()).isEqualTo(303);

            assertThat(send(ping.request(here)).statusCode()).isEqualTo(202);
            assertThat(get(here.resolve("/dashboard/connect")).body())
                    .contains("Pushes are told by webhook")
                    .contains("octo");
            // Another window that comes later takes nothing away.
            assertThat(get(here.resolve(path)).body()).contains("already: disconnect that one first");

            String stored = query("select string_agg(t::text, ' ') from github_app t");
            assertThat(stored).contains("rootops-for-octo").doesNotContain(FakeManifests.WEBHOOK_SECRET);
            assertThat(query("select encode(private_key, 'escape') from github_app"))
                    .doesNotContain("PRIVATE KEY");
            assertThat(Files.readString(directory.resolve("home/secret.key"))).hasSize(45);
        }
    }

    @Test
    void whatWasNotAskedForHereIsRefusedInASentence() throws Exception {
        try (Server server = start(Map.of())) {
            URI here = server.dashboard().resolve("/");
            String body = get(here.resolve("/dashboard/connect")).body();
            String state = body.replaceFirst("(?s).*state=([A-Za-z0-9_.-]+)\".*", "$1");
            Map<String, String> wrong = new HashMap<>();
            wrong.put("", "has no code in it");
            wrong.put("?code=a%20b&state=" + state, "has no code in it");
            wrong.put("?code=c0de0", "was not asked for here");
            wrong.put("?code=c0de0&state=1.x", "was not asked for here");
            wrong.put("?code=c0de0&state=9" + state, "was not asked for here");
            wrong.put("?code=c0de0&state=" + state, "knows no App by this code");

            wrong.forEach((query, sentence) -> {
                HttpResponse<String> answer = get(here.resolve("/setup/github/callback" + query));
                assertThat(answer.statusCode()).as(query).isEqualTo(400);
                assertThat(answer.body()).as(query).contains(sentence);
            });
            github.close();
            assertThat(get(here.resolve("/setup/github/callback?code=c0de0&state=" + state))
                            .body())
                    .contains("cannot be reached");
            assertThat(get(here.resolve("/dashboard/connect?organization=a/b")).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aReplicaWithAnotherKeyFileSaysSoAndWorksOn() throws Exception {
        try (Server server = start(Map.of())) {
            URI here = server.dashboard().resolve("/");
            String back = post(get(here.resolve("/dashboard/connect")).body())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(get(URI.create(back)).statusCode()).isEqualTo(303);
        }
        Path key = directory.resolve("other.key");
        try (Server lost = start(Map.of("ROOTOPS_KEY_FILE", key.toString()))) {
            assertThat(get(lost.dashboard().resolve("/dashboard/connect")).body())
                    .contains(key + " is missing: restore it with the database")
                    .contains("/settings/apps/new?state=");
        }
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        try (Server other = start(Map.of("ROOTOPS_KEY_FILE", key.toString()))) {
            assertThat(get(other.dashboard().resolve("/dashboard/connect")).body())
                    .contains("encrypted with another key")
                    .contains("/settings/apps/new?state=");
            assertThat(get(other.dashboard().resolve("/readyz")).statusCode()).isEqualTo(200);
        }
    }

    private Server start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", url(),
                "ROOTOPS_PORT", "0",
                "ROOTOPS_HOME", directory.resolve("home").toString(),
                "GITHUB_URL", github.address().web().toString()));
        environment.putAll(more);
        return Server.start(new SettingsReader(environment).read(), List.of());
    }

    private String query(String sql) {
        return String.valueOf(database.dsl().fetchValue(sql));
    }

    private String url() {
        return database.jdbcUrl()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql://" + database.user() + ":"
                                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@");
    }

    /** As a browser sends the form of the page. */
    private HttpResponse<String> post(String page) throws IOException, InterruptedException {
        String action =
                page.replaceFirst("(?s).*<form method=\"post\" action=\"([^\"]*/settings/apps/new[^\"]*)\".*", "$1");
        String manifest = page.replaceFirst("(?s).*name=\"manifest\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
        assertThat(new ObjectMapper().readTree(manifest).path("public").asBoolean())
                .isFalse();
        return send(HttpRequest.newBuilder(URI.create(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "manifest=" + URLEncoder.encode(manifest, StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> get(URI address) {
        try {
            return send(HttpRequest.newBuilder(address));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(Objects.requireNonNull(address).toString(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

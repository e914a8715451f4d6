package io.rootops.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.app.github.DeploymentsApi;
import io.rootops.app.github.Described;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.RepositoryLists;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentPollingTest {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final String SHA = "ab".repeat(20);
    private static final String OTHER = "cd".repeat(20);
    private static final String LIMIT = "5000";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** By path below the repository, without a query: JSON, or a status of three digits. */
    private final Map<String, String> there = new ConcurrentHashMap<>();

    private volatile int left = 4_000;
    private volatile @Nullable String retryAfter;
    private volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final Described described = new Described("");
    private HttpServer server;
    private TestDatabase db;
    private TrackedRepository shop;
    private DeploymentMemory memory;
    private DeploymentPolling polling;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        db = TestDatabase.create();
        RepositoryMemory repositories = new RepositoryMemory(db.dsl());
        repositories.track("acme/shop", web + "/acme/shop.git", Kind.GITHUB, null);
        db.execute("update repository set default_branch = 'main'");
        shop = repositories.named("acme/shop").orElseThrow();
        memory = new DeploymentMemory(db.dsl());
        polling = polling();
        there.put("/deployments", "[" + deployment(1, "2026-04-01T10:02:00Z") + "]");
        there.put(
                "/deployments/1/statuses",
                "[" + status(12, "success", "2026-04-01T10:02:00Z") + ","
                        + status(11, "in_progress", "2026-04-01T10:01:00Z") + "]");
        there.put(
                "/releases",
                "[{\"id\":5,\"tag_name\":\"v1.0\",\"name\":\"One\",\"target_commitish\":\"main\",\"draft\":false,"
                        + "\"prerelease\":false,\"created_at\":\"2026-04-02T10:00:00Z\",\"published_at\":\"2026-04-02T11:00:00Z\"}]");
        there.put("/git/ref/tags/v1.0", "{\"object\":{\"type\":\"tag\",\"sha\":\"" + OTHER + "\"}}");
        there.put("/git/tags/" + OTHER, "{\"object\":{\"type\":\"commit\",\"sha\":\"" + SHA + "\"}}");
        there.put(
                "/actions/runs",
                "{\"workflow_runs\":[" + run(8, "Deploy", 1, 1) + "," + run(9, "CI", 1, 1) + ","
                        + run(10, "Deploy", 1, 2) + "]}");
    }

    @AfterEach
    void close() {
        server.stop(0);
        db.close();
        described.close();
    }

    @Test
    void whatNoEventToldOfIsKeptWithItsStatusesItsCommitAndItsAttempt() {
        polling.poll(shop);

        List<DeploymentEvent> all = memory.of(shop.id(), SHA);
        assertThat(all)
                .extracting(DeploymentEvent::source)
                .containsExactlyInAnyOrder(Rung.DEPLOYMENT_STATUS, Rung.RELEASE, Rung.WORKFLOW_RUN);
        assertThat(all)
                .filteredOn(it -> it.source() == Rung.DEPLOYMENT_STATUS)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(DeploymentState.SUCCESS);
                    assertThat(it.startedAt()).isEqualTo("2026-04-01T10:01:00Z");
                });
        assertThat(all)
                .filteredOn(it -> it.source() == Rung.WORKFLOW_RUN)
                .as("neither CI nor a fork's")
                .extracting(DeploymentEvent::externalId)
                .containsExactly("8/1");
    }

    @Test
    void whereNothingChangedEachListCostsOneCallThatIsAnsweredByNothing() {
        polling.poll(shop);
        later();

        assertThat(requests).hasSize(3).allMatch(it -> it.endsWith(" 304"));
        requests.clear();
        polling.poll(shop);
        assertThat(requests).as("before the pause is over").isEmpty();
    }

    @Test
    void aLaterStatusAndANewDeploymentAreFound() {
        polling.poll(shop);
        there.put(
                "/deployments",
                "[" + deployment(2, "2026-05-01T11:00:00Z") + "," + deployment(1, "2026-05-01T11:00:00Z") + "]");
        there.put("/deployments/1/statuses", "[" + status(13, "inactive", "2026-05-01T11:00:00Z") + "]");
        there.put("/deployments/2/statuses", "[" + status(14, "failure", "2026-05-01T11:00:00Z") + "]");
        later();

        assertThat(memory.of(shop.id(), SHA))
                .filteredOn(it -> it.source() == Rung.DEPLOYMENT_STATUS)
                .extracting(it -> it.externalId() + " " + it.state() + " " + it.succeeded())
                .containsExactlyInAnyOrder("2 FAILURE false", "1 INACTIVE true");
    }

    @Test
    void whatMayNotBeReadIsLeftForADayAndTheRestIsReadAllTheSame() {
        there.put("/deployments", "403");
        there.put("/actions/runs", "404");
        polling.poll(shop);
        assertThat(memory.of(shop.id(), SHA))
                .extracting(DeploymentEvent::source)
                .containsExactly(Rung.RELEASE);
        later();
        assertThat(requests).singleElement().asString().contains("/releases");
        later();
        assertThat(requests).as("once more, since one refusal says little").hasSize(3);
        // Nor does another replica ask, or a process that is started anew.
        polling = polling();
        later();
        later();
        assertThat(requests).singleElement().asString().contains("/releases");
        now = now.plus(Duration.ofDays(1));
        there.put("/deployments", "[" + deployment(1, "2026-04-01T10:02:00Z") + "]");
        later();

        assertThat(memory.of(shop.id(), SHA))
                .extracting(DeploymentEvent::source)
                .containsExactlyInAnyOrder(Rung.DEPLOYMENT_STATUS, Rung.RELEASE);
    }

    @Test
    void aFifthOfTheLimitIsLeftToOthersUntilTheReset() {
        left = 1_000;
        polling.poll(shop);
        assertThat(requests).as("the one that told of it").hasSize(1);
        requests.clear();
        later();
        assertThat(requests).isEmpty();
        left = 4_000;
        now = now.plus(Duration.ofHours(1));
        polling.poll(shop);

        assertThat(requests).hasSizeGreaterThan(3);
    }

    @Test
    void whatIsAllowedLaterIsReadAlsoWhereItIsAskedForOnlyOnce() {
        there.put("/deployments", "403");
        polling = polling(Duration.ofDays(36_500));
        polling.poll(shop);
        new RefusalMemory(db.dsl()).forgetAll();
        there.put("/deployments", "[" + deployment(1, "2026-04-01T10:02:00Z") + "]");
        now = now.plus(Duration.ofMinutes(10));
        polling.poll(shop);
        assertThat(memory.of(shop.id(), SHA))
                .extracting(DeploymentEvent::source)
                .contains(Rung.DEPLOYMENT_STATUS);
        requests.clear();
        now = now.plus(Duration.ofMinutes(10));
        polling.poll(shop);

        assertThat(requests).isEmpty();
    }

    @Test
    void whatHappenedBeforeLeavesHalfOfTheLimitToWhatHappensNow() {
        polling.poll(shop);
        left = 2_500;
        // The next one of hundreds that are new.
        db.execute("insert into repository (name, location, kind, default_branch) select 'acme/new',"
                + " replace(location, 'shop', 'new'), kind, default_branch from repository");
        TrackedRepository fresh =
                new RepositoryMemory(db.dsl()).named("acme/new").orElseThrow();
        there.put(
                "/deployments",
                "[" + deployment(2, "2026-05-01T11:00:00Z") + "," + deployment(1, "2026-05-01T11:00:00Z") + "]");
        there.put("/deployments/2/statuses", "[" + status(14, "failure", "2026-05-01T11:00:00Z") + "]");
        later();
        assertThat(requests)
                .as("lists that were read before")
                .anyMatch(it -> it.endsWith("/deployments?per_page=100 200"));
        assertThat(requests).as("statuses of what is a month old").noneMatch(it -> it.contains("/statuses"));
        requests.clear();
        polling.poll(fresh);
        assertThat(requests).isEmpty();

        left = 4_000;
        now = now.plus(Duration.ofHours(1));
        polling.poll(fresh);
        polling.poll(shop);

        assertThat(requests).anyMatch(it -> it.startsWith("/repos/acme/new/deployments"));
        assertThat(requests).anyMatch(it -> it.contains("shop/deployments/2/statuses"));
    }

    @Test
    void aDeploymentThatAStatusMovedToAnotherEnvironmentIsAskedForThere() {
        there.put(
                "/deployments",
                "[" + deployment(1, "2026-04-01T10:00:00Z").replace("production\",", "staging\",") + "]");
        polling.poll(shop);
        assertThat(memory.of(shop.id(), SHA))
                .filteredOn(it -> it.source() == Rung.DEPLOYMENT_STATUS)
                .extracting(it -> it.environment().name() + " " + it.state())
                .containsExactly("production SUCCESS", "staging PENDING");
        // GitHub gives the deployment the environment of its last status.
        there.put("/deployments", "[" + deployment(1, "2026-04-01T10:02:00Z") + "]");
        there.put("/deployments/1/statuses", "[" + status(13, "failure", "2026-04-01T10:02:00Z") + "]");
        later();

        assertThat(memory.of(shop.id(), SHA))
                .filteredOn(it -> it.environment().name().equals("production"))
                .extracting(DeploymentEvent::state)
                .containsExactly(DeploymentState.FAILURE);
    }

    @Test
    void aReleaseThatIsNoMoreForEverybodyIsSeenAlsoWhereItsTimeIsTheSame() {
        polling.poll(shop);
        assertThat(releases()).containsExactly(true);
        String released = Objects.requireNonNull(there.get("/releases"));
        there.put("/releases", released.replace("\"prerelease\":false", "\"prerelease\":true"));
        later();
        assertThat(releases()).containsExactly(false);
        there.put("/releases", released);
        later();

        assertThat(releases()).containsExactly(true);
    }

    private List<Boolean> releases() {
        return memory.of(shop.id(), SHA).stream()
                .filter(it -> it.source() == Rung.RELEASE)
                .map(DeploymentEvent::succeeded)
                .toList();
    }

    @Test
    void afterAFailureTheSameIsAskedForAgain() {
        there.put("/deployments/1/statuses", "502");
        polling.poll(shop);
        assertThat(memory.of(shop.id(), SHA))
                .extracting(DeploymentEvent::state)
                .containsExactly(DeploymentState.PENDING);
        there.put("/deployments/1/statuses", "[" + status(12, "success", "2026-04-01T10:02:00Z") + "]");
        later();

        assertThat(memory.of(shop.id(), SHA)).hasSize(3).allMatch(DeploymentEvent::succeeded);
    }

    @Test
    void aTokenThatIsToldToWaitIsLeftAloneWhateverItIsFor() {
        retryAfter = "1800";
        there.put("/deployments", "429");
        polling.poll(shop);
        assertThat(requests).hasSize(1);
        requests.clear();
        polling.tags(shop);
        now = now.plus(PAUSE);
        polling.poll(shop);
        assertThat(requests).isEmpty();
        now = now.plusSeconds(1_800);
        polling.poll(shop);

        assertThat(requests).isNotEmpty();
    }

    @Test
    void aListThatWasCutOffOnceIsReadToItsEnd() {
        there.put("/deployments 2", "502");
        polling.poll(shop);
        there.put("/deployments 2", "[" + deployment(3, "2026-04-01T09:00:00Z") + "]");
        there.put("/deployments/3/statuses", "[" + status(9, "success", "2026-04-01T09:00:00Z") + "]");
        // Nor does a process that ended on the way forget it.
        polling = polling();
        later();

        assertThat(memory.of(shop.id(), SHA))
                .extracting(DeploymentEvent::externalId)
                .contains("1", "3");
        requests.clear();
        now = now.plus(PAUSE);
        there.put("/deployments", "[" + deployment(1, "2026-04-30T10:02:00Z") + "]");
        there.put("/deployments 2", "502");
        polling.poll(shop);
        assertThat(requests).as("known ones end a list that was whole").noneMatch(it -> it.endsWith(" 502"));
    }

    @Test
    void aDeploymentThatIsGoneMeanwhileHoldsNothingUp() {
        there.put("/deployments/1/statuses", "404");
        polling.poll(shop);
        later();

        assertThat(requests).hasSize(3).allMatch(it -> it.endsWith(" 304"));
        assertThat(memory.of(shop.id(), SHA)).hasSize(3);
    }

    @Test
    void aTagThatIsGoneIsAskedForOnce() {
        there.remove("/git/ref/tags/v1.0");
        polling.poll(shop);
        requests.clear();
        polling.tags(shop);

        assertThat(requests).isEmpty();
        assertThat(memory.of(shop.id(), SHA)).noneMatch(it -> it.source() == Rung.RELEASE);
    }

    private void later() {
        requests.clear();
        now = now.plus(PAUSE);
        polling.poll(shop);
    }

    private DeploymentPolling polling() {
        return polling(PAUSE);
    }

    private DeploymentPolling polling(Duration pause) {
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        GitHubTokens tokens = GitHubTokens.fixed(new Secret("ghp_secret"));
        return new DeploymentPolling(
                memory,
                new DeploymentsApi(new RepositoryLists(new GitHubAddress(web, web), tokens, () -> now)),
                new Refusals(new RefusalMemory(db.dsl()), () -> now),
                pause,
                () -> now);
    }

    private static String deployment(int id, String updated) {
        return "{\"id\":" + id + ",\"sha\":\"" + SHA
                + "\",\"ref\":\"main\",\"environment\":\"production\",\"production_environment\":true,"
                + "\"created_at\":\"2026-04-01T10:00:00Z\",\"updated_at\":\"" + updated + "\"}";
    }

    private static String status(int id, String state, String at) {
        return "{\"id\":" + id + ",\"state\":\"" + state + "\",\"environment\":\"production\",\"created_at\":\"" + at
                + "\"}";
    }

    private static String run(int id, String name, int repository, int head) {
        return "{\"id\":" + id + ",\"name\":\"" + name
                + "\",\"path\":\".github/workflows/x.yml\",\"head_branch\":\"main\",\"head_sha\":\"" + SHA
                + "\",\"run_attempt\":1,\"event\":\"push\",\"status\":\"completed\",\"conclusion\":\"success\","
                + "\"repository\":{\"id\":" + repository + "},\"head_repository\":{\"id\":" + head
                + "},\"created_at\":\"2026-04-03T10:00:00Z\",\"updated_at\":\"2026-04-03T10:05:00Z\"}";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/repos/acme/(shop|new)", "");
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String said = there.getOrDefault(query.contains("page=2") ? path + " 2" : path, "404");
            if (!query.contains("page=2") && there.containsKey(path + " 2")) {
                exchange.getResponseHeaders().set("Link", "<" + exchange.getRequestURI() + "&page=2>; rel=\"next\"");
            }
            exchange.getResponseHeaders().set("X-RateLimit-Limit", LIMIT);
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", Integer.toString(left));
            exchange.getResponseHeaders()
                    .set(
                            "X-RateLimit-Reset",
                            Long.toString(now.plusSeconds(3_000).getEpochSecond()));
            if (said.length() == 3) {
                if (retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                send(exchange, Integer.parseInt(said), "{\"message\":\"no\"}");
                return;
            }
            String tag = "\"" + Objects.hash(said) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            send(exchange, known ? 304 : 200, known ? "" : said);
        }
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        requests.add(exchange.getRequestURI() + " " + status);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

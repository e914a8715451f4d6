package io.rootops.app.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.app.github.Described;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.RepositoryLists;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.PullRequestMemory;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullPollingTest {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final String SHA = "ab".repeat(20);
    private static final int PAGE = 2;
    private static final String LIMIT = "5000";
    private static final Pattern NUMBERED = Pattern.compile("&page=([0-9]+)");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** JSON of the pull requests there, last changed first. */
    private final List<String> there = new ArrayList<>();
    /** What it says instead; 0: nothing. */
    private volatile int status;
    /** Only to requests for this page; 0: to all. */
    private volatile int statusOfPage;

    /** Reviews of which it says this, by a part of their path. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    private volatile int left = 4_000;
    private volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final Described described = new Described("");
    private HttpServer server;
    private TestDatabase db;
    private TrackedRepository shop;
    private PullPolling polling;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl()).track("acme/shop", web + "/acme/shop.git", Kind.GITHUB, null);
        GitHubTokens tokens = GitHubTokens.fixed(new Secret("ghp_secret"));
        PullRequestsApi api = new PullRequestsApi(new RepositoryLists(new GitHubAddress(web, web), tokens, () -> now));
        Refusals refusals = new Refusals(new RefusalMemory(db.dsl()), () -> now);
        polling = new PullPolling(new PullRequestMemory(db.dsl()), api, refusals, PAUSE, () -> now);
        there.add(pull(3, "open", "2026-04-03", null));
        there.add(pull(2, "open", "2026-04-02", null));
        there.add(pull(1, "open", "2026-04-01", null));
    }

    @AfterEach
    void close() {
        server.stop(0);
        db.close();
        described.close();
    }

    @Test
    void theFirstTimeAllPagesOfOpenOnesAreTakenAsWhatStoodThereBefore() {
        polling.poll(shop);

        assertThat(numbers("backlog")).isEqualTo("1,2,3");
        assertThat(requests).filteredOn(it -> it.contains("state=open")).hasSize(2);
        assertThat(requests).noneMatch(it -> it.contains("reviews"));
    }

    @Test
    void whereNothingChangedOneCallIsMadeThatIsAnsweredByNothing() {
        polling.poll(shop);
        later();
        polling.poll(shop);
        requests.clear();
        later();
        polling.poll(shop);

        assertThat(requests).singleElement().asString().endsWith(" 304");
    }

    @Test
    void betweenTwoPollsThereIsAPause() {
        polling.poll(shop);
        requests.clear();
        polling.poll(shop);

        assertThat(requests).isEmpty();
    }

    @Test
    void whatChangedIsTakenAndPagesOfWhatIsKnownAreNot() {
        polling.poll(shop);
        later();
        requests.clear();
        there.add(0, pull(4, "open", "2026-04-05", null));
        there.set(3, pull(1, "closed", "2026-04-06", "2026-04-06"));
        there.add(0, there.remove(3));
        polling.poll(shop);
        polling.reviews(shop);
        polling.reviews(shop);

        assertThat(numbers("state = 'merged'")).isEqualTo("1");
        assertThat(numbers("not backlog and state = 'open'")).isEqualTo("4");
        assertThat(numbers("merge_commit_sha is not null")).isEqualTo("1");
        assertThat(requests.stream().filter(it -> !it.contains("reviews")))
                .as("the third on the second page is the first that is known")
                .hasSize(2);
        assertThat(numbers("approved_by = '{ada}'")).isEqualTo("4");
        assertThat(requests).filteredOn(it -> it.contains("reviews")).hasSize(1);
    }

    @Test
    void whatStoodThereBeforeLeavesHalfOfTheLimitToWhatHappensNow() {
        left = 2_500;
        polling.poll(shop);
        assertThat(numbers("true")).as("nothing was known of the limit").isEqualTo("1,2,3");
        RepositoryMemory repositories = new RepositoryMemory(db.dsl());
        TrackedRepository fresh =
                repositories.track("acme/new", shop.location().replace("shop", "new"), Kind.GITHUB, null);
        requests.clear();
        polling.poll(fresh);
        assertThat(requests).isEmpty();
        left = 4_000;
        now = now.plus(Duration.ofHours(1));
        polling.poll(fresh);

        assertThat(requests).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void onesThatGitHubCannotAnswerAboutHoldUpNoOthers(int answer) {
        polling.poll(shop);
        later();
        for (int i = 5; i < 20; i++) {
            there.add(0, pull(i, "open", "2026-04-" + (5 + i), null));
            unanswered.put("/" + i + "/", answer);
        }
        there.add(pull(4, "open", "2026-04-05", null));
        there.sort(Comparator.comparing((String it) -> it.replaceFirst(".*updated_at\":\"", ""))
                .reversed());
        polling.poll(shop);

        for (int i = 0; i < 8; i++) {
            polling.reviews(shop);
        }
        assertThat(numbers("approved_by = '{ada}'")).isEqualTo("4");

        unanswered.clear();
        requests.clear();
        polling.reviews(shop);
        assertThat(requests).as("left for a while").isEmpty();
        now = now.plus(Duration.ofHours(1));
        polling.reviews(shop);
        assertThat(requests).hasSize(10);
    }

    @Test
    void oneThatGitHubDidNotKnowIsAskedForAgainWhenMoreIsHeardOfIt() {
        polling.poll(shop);
        later();
        there.add(0, pull(4, "open", "2026-04-05", null));
        unanswered.put("/4/", 404);
        polling.poll(shop);
        polling.reviews(shop);
        unanswered.clear();
        polling.reviews(shop);
        assertThat(numbers("approved_by = '{ada}'")).isEqualTo("null");

        new PullRequestMemory(db.dsl()).reviewedAnew(shop.id(), 4);
        polling.reviews(shop);

        assertThat(numbers("approved_by = '{ada}'")).isEqualTo("4");
    }

    @Test
    void afterAFailureInTheMiddleItIsAllAskedForAgain() {
        polling.poll(shop);
        later();
        for (int i = 4; i < 8; i++) {
            there.add(0, pull(i, "open", "2026-04-1" + i, null));
        }
        statusOfPage = 2;
        status = 502;
        polling.poll(shop);
        assertThat(numbers("number > 3")).isEqualTo("6,7");
        status = 0;
        later();
        polling.poll(shop);

        assertThat(numbers("number > 3")).isEqualTo("4,5,6,7");
    }

    @Test
    void aLimitIsWaitedForAndARefusalForADay() {
        status = 429;
        polling.poll(shop);
        requests.clear();
        later();
        polling.poll(shop);
        assertThat(requests).isEmpty();
        now = now.plusSeconds(3_600);
        status = 403;
        polling.poll(shop);
        assertThat(requests).hasSize(1);
        later();
        polling.poll(shop);
        polling.reviews(shop);
        assertThat(requests).hasSize(1);
        later();
        polling.poll(shop);
        assertThat(requests).as("once more, since one refusal says little").hasSize(2);
        now = now.plusSeconds(3_600);
        polling.poll(shop);
        assertThat(requests).hasSize(2);
        now = now.plus(Duration.ofDays(1));
        status = 0;
        polling.poll(shop);

        assertThat(numbers("backlog")).isEqualTo("1,2,3");
    }

    private void later() {
        now = now.plus(PAUSE);
    }

    private String numbers(String which) {
        return String.valueOf(db.dsl()
                .fetchValue("select string_agg(number::text, ',' order by number) from pull_request where " + which));
    }

    private static String pull(int number, String state, String day, @Nullable String merged) {
        return "{\"number\":" + number + ",\"id\":" + (100 + number)
                + ",\"title\":\"A\\u0000b\",\"user\":null,\"state\":\""
                + state + "\",\"body\":null,\"head\":{\"sha\":\"" + SHA + "\",\"repo\":{\"id\":1}},\"base\":{\"sha\":\""
                + SHA
                + "\",\"ref\":\"main\",\"repo\":{\"id\":1}},\"updated_at\":\"" + day + "T00:00:00Z\",\"merged_at\":"
                + (merged == null ? "null" : "\"" + merged + "T00:00:00Z\"") + ",\"merge_commit_sha\":\"" + SHA + "\"}";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            Matcher numbered = NUMBERED.matcher(query);
            int page = numbered.find() ? Integer.parseInt(numbered.group(1)) : 1;
            answer(exchange, query, page);
        }
    }

    private void answer(HttpExchange exchange, String query, int page) throws IOException {
        if (status != 0 && (statusOfPage == 0 || statusOfPage == page)) {
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1800");
            }
            send(exchange, status, "{\"message\":\"no\"}");
            return;
        }
        exchange.getResponseHeaders().set("X-RateLimit-Limit", LIMIT);
        exchange.getResponseHeaders().set("X-RateLimit-Remaining", Integer.toString(left));
        exchange.getResponseHeaders()
                .set("X-RateLimit-Reset", Long.toString(now.plusSeconds(3_000).getEpochSecond()));
        if (exchange.getRequestURI().getPath().endsWith("/reviews")) {
            for (Map.Entry<String, Integer> it : unanswered.entrySet()) {
                if (exchange.getRequestURI().getPath().contains(it.getKey())) {
                    send(exchange, it.getValue(), "{\"message\":\"no\"}");
                    return;
                }
            }
            send(
                    exchange,
                    200,
                    exchange.getRequestURI().getPath().contains("/4/")
                            ? "[{\"user\":{\"login\":\"ada\"},\"state\":\"APPROVED\"},{\"user\":{\"login\":\"ada\"},"
                                    + "\"state\":\"COMMENTED\"},{\"user\":{\"login\":\"eve\"},\"state\":\"APPROVED\"},"
                                    + "{\"user\":{\"login\":\"eve\"},\"state\":\"CHANGES_REQUESTED\"}]"
                            : "[]");
            return;
        }
        List<String> listed = there.stream()
                .filter(it -> query.contains("state=all") || it.contains("\"state\":\"open\""))
                .toList();
        String tag = "\"" + listed.hashCode() + "-" + page + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            send(exchange, 304, "");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        if (page * PAGE < listed.size()) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "</repos/acme/shop/pulls?" + query.replaceAll("&page=.*", "") + "&page=" + (page + 1)
                                    + ">; rel=\"next\"");
        }
        send(
                exchange,
                200,
                listed.subList((page - 1) * PAGE, Math.min(page * PAGE, listed.size()))
                        .toString());
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // Before the answer, or the test could look before the request is noted.
        requests.add(exchange.getRequestURI() + " " + status);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.Brake;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jars on one PostgreSQL share what they know and what is to be done. */
class ReplicasIT {
    /** What workers of all replicas take before they claim deliveries; see WebhookInbox. */
    private static final String CLAIMING = "select pg_advisory_lock(" + 0x726f6f746f707331L + ")";

    @TempDir
    private Path directory;

    private CrashingPostgres postgres;
    private FakeGitHub github;
    private GitFixture shop;
    private String first;

    @BeforeEach
    void open() throws Exception {
        postgres = CrashingPostgres.start(directory.resolve("database"));
        github = new FakeGitHub(directory.resolve("served"));
        shop = GitFixture.bare(github.add("acme/shop", false));
        first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
        postgres.close();
    }

    private Replicas start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "GITHUB_URL",
                github.address().web().toString(),
                "GITHUB_API_URL",
                github.address().api().toString(),
                "GITHUB_REPO",
                "acme/shop",
                "GITHUB_WEBHOOK_SECRET",
                Replicas.SECRET));
        all.putAll(settings);
        Replicas replicas = new Replicas(directory, all, postgres.url());
        replicas.await(
                "the repository to be read",
                () -> postgres.number("select count(*) from repository where heads_read_at is not null"
                                + " and state = 'ready'")
                        == 1);
        return replicas;
    }

    @Test
    void whatOneReceivesIsSeenOnTheStreamsOfTheOther() throws Exception {
        try (Replicas replicas = start(Map.of("ENABLE_AUTO_POLLING", "false"))) {
            replicas.await(
                    "both to listen",
                    () -> postgres.number("select count(*) from pg_stat_activity"
                                    + " where query in ('listen rootops_pages', 'select 1')")
                            >= Replicas.COUNT);
            HttpResponse<Stream<String>> pages = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(replicas.get(1).address().resolve("/api/dashboard/stream"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            Iterator<String> lines = pages.body().iterator();
            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .on("main");

            // No worker can take it, so that the second replica learns of it from the first one only.
            try (Connection held = postgres.hold(CLAIMING)) {
                replicas.deliver(SignedDelivery.push("push", 1, "acme/shop", pushed, Replicas.SECRET), 0);
                awaitEvent(lines, "deliveries");
                assertThat(held.isClosed()).isFalse();
            }
            do {
                // The first learning tells of commits too.
                awaitEvent(lines, "commits");
            } while (replicas.get(1).get("/api/dashboard/commits/" + pushed).statusCode() != 200);
        }
    }

    @Test
    void oneOfThemPollsAndWhenItIsKilledTheOther() throws Exception {
        try (Replicas replicas = start(Map.of("POLL_GITHUB_INTERVAL_SECONDS", "10"))) {
            int before = fetches().size();
            // Each reads once when it starts, whenever that was; after these there are polls only.
            replicas.await("two polls", () -> fetches().size() >= before + 2 + Replicas.COUNT);
            List<Instant> times = fetches();
            assertThat(Duration.between(times.get(before + Replicas.COUNT), times.get(before + Replicas.COUNT + 1)))
                    .as("by one of them an interval")
                    .isGreaterThan(Duration.ofSeconds(9));

            Brake poll = new Brake(1);
            github.brake(poll);
            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .on("main");
            assertThat(poll.awaitStop()).isTrue();
            int polling = replicas.number(postgres.texts(
                            "select picked_by from scheduled_tasks where picked and task_name = 'read-repository'")
                    .get(0));
            replicas.kill(polling);
            github.brake(new Brake(Long.MAX_VALUE));
            poll.release();

            replicas.await(
                    "the other one to find the push",
                    () -> postgres.texts("select encode(sha, 'hex') from commit_memory")
                            .contains(pushed));
            assertThat(postgres.texts(
                            "select picked_by from scheduled_tasks where picked and task_name = 'read-repository'"))
                    .allMatch(it -> replicas.number(it) != polling);
        }
    }

    /** One that has no clone yet asks twice at once: that is one reading. */
    private List<Instant> fetches() {
        List<Instant> readings = new ArrayList<>();
        for (Instant it : github.times("GET /acme/shop.git/info/refs")) {
            if (readings.isEmpty()
                    || readings.get(readings.size() - 1).plusSeconds(3).isBefore(it)) {
                readings.add(it);
            }
        }
        return readings;
    }

    /** A line comes every few seconds, if only to keep the stream open. */
    private static void awaitEvent(Iterator<String> lines, String event) {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (Instant.now().isBefore(end) && lines.hasNext()) {
            if (lines.next().equals("event: " + event)) {
                return;
            }
        }
        throw new AssertionError("the stream did not tell of " + event);
    }
}

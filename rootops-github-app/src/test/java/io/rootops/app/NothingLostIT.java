package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was acknowledged takes effect, once: two replicas on one PostgreSQL are killed again and again, the
 * database crashes, and the clients deliver twice, in the wrong order, and again until they are answered, while GitHub answers 500 for a time. 1,000
 * deliveries, or as many as {@code -Ddeliveries} says.
 */
class NothingLostIT {
    private static final int DELIVERIES = Integer.getInteger("deliveries", 1_000);
    private static final int REPOSITORIES = 5;
    private static final int CLIENTS = 8;
    private static final int KILLS = 6;
    /** So many deliveries are one client's at a time, and come in any order. */
    private static final int TOGETHER = 20;

    @TempDir
    private Path directory;

    @Test
    void everythingAcknowledgedTakesEffectOnce() throws Exception {
        long seed = System.nanoTime();
        try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("database"));
                FakeGitHub github = new FakeGitHub(directory.resolve("served"));
                PushedRepositories pushed = new PushedRepositories(github, REPOSITORIES);
                Replicas replicas = new Replicas(directory, github, pushed.names(), postgres.url())) {
            AtomicInteger acknowledged = new AtomicInteger();
            Set<String> guids = ConcurrentHashMap.newKeySet();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
            List<Future<Void>> running = new ArrayList<>();
            running.add(clients.submit(disturb(replicas, postgres, github, acknowledged, new Random(seed))));
            for (int from = 0; from < DELIVERIES; from += TOGETHER) {
                int begin = from;
                running.add(clients.submit(() -> {
                    deliver(replicas, pushed, begin, new Random(seed + begin), acknowledged, guids);
                    return null;
                }));
            }
            for (Future<Void> it : running) {
                it.get();
            }
            clients.shutdown();

            replicas.await(
                    "all work to be done",
                    () -> postgres.number("select count(*) from webhook_inbox where state in ('received', 'waiting')")
                            == 0);
            replicas.await(
                    "all commits to be read", () -> postgres.texts(STORED).containsAll(pushed.pushed()));
            // A reading says that it is done after it has stored the commits.
            replicas.await(
                    "no reading to be owed",
                    () -> postgres.number("select count(*) from repository where asked_revision > read_revision") == 0);

            assertThat(guids).hasSize(DELIVERIES);
            assertThat(postgres.texts("select delivery_guid from webhook_inbox"))
                    .as("seed %s: one row a delivery", seed)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(guids);
            assertThat(postgres.texts("select delivery_guid from webhook_inbox where state = 'dead'"))
                    .as("only what is no JSON is set aside")
                    .containsExactlyInAnyOrderElementsOf(
                            guids.stream().filter(it -> it.startsWith("poison")).toList());
            List<String> stored = postgres.texts(STORED);
            assertThat(stored).as("every commit once").doesNotHaveDuplicates();
            assertThat(new HashSet<>(stored)).isEqualTo(pushed.pushed());
        }
    }

    private static final String STORED =
            "select r.name || ' ' || encode(c.sha, 'hex') from commit_memory c join repository r on r.id = c.repository_id";

    /** One client: pushes commits, and tells of them backwards, some twice, each until it is acknowledged. */
    private static void deliver(
            Replicas replicas,
            PushedRepositories pushed,
            int from,
            Random random,
            AtomicInteger acknowledged,
            Set<String> guids)
            throws Exception {
        List<SignedDelivery> mine = new ArrayList<>();
        for (int i = from; i < Math.min(from + TOGETHER, DELIVERIES); i++) {
            mine.add(
                    switch (i % TOGETHER) {
                        case 7 -> SignedDelivery.of("poison-" + i, "push", "{\"ref\":\"refs/heads/", Replicas.SECRET);
                        case 13 -> SignedDelivery.of("star-" + i, "star", "{\"action\":\"created\"}", Replicas.SECRET);
                        default -> pushed.push(i, Replicas.SECRET);
                    });
        }
        List<SignedDelivery> order = new ArrayList<>(mine);
        order.addAll(mine.stream().filter(it -> random.nextInt(4) == 0).toList());
        Collections.reverse(order);
        if (random.nextBoolean()) {
            Collections.shuffle(order, random);
        }
        for (SignedDelivery it : order) {
            replicas.deliver(it, random.nextInt(Replicas.COUNT));
            if (guids.add(it.guid())) {
                acknowledged.incrementAndGet();
            }
        }
    }

    /** Kills a replica after each so many deliveries, and the database in the middle; GitHub is away for a while. */
    private static Callable<Void> disturb(
            Replicas replicas,
            CrashingPostgres postgres,
            FakeGitHub github,
            AtomicInteger acknowledged,
            Random random) {
        return () -> {
            List<Integer> moments = IntStream.rangeClosed(1, KILLS)
                    .map(it -> DELIVERIES * it / (KILLS + 1) + random.nextInt(Math.max(1, DELIVERIES / 20)))
                    .boxed()
                    .toList();
            for (int i = 0; i < moments.size(); i++) {
                int moment = Math.min(moments.get(i), DELIVERIES * 9 / 10);
                replicas.await("the moment of the next kill", () -> acknowledged.get() >= moment);
                github.always(i == 1 ? new FakeGitHub.Answer(500, Map.of(), "") : null);
                if (i == moments.size() / 2) {
                    postgres.crash();
                } else {
                    replicas.killAndStart(i % Replicas.COUNT);
                }
            }
            return null;
        };
    }
}

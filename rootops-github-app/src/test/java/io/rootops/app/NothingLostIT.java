package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was acknowledged takes effect, once: clients deliver twice, in the wrong order, and again until they are
 * answered, to two replicas that are killed at the worst moments, over a PostgreSQL that crashes, beside a GitHub that
 * fails in each way that it has. 1,000 deliveries, or as many as {@code -Ddeliveries} says.
 */
class NothingLostIT {
    private static final int DELIVERIES = Integer.getInteger("deliveries", 1_000);
    /** The more, the more heads that are told of. By its number {@link #deliver} makes poison: none may get just that. */
    private static final int REPOSITORIES = DELIVERIES <= 1_000 ? 5 : 21;

    private static final int CLIENTS = 8;
    /** So many deliveries are one client's at a time, and come in any order. */
    private static final int TOGETHER = 20;

    private static final String STORED =
            "select r.name || ' ' || encode(c.sha, 'hex') from commit_memory c join repository r on r.id = c.repository_id";
    private static final String TOLD =
            "select r.name || ' ' || encode(t.sha, 'hex') from risk_report t join repository r on r.id = t.repository_id"
                    + " where t.remote_id is not null";

    @TempDir
    private Path directory;

    private final Set<String> guids = ConcurrentHashMap.newKeySet();
    /** Deliveries that clients may begin with, so that each disturbance happens while some are under way. */
    private final Semaphore allowed = new Semaphore(0);

    @Test
    void everythingAcknowledgedTakesEffectOnce() throws Exception {
        long seed = System.nanoTime();
        Instant begun = Instant.now();
        AppSettings app = AppSettings.create();
        try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("database"));
                InstalledGitHub github = new InstalledGitHub(
                        directory.resolve("served"), app.keys().getPublic())) {
            github.pageSize = 100;
            PushedRepositories pushed = new PushedRepositories(github, REPOSITORIES);
            try (Replicas replicas = new Replicas(directory, app.on(github, Replicas.SECRET), postgres.url())) {
                replicas.await(
                        "the repositories to be read",
                        () -> postgres.number("select count(*) from repository where heads_read_at is not null")
                                == REPOSITORIES);
                Disturbances disturbances =
                        new Disturbances(replicas, postgres, github, new Random(seed), DELIVERIES <= 1_000);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
                List<Future<Void>> running = new ArrayList<>();
                running.add(clients.submit(disturb(replicas, disturbances.all())));
                for (int from = 0; from < DELIVERIES; from += TOGETHER) {
                    int begin = from;
                    running.add(clients.submit(() -> {
                        deliver(replicas, pushed, begin, new Random(seed + begin));
                        return null;
                    }));
                }
                for (Future<Void> it : running) {
                    it.get();
                }
                clients.shutdown();
                awaitWork(replicas, postgres, pushed);

                assertThat(guids).hasSize(DELIVERIES);
                assertThat(postgres.texts("select delivery_guid from webhook_inbox"))
                        .as("seed %s: one row a delivery", seed)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(guids);
                assertThat(postgres.texts("select delivery_guid from webhook_inbox where state = 'dead'"))
                        .as("only what is no JSON is set aside")
                        .containsExactlyInAnyOrderElementsOf(guids.stream()
                                .filter(it -> it.startsWith("poison"))
                                .toList());
                List<String> stored = postgres.texts(STORED);
                assertThat(stored).as("every commit once").doesNotHaveDuplicates();
                assertThat(new HashSet<>(stored)).isEqualTo(pushed.pushed());
                assertThat(github.checkRuns())
                        .as("GitHub's side: no check run twice, one on each last commit, and we know of all")
                        .doesNotHaveDuplicates()
                        .containsAll(pushed.heads())
                        .containsExactlyInAnyOrderElementsOf(postgres.texts(TOLD));
                assertThat(replicas.logs())
                        .as("nobody ran out of memory")
                        .noneMatch(it -> it.contains("java.lang.OutOfMemoryError"));
                System.err.printf(
                        Locale.ENGLISH,
                        "Seed %d, %d s: %,d deliveries acknowledged and in the inbox once, %,d commits of %d repositories"
                                + " stored once, %d check runs made once; %d kills, %d crashes of PostgreSQL, requests in"
                                + " trouble at GitHub: %s%n",
                        seed,
                        Duration.between(begun, Instant.now()).toSeconds(),
                        guids.size(),
                        stored.size(),
                        REPOSITORIES,
                        github.checkRuns().size(),
                        replicas.kills(),
                        postgres.crashes(),
                        github.trouble.metOfEachKind());
            }
        }
    }

    private static void awaitWork(Replicas replicas, CrashingPostgres postgres, PushedRepositories pushed) {
        replicas.await(
                "all work to be done",
                () -> postgres.number("select count(*) from webhook_inbox where state in ('received', 'waiting')")
                        == 0);
        replicas.await("all commits to be read", () -> postgres.texts(STORED).containsAll(pushed.pushed()));
        // A reading says that it is done after it has stored the commits.
        replicas.await(
                "no reading to be owed",
                () -> postgres.number("select count(*) from repository where asked_revision > read_revision") == 0);
        replicas.await("all to be told", () -> {
            // GitHub takes so many an hour, which is tested elsewhere.
            postgres.execute("delete from report_call");
            // Nor are the pauses after failures waited for.
            postgres.execute("update risk_report set next_run_at = now() where state = 'due' and next_run_at > now()");
            return postgres.number("select count(*) from risk_report where state = 'due'") == 0
                    && postgres.texts(TOLD).containsAll(pushed.heads());
        });
    }

    /** One client: pushes commits, and tells of them backwards, some twice, each until it is acknowledged. */
    private void deliver(Replicas replicas, PushedRepositories pushed, int from, Random random) throws Exception {
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
            if (!guids.contains(it.guid())) {
                allowed.acquire();
            }
            replicas.deliver(it, random.nextInt(Replicas.COUNT));
            guids.add(it.guid());
        }
    }

    /** Each with an equal share of the deliveries, in the middle of that. */
    private Callable<Void> disturb(Replicas replicas, List<Disturbances.Disturbance> all) {
        return () -> {
            try {
                int share = DELIVERIES / (all.size() + 1);
                for (int i = 0; i < all.size(); i++) {
                    allowed.release(share);
                    int moment = share * i + share / 2;
                    replicas.await("the moment of the next disturbance", () -> guids.size() >= moment);
                    all.get(i).happen();
                }
            } finally {
                allowed.release(DELIVERIES);
            }
            return null;
        };
    }
}

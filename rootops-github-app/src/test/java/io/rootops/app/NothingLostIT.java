package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.PushedRepositories.Telling;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.github.Trouble;
import io.rootops.app.webhook.SignedDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** How often each disturbance happens. */
    private static final int ROUNDS = DELIVERIES <= 1_000 ? 1 : 2;

    private static final int CLIENTS = 8;
    /** So many deliveries are one client's at a time, and come in any order. */
    private static final int TOGETHER = 20;

    private static final String OF = " join repository r on r.id = t.repository_id";
    private static final String STORED = "select r.name || ' ' || encode(t.sha, 'hex') from commit_memory t" + OF;
    private static final String TOLD =
            "select r.name || ' ' || encode(t.sha, 'hex') from risk_report t" + OF + " where t.remote_id is not null";
    private static final String PULLS =
            "select concat_ws(' ', r.name || '#' || t.number, t.state, t.title, encode(t.head_sha, 'hex'))"
                    + " from pull_request t" + OF;
    private static final String DEPLOYMENTS = "select concat_ws(' ', r.name, t.source, t.external_id,"
            + " coalesce(nullif(t.environment, ''), '-'), t.state, encode(t.sha, 'hex')) from deployment_event t" + OF;
    private static final String ISSUES =
            "select concat_ws(' ', r.name || '#' || t.number, t.state, array_to_string(t.labels, '+')) from issue t"
                    + OF;
    private static final String STATUSES =
            "select concat_ws(' ', r.name, encode(t.sha, 'hex'), t.name, coalesce(t.conclusion, t.state))"
                    + " from check_conclusion t" + OF + " where t.kind = 'status'";

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
            pushed.first().tellsCommits = true;
            try (Replicas replicas = new Replicas(directory, app.on(github, Replicas.SECRET), postgres.url())) {
                replicas.await(
                        "the repositories to be read",
                        () -> postgres.number("select count(*) from repository where heads_read_at is not null")
                                == REPOSITORIES);
                AtomicInteger own = new AtomicInteger(DELIVERIES);
                Kills kills = new Kills(replicas, postgres, new Random(seed), () -> {
                    SignedDelivery delivery = pushed.push(own.getAndIncrement(), Replicas.SECRET);
                    guids.add(delivery.guid());
                    return delivery;
                });
                Disturbances disturbances =
                        new Disturbances(kills, replicas, postgres, github, pushed, DELIVERIES <= 1_000);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
                List<Future<Void>> running = new ArrayList<>();
                running.add(clients.submit(disturb(replicas, disturbances.all(ROUNDS))));
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

                assertThat(guids).hasSize(own.get());
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
                for (Map.Entry<String, List<String>> it : Map.of(
                                PULLS, pushed.pulls(),
                                DEPLOYMENTS, pushed.deployments(),
                                ISSUES, pushed.issues(),
                                STATUSES, pushed.statuses())
                        .entrySet()) {
                    assertThat(postgres.texts(it.getKey()))
                            .as("once, and as it was told last: %s", it.getKey())
                            .isNotEmpty()
                            .containsExactlyInAnyOrderElementsOf(it.getValue());
                }
                assertThat(postgres.number("select count(*) from commit_memory where listed is not null"))
                        .as("commits that only GitHub's lists tell of")
                        .isZero();
                assertThat(provisional(github)).as("scores by lists").isPositive();
                assertThat(kills.hits()).as("points of death").containsOnlyKeys(KillPoint.values());
                assertThat(github.trouble.metOfEachKind()).as("troubles").hasSize(Trouble.Kind.values().length - 1);
                assertThat(replicas.logs())
                        .as("nobody ran out of memory")
                        .noneMatch(it -> it.contains("java.lang.OutOfMemoryError"));
                System.err.printf(
                        Locale.ENGLISH,
                        "Seed %d, %d s: %,d deliveries acknowledged and in the inbox once, %,d commits of %d repositories"
                                + " stored once, %d of them told provisionally first, %d check runs made once; as told"
                                + " last: %d pull requests, %d deployments, %d issues, %d statuses; killed: %s; %d"
                                + " crashes of PostgreSQL, requests in trouble at GitHub: %s%n",
                        seed,
                        Duration.between(begun, Instant.now()).toSeconds(),
                        guids.size(),
                        stored.size(),
                        REPOSITORIES,
                        provisional(github),
                        github.checkRuns().size(),
                        pushed.pulls().size(),
                        pushed.deployments().size(),
                        pushed.issues().size(),
                        pushed.statuses().size(),
                        kills.hits(),
                        postgres.crashes(),
                        github.trouble.metOfEachKind());
            }
        }
    }

    private static long provisional(InstalledGitHub github) {
        return github.titles().stream()
                .filter(it -> it.endsWith(", provisional)"))
                .map(it -> it.replaceFirst(" .*", ""))
                .distinct()
                .count();
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

    /** One client: pushes commits and does other work, and tells of them backwards, some twice, each until it is acknowledged. */
    private void deliver(Replicas replicas, PushedRepositories pushed, int from, Random random) throws Exception {
        int story = from / TOGETHER;
        boolean pull = story % 2 == 0;
        Telling telling = pull ? pushed.pullRequest(story, Replicas.SECRET) : pushed.deployment(story, Replicas.SECRET);
        List<SignedDelivery> mine = new ArrayList<>();
        for (int i = from; i < Math.min(from + TOGETHER, DELIVERIES); i++) {
            int at = i % TOGETHER;
            mine.add(
                    switch (at) {
                        case 1, 9, 16 -> pull ? telling.pullRequest(at / 8) : telling.deployment(at / 8);
                        case 2, 10, 17 -> pull ? telling.status(at / 8) : telling.issue(at / 8);
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

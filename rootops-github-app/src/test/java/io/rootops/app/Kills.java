package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.webhook.SignedDelivery;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Kills replicas with SIGKILL when they are at a certain point for certain, which is seen from outside: by what they
 * answer, what they wait for in the database, and what they ask of GitHub. Each is started again.
 */
final class Kills {
    /** {@code WebhookInbox.CLAIMING}: as long as somebody has this lock, no worker takes a delivery. */
    private static final String CLAIMING = "select pg_advisory_xact_lock(x'726f6f746f707331'::bigint)";

    private final Replicas replicas;
    private final CrashingPostgres postgres;
    private final Random random;
    private final Supplier<SignedDelivery> own;
    private final Map<KillPoint, Integer> hits = new EnumMap<>(KillPoint.class);

    /** @param own makes deliveries of which the others do not know */
    Kills(Replicas replicas, CrashingPostgres postgres, Random random, Supplier<SignedDelivery> own) {
        this.replicas = replicas;
        this.postgres = postgres;
        this.random = random;
        this.own = own;
    }

    /** How often each point was hit. */
    Map<KillPoint, Integer> hits() {
        return hits;
    }

    void somewhere() throws Exception {
        kill(KillPoint.SOMEWHERE, any());
    }

    void beforeTheInsert() throws Exception {
        int number = any();
        SignedDelivery delivery = own.get();
        try (HalfSent half = HalfSent.to(replicas.get(number).address(), delivery)) {
            kill(KillPoint.BEFORE_THE_INSERT, number);
            assertThat(half.answered()).as("an answer to half of a request").isFalse();
        }
        assertThat(rows(delivery, "delivery_guid")).isEmpty();
        replicas.deliver(delivery, any());
    }

    void duringTheInsert() throws Exception {
        int number = any();
        SignedDelivery delivery = own.get();
        CompletableFuture<Boolean> acknowledged;
        // Another one's insert may be under way, too, with this one waiting for it.
        try (Connection held = postgres.hold("lock table webhook_inbox in exclusive mode")) {
            acknowledged = replicas.begin(delivery, number);
            awaitLock(number, "insert into webhook_inbox%");
            replicas.kill(number);
            assertThat(acknowledged.get())
                    .as("acknowledged before it is stored")
                    .isFalse();
            held.rollback();
        }
        started(KillPoint.DURING_THE_INSERT, number);
        replicas.deliver(delivery, any());
    }

    void afterTheInsert() throws Exception {
        int number = any();
        SignedDelivery delivery = own.get();
        try (Connection held = postgres.hold(CLAIMING)) {
            replicas.deliverTo(number, delivery);
            replicas.kill(number);
            assertThat(rows(delivery, "state || ' ' || attempts"))
                    .as("acknowledged, and not begun")
                    .isSubsetOf("received 0", "waiting 0")
                    .hasSize(1);
            held.rollback();
        }
        started(KillPoint.AFTER_THE_INSERT, number);
    }

    void inTheWorker() throws Exception {
        String busy = "select locked_by from webhook_inbox where locked_by is not null and attempts > 0";
        try (Connection held = postgres.hold("select id from repository for update")) {
            int number = replicas.holding("a worker to be in the middle of it", () -> postgres.texts(busy));
            replicas.kill(number);
            held.rollback();
            started(KillPoint.IN_THE_WORKER, number);
        }
    }

    void beforeACheckRunIsAskedFor() throws Exception {
        int number;
        // GitHub takes so many an hour, which is tested elsewhere; what is told is counted before GitHub is called.
        postgres.execute("delete from report_call");
        try (Connection held = postgres.hold("lock table report_call in exclusive mode")) {
            replicas.await(
                    "a report to be claimed",
                    () -> waiting("%insert into%report_call%").size() == 1);
            number =
                    Integer.parseInt(waiting("%insert into%report_call%").get(0).replaceFirst(".*-", ""));
            replicas.kill(number);
            held.rollback();
        }
        started(KillPoint.BEFORE_A_CHECK_RUN_IS_ASKED_FOR, number);
    }

    /** Whoever tells reports just now; GitHub does not answer it. */
    void teller(KillPoint point) throws Exception {
        kill(
                point,
                replicas.holding(
                        "somebody to tell reports",
                        () -> postgres.texts("select picked_by from report_tasks where picked")));
    }

    private int any() {
        return random.nextInt(Replicas.COUNT);
    }

    private void kill(KillPoint point, int number) throws Exception {
        replicas.kill(number);
        started(point, number);
    }

    private void started(KillPoint point, int number) throws Exception {
        hits.merge(point, 1, Integer::sum);
        replicas.startAgain(number);
    }

    private List<String> rows(SignedDelivery delivery, String columns) {
        return postgres.texts(
                "select " + columns + " from webhook_inbox where delivery_guid = '" + delivery.guid() + "'");
    }

    private void awaitLock(int number, String statement) {
        replicas.await(
                "a statement to be under way", () -> waiting(statement).contains(Replicas.nameInDatabase(number)));
    }

    /** Names of those who wait for a lock with this statement. */
    private List<String> waiting(String statement) {
        return postgres.texts("select distinct application_name from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '" + statement + "'");
    }
}

package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.testing.TestDatabase;
import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.Dismissal;
import io.rootops.core.webhook.Envelope;
import io.rootops.core.webhook.InboxFigures;
import io.rootops.core.webhook.MalformedPayloadException;
import io.rootops.core.webhook.Retries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of deliveries through the inbox, on a real PostgreSQL. */
class WebhookInboxTest {
    private static final String ME = "me";
    private static final String OTHER = "other";

    private TestDatabase db;
    private WebhookInbox inbox;
    private DeliveryMemory deliveries;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        inbox = new WebhookInbox(db.dsl());
        deliveries = new DeliveryMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aDeliveryWithTheSameBodyIsStoredOnceAndWithAnotherBodyAgain() {
        assertThat(inbox.receive(List.of(arrival("a", "1")))).containsExactly(1);
        assertThat(inbox.receive(List.of(arrival("a", "1")))).containsExactly(0);
        assertThat(inbox.receive(List.of(arrival("a", "1"), arrival("a", "2"), arrival("b", "1"), arrival("b", "1"))))
                .containsExactly(0, 1, 1, 0);

        assertThat(deliveries.newest(null, 10)).extracting(DeliveryRecord::guid).containsExactly("b", "a", "a");
        assertThat(deliveries.figures())
                .extracting(InboxFigures::waiting, InboxFigures::retrying, InboxFigures::dead)
                .containsExactly(3L, 0L, 0L);
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsReasonAndTheRestGoesOn() {
        inbox.receive(List.of(arrival("a", "1"), arrival("poison", "?"), arrival("b", "2")));

        assertThat(sort()).isEqualTo(3);

        assertThat(inbox.claim(ME, 20)).hasSize(2);
        DeliveryRecord dead = deliveries.newest(DeliveryState.DEAD, 10).get(0);
        assertThat(dead.guid()).isEqualTo("poison");
        assertThat(dead.lastError()).isEqualTo("no number");
        assertThat(dead.finishedAt()).isNotNull();
    }

    @Test
    void whatFailsWhileItIsLookedIntoIsSetAsideAloneAndTheRestGoesOn() {
        inbox.receive(List.of(arrival("a", "1"), arrival("fails", "?"), arrival("nul", "?"), arrival("b", "2")));
        AtomicInteger failures = new AtomicInteger();

        int sorted = inbox.sort(20, body -> {
            if (body[0] != '?') {
                return new Envelope(null, null, (long) body[0], null);
            }
            if (failures.getAndIncrement() == 0) {
                throw new IllegalStateException("fails on purpose");
            }
            // As nothing that PostgreSQL can store.
            throw new MalformedPayloadException("with \0", new IllegalArgumentException());
        });

        assertThat(sorted).isEqualTo(4);
        assertThat(inbox.claim(ME, 20)).extracting(this::guid).containsExactly("a", "b");
        assertThat(deliveries.newest(DeliveryState.DEAD, 10))
                .extracting(DeliveryRecord::guid, DeliveryRecord::lastError)
                .containsExactly(
                        tuple("nul", "it cannot be looked into; the log says why"),
                        tuple("fails", "it cannot be looked into; the log says why"));
    }

    @Test
    void aRepositoryIsWorkedOnByOneWorkerAtATime() {
        receive(arrival("a", "1"), arrival("b", "1"), arrival("c", "2"));
        List<Long> mine = inbox.claim(ME, 1);

        List<Long> others = inbox.claim(OTHER, 20);

        assertThat(mine).hasSize(1);
        assertThat(others).extracting(this::guid).containsExactly("c");
        inbox.done(ME, begin(ME, mine.get(0)).id(), "did it");
        assertThat(inbox.claim(OTHER, 20)).extracting(this::guid).containsExactly("b");
    }

    @Test
    void whoseLeaseIsOverLosesTheWork() {
        receive(arrival("a", "1"));
        long id = inbox.claim(ME, 20).get(0);
        Delivery mine = begin(ME, id);
        db.execute("update webhook_inbox set locked_until = now() - interval '1 s'");

        assertThat(inbox.claim(OTHER, 20)).containsExactly(id);
        inbox.done(ME, id, "too late");
        assertThat(inbox.failed(ME, mine, "too late")).isFalse();
        assertThat(inbox.begin(ME, id)).isEmpty();

        assertThat(begin(OTHER, id).attempts()).isEqualTo(2);
        inbox.done(OTHER, id, "did it");
        assertThat(deliveries.newest(null, 1).get(0))
                .extracting(DeliveryRecord::state, DeliveryRecord::note, DeliveryRecord::lastError)
                .containsExactly(DeliveryState.DONE, "did it", null);
    }

    @Test
    void whatFailsIsTriedAgainLaterAndSetAsideAfterTheTenthTime() {
        receive(arrival("a", "1"));
        for (int attempt = 1; attempt <= Retries.MOST_ATTEMPTS; attempt++) {
            Delivery begun = begin(ME, inbox.claim(ME, 20).get(0));

            assertThat(inbox.failed(ME, begun, "GitHub said 500")).isEqualTo(attempt == Retries.MOST_ATTEMPTS);

            assertThat(inbox.claim(ME, 20)).isEmpty();
            db.execute("update webhook_inbox set next_run_at = now() where state = 'waiting'");
        }
        DeliveryRecord dead = deliveries.newest(null, 1).get(0);
        assertThat(dead)
                .extracting(DeliveryRecord::state, DeliveryRecord::lastError, DeliveryRecord::attempts)
                .containsExactly(DeliveryState.DEAD, "GitHub said 500", Retries.MOST_ATTEMPTS);

        assertThat(deliveries.replay(dead.id())).isTrue();
        sort();
        Delivery again = begin(ME, inbox.claim(ME, 20).get(0));
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.body()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatWasSetAsideIsTakenUpAgainWhenItIsDeliveredAgain() {
        receive(arrival("a", "1"), arrival("poison", "?"));
        db.execute("update webhook_inbox set body = null where state = 'dead'");

        assertThat(inbox.receive(List.of(arrival("a", "1"), arrival("poison", "?"), arrival("poison", "?"))))
                .containsExactly(0, 1, 0);

        DeliveryRecord again = deliveries.newest(DeliveryState.RECEIVED, 10).get(0);
        assertThat(again)
                .extracting(DeliveryRecord::guid, DeliveryRecord::lastError, DeliveryRecord::replayable)
                .containsExactly("poison", null, true);
        assertThat(sort()).isEqualTo(1);
    }

    @Test
    void whatWasSetAsideCanBeDismissedAndStillTellsWhyAndByWhom() {
        receive(arrival("a", "1"), arrival("poison", "?"));
        long dead = deliveries.newest(DeliveryState.DEAD, 1).get(0).id();
        long waiting = deliveries.newest(DeliveryState.WAITING, 1).get(0).id();

        assertThat(deliveries.dismiss(dead, "the token 'ci'")).isTrue();

        assertThat(deliveries.figures().dead()).isZero();
        DeliveryRecord dismissed = deliveries.newest(DeliveryState.DONE, 1).get(0);
        assertThat(dismissed.lastError()).isNotBlank();
        assertThat(dismissed.dismissal())
                .isEqualTo(new Dismissal(Objects.requireNonNull(dismissed.finishedAt()), "the token 'ci'"));
        assertThat(deliveries.dismiss(dead, "somebody")).as("only once").isFalse();
        assertThat(deliveries.dismiss(waiting, "somebody"))
                .as("only what is set aside")
                .isFalse();

        // Done, as if it had never been set aside; who had dismissed it before still stands in the row.
        db.execute("update webhook_inbox set body = convert_to('1', 'UTF8') where id = " + dead);
        assertThat(deliveries.replay(dead)).isTrue();
        sort();
        inbox.claim(ME, 20).forEach(it -> {
            begin(ME, it);
            inbox.done(ME, it, "read");
        });
        assertThat(deliveries.newest(DeliveryState.DONE, 10)).hasSize(2).allMatch(it -> it.dismissal() == null);
        assertThat(db.dsl().fetchValue("select dismissed_by from webhook_inbox where id = " + dead))
                .isEqualTo("the token 'ci'");
    }

    @Test
    void whatWasDismissedIsTakenUpAgainWhenSomebodyHasItDeliveredAgain() {
        receive(arrival("poison", "?"));
        deliveries.dismiss(deliveries.newest(DeliveryState.DEAD, 1).get(0).id(), "somebody");

        assertThat(inbox.receive(List.of(arrival("poison", "?")))).containsExactly(1);

        assertThat(deliveries.newest(DeliveryState.RECEIVED, 10)).hasSize(1);
    }

    @Test
    void whatEndsItsProcessEachTimeIsSetAsideToo() {
        receive(arrival("a", "1"));
        for (int attempt = 1; attempt <= Retries.MOST_ATTEMPTS; attempt++) {
            begin(ME, inbox.claim(ME, 20).get(0));
            inbox.releaseAll();
        }

        assertThat(inbox.begin(ME, inbox.claim(ME, 20).get(0))).isEmpty();

        assertThat(deliveries.newest(null, 1).get(0).state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void whatIsPostponedIsNoAttempt() {
        receive(arrival("a", "1"));
        Delivery begun = begin(ME, inbox.claim(ME, 20).get(0));

        inbox.postpone(ME, begun.id(), Duration.ofMinutes(10), "beyond the rate limit");

        assertThat(inbox.claim(ME, 20)).isEmpty();
        assertThat(deliveries.newest(null, 1).get(0).attempts()).isZero();
    }

    @Test
    void aWorkerThatStopsGivesBackWhatItHolds() {
        receive(arrival("a", "1"), arrival("b", "2"));
        inbox.claim(ME, 20);
        assertThat(inbox.claim(OTHER, 20)).isEmpty();

        inbox.release(ME);

        assertThat(inbox.claim(OTHER, 20)).hasSize(2);
    }

    @Test
    void twoWorkersTogetherDoEverythingOnceAndNeverOneRepositoryAtOnce() throws Exception {
        int count = 400;
        inbox.receive(IntStream.range(0, count)
                .mapToObj(it -> arrival("guid-" + it, "" + it % 7))
                .toList());
        Set<Long> busy = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<List<String>>> workers = List.of(() -> empty("one", busy), () -> empty("two", busy));

        List<String> done = new ArrayList<>();
        for (Future<List<String>> it : threads.invokeAll(workers)) {
            done.addAll(it.get());
        }
        threads.shutdown();

        assertThat(done).doesNotHaveDuplicates().hasSize(count);
        assertThat(deliveries.figures().waiting()).isZero();
        assertThat(deliveries.newest(DeliveryState.DONE, count)).allMatch(it -> it.attempts() == 1);
    }

    @Test
    void oldBodiesAreThrownAwayAndTheirDeliveriesStayKnown() {
        receive(arrival("a", "1"));
        inbox.done(ME, begin(ME, inbox.claim(ME, 20).get(0)).id(), "did it");
        assertThat(deliveries.forget()).isZero();
        db.execute("update webhook_inbox set finished_at = now() - interval '8 days'");

        assertThat(deliveries.forget()).isEqualTo(1);

        DeliveryRecord row = deliveries.newest(null, 1).get(0);
        assertThat(row.replayable()).isFalse();
        assertThat(deliveries.replay(row.id())).isFalse();
        assertThat(inbox.receive(List.of(arrival("a", "1")))).containsExactly(0);
        db.execute("update webhook_inbox set finished_at = now() - interval '91 days'");
        deliveries.forget();
        assertThat(deliveries.newest(null, 1)).isEmpty();
    }

    @Test
    void pausesGrowUpToAnHour() {
        assertThat(IntStream.rangeClosed(1, 11)
                        .mapToObj(it -> Retries.pause(it, 0).toSeconds()))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L);
        assertThat(Retries.pause(1, 0.999)).isBetween(Duration.ofMillis(5900), Duration.ofSeconds(6));
        assertThat(Retries.pause(100, 0.999)).isEqualTo(Duration.ofHours(1));
    }

    /** @return guids in the order of their work */
    private List<String> empty(String worker, Set<Long> busy) {
        List<String> done = new ArrayList<>();
        Set<Long> held = new HashSet<>();
        while (deliveries.figures().waiting() > 0) {
            sort();
            for (long id : inbox.claim(worker, 20)) {
                Delivery it = begin(worker, id);
                Long repository = it.envelope().githubId();
                assertThat(held.contains(repository) || busy.add(repository)).isTrue();
                held.add(repository);
                done.add(it.guid());
                busy.removeAll(held);
                held.clear();
                inbox.done(worker, id, "did it");
            }
        }
        return done;
    }

    private void receive(Arrival... arrivals) {
        inbox.receive(Arrays.asList(arrivals));
        sort();
    }

    private int sort() {
        return inbox.sort(100, body -> {
            String text = new String(body, StandardCharsets.UTF_8);
            try {
                return new Envelope("tested", null, Long.valueOf(text), "acme/" + text);
            } catch (NumberFormatException e) {
                throw new MalformedPayloadException("no number", e);
            }
        });
    }

    private Delivery begin(String worker, long id) {
        return inbox.begin(worker, id).orElseThrow();
    }

    private String guid(long id) {
        return deliveries.newest(null, 100).stream()
                .filter(it -> it.id() == id)
                .findFirst()
                .orElseThrow()
                .guid();
    }

    private static Arrival arrival(String guid, String body) {
        return Arrival.of(guid, "push", body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.rootops.app.webhook;

import static io.rootops.app.webhook.RunningReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.forge.DeliveryLog;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.DeliveryLogMemory;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.DeliveryLogState;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.Door;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GitHub delivered and the inbox has not. */
class CatchUpTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SHOP = 42;
    private static final String SHA = "a".repeat(40);

    private final Remembered log = new Remembered();
    private RunningReceiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = RunningReceiver.start();
        receiver.follow("acme/shop");
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    @Test
    void aFirstStartLeavesWhatWasBeforeIt() {
        log.add("old", NOON);

        start().run();

        assertThat(receiver.deliveries.newest(null, 10)).isEmpty();
        assertThat(state().readUntil()).isEqualTo(NOON);
    }

    @Test
    void whatDidNotArriveWhileNobodyListenedIsFetchedAndDone() throws Exception {
        start().run();
        receiver.send(SignedDelivery.push("arrived", SHOP, "acme/shop", SHA, SECRET));
        log.add("arrived", NOON.plusSeconds(1));
        // Over a page, some with several attempts.
        for (int i = 0; i < 250; i++) {
            log.add("missing-" + i, NOON.plusSeconds(10 + i));
        }
        log.add("missing-7", NOON.plusSeconds(400));

        start().run();

        RunningReceiver.await("all", () -> receiver.deliveries.figures().waiting() == 0);
        List<DeliveryRecord> all = receiver.deliveries.newest(null, 500);
        assertThat(all).hasSize(251).allMatch(it -> "read acme/shop".equals(it.note()));
        assertThat(all).extracting(DeliveryRecord::guid).doesNotHaveDuplicates();
        assertThat(all.stream().filter(it -> it.door() == Door.DELIVERY_LOG)).hasSize(250);
        assertThat(all.get(249).guid()).as("the oldest first").isEqualTo("missing-0");
        assertThat(state()).isEqualTo(new DeliveryLogState(NOON.plusSeconds(400), state().readAt(), 0, null, 250));
    }

    @Test
    void whatWasFetchedIsNotFetchedAgain() {
        start().run();
        log.add("missing", NOON);
        start().run();
        log.add("later", NOON.plusSeconds(60));
        start().run();

        assertThat(log.fetched).containsExactly("missing", "later");
    }

    @Test
    void anAttemptThatCameToStandInTheLogBehindALaterOneIsFoundStill() {
        start().run();
        log.add("quick", NOON.plusSeconds(20));
        start().run();
        log.entries.add(1, new DeliveryLog.Entry(99, "slow", NOON.plusSeconds(11), 504));

        start().run();

        assertThat(log.fetched).containsExactly("quick", "slow");
    }

    @Test
    void whatGitHubHasNoMoreStopsNothing() {
        start().run();
        log.add("gone", NOON);
        log.add("there", NOON.plusSeconds(1));
        log.gone = "gone";

        start().run();

        assertThat(receiver.deliveries.newest(null, 10))
                .extracting(DeliveryRecord::guid)
                .containsExactly("there");
        assertThat(state().problem()).isNull();
    }

    @Test
    void aFailureInTheMiddleLosesNothingAndIsSaid() {
        start().run();
        log.add("one", NOON);
        log.add("two", NOON.plusSeconds(1));
        log.add("three", NOON.plusSeconds(2));
        log.failing = "two";

        start().run();

        assertThat(state().problem()).isEqualTo("GitHub is away");
        assertThat(state().failures()).isEqualTo(1);
        assertThat(log.fetched).as("one does not hold up the others").containsExactly("one", "three");
        assertThat(state().readUntil()).as("not past what is missing").isEqualTo(Instant.EPOCH);

        log.failing = null;
        start().run();
        assertThat(receiver.deliveries.newest(null, 10))
                .extracting(DeliveryRecord::guid)
                .containsExactly("two", "three", "one");
        assertThat(state()).isEqualTo(new DeliveryLogState(NOON.plusSeconds(2), state().readAt(), 0, null, 3));
    }

    @Test
    void oneOfSeveralReplicasReadsIt() {
        CatchUp one = start();
        CatchUp other = start();
        one.run();
        other.run();
        log.add("missing", NOON);

        // Not due for any of them: nobody reads it.
        one.run();
        other.run();
        assertThat(log.fetched).isEmpty();

        receiver.db.dsl().execute("update delivery_log set due_at = now()");
        one.run();
        other.run();
        assertThat(log.pages).as("two starts and one that was due").isEqualTo(3);
        assertThat(log.fetched).containsExactly("missing");
    }

    @Test
    void aRateLimitIsWaitedOut() {
        log.until = Instant.now().plusSeconds(3_000);
        start().run();

        assertThat(receiver.db.dsl().fetchValue("select due_at > now() + interval '2900 s' from delivery_log"))
                .isEqualTo(true);
    }

    /** As a process that starts. */
    private CatchUp start() {
        CatchUp.Source source = new CatchUp.Source("77", log, new DeliveryLogMemory(receiver.db.dsl(), "77"));
        return new CatchUp(
                () -> Optional.of(source), new WebhookInbox(receiver.db.dsl()), () -> {}, InstantSource.system());
    }

    private DeliveryLogState state() {
        return receiver.deliveries.log().orElseThrow();
    }

    /** A hundred on a page, newest first. */
    private static final class Remembered implements DeliveryLog {
        private static final int PAGE = 100;

        final List<Entry> entries = new ArrayList<>();
        final List<String> fetched = new ArrayList<>();
        int pages;

        @Nullable
        String gone;

        @Nullable
        String failing;

        @Nullable
        Instant until;

        void add(String guid, Instant at) {
            entries.add(0, new Entry(entries.size(), guid, at, 502));
        }

        @Override
        public Page page(@Nullable String next) throws ForgeException {
            if (until != null) {
                throw new ForgeLimitException("wait", until, new IllegalStateException());
            }
            pages++;
            int from = next == null ? 0 : Integer.parseInt(next);
            int to = Math.min(from + PAGE, entries.size());
            return new Page(entries.subList(from, to), to < entries.size() ? String.valueOf(to) : null);
        }

        @Override
        public Optional<Arrival> read(Entry entry) throws ForgeException {
            if (entry.guid().equals(failing)) {
                throw new ForgeException("GitHub is away", new IllegalStateException());
            }
            if (entry.guid().equals(gone)) {
                return Optional.empty();
            }
            fetched.add(entry.guid());
            byte[] body = SignedDelivery.push(entry.guid(), SHOP, "acme/shop", SHA, SECRET)
                    .body();
            return Optional.of(Arrival.of(entry.guid(), "push", body, Door.DELIVERY_LOG));
        }
    }
}

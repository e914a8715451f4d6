package io.rootops.app.webhook;

import static io.rootops.app.webhook.RunningReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What deliveries do once they are acknowledged. */
class InboxWorkerTest {
    private static final long SHOP = 42;
    private static final String SHA = "a".repeat(40);

    @Test
    void aPushHasItsRepositoryReadAndTeachesItsNumber() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            RepositoryId shop = receiver.follow("acme/shop").id();

            receiver.send(SignedDelivery.push("1", SHOP, "Acme/Shop", SHA, SECRET));

            assertThat(receiver.finished().note()).isEqualTo("read acme/shop");
            assertThat(receiver.requests.open()).containsExactly(shop);
            assertThat(receiver.db.dsl().fetchValue("select task_instance from scheduled_tasks"))
                    .isEqualTo("" + shop.value());
            assertThat(receiver.identities.find(SHOP, null)).isPresent();
        }
    }

    @Test
    void whatIsNotFollowedOrNotUsedIsAcknowledgedAndSaidSo() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            receiver.send(SignedDelivery.push("1", 43, "acme/unknown", SHA, SECRET));
            assertThat(receiver.finished().note()).isEqualTo("not followed");

            receiver.send(SignedDelivery.of("2", "star", "{\"action\":\"created\"}", SECRET));
            assertThat(receiver.finished()).extracting(DeliveryRecord::note).isEqualTo("not handled yet");
            RunningReceiver.await("both", () -> receiver.deliveries.figures().waiting() == 0);
            assertThat(receiver.deliveries.newest(DeliveryState.DONE, 10)).hasSize(2);
        }
    }

    @Test
    void aPayloadOfAnotherInstallationDoesNothing() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            RepositoryId shop = receiver.follow("acme/shop").id();
            receiver.identities.install(shop, 7L);

            receiver.send(SignedDelivery.of(
                    "1",
                    "push",
                    "{\"installation\":{\"id\":8},\"repository\":{\"id\":42,\"full_name\":\"acme/shop\"}}",
                    SECRET));

            DeliveryRecord aside = receiver.finished();
            assertThat(aside.state()).isEqualTo(DeliveryState.DEAD);
            assertThat(aside.lastError()).contains("acme/shop: that belongs to another installation, 7");
            assertThat(receiver.requests.open()).isEmpty();
        }
    }

    @Test
    void whatIsNoJsonIsSetAsideAndStopsNothing() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            receiver.follow("acme/shop");
            List<String> poison = List.of(
                    "",
                    "[]",
                    "{\"a\":",
                    "{} {}",
                    "[".repeat(100_000),
                    "\u0000",
                    "null",
                    "{\"a\":NaN}",
                    "{\"a\":tru\u0000x}");
            for (int i = 0; i < poison.size(); i++) {
                assertThat(receiver.send(SignedDelivery.of("poison-" + i, "push", poison.get(i), SECRET))
                                .statusCode())
                        .isEqualTo(202);
            }
            receiver.send(SignedDelivery.push("good", SHOP, "acme/shop", SHA, SECRET));

            RunningReceiver.await("all", () -> receiver.deliveries.figures().waiting() == 0);
            assertThat(receiver.deliveries.newest(DeliveryState.DEAD, 20))
                    .hasSize(poison.size())
                    .allMatch(it -> String.valueOf(it.lastError()).startsWith("not the JSON of an event: "))
                    .allMatch(DeliveryRecord::replayable);
            assertThat(receiver.deliveries.newest(DeliveryState.DONE, 20))
                    .extracting(DeliveryRecord::guid)
                    .containsExactly("good");
        }
    }

    @Test
    void aRepositoryThatWasRenamedOrTransferredIsFollowedByItsNumber() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            RepositoryId shop = receiver.follow("acme/shop").id();
            receiver.send(SignedDelivery.push("1", SHOP, "acme/shop", SHA, SECRET));
            receiver.finished();

            receiver.send(moved("3", "renamed", "acme/market", "2026-03-03T00:00:00Z"));
            assertThat(receiver.finished().note()).isEqualTo("acme/shop is acme/market now");
            receiver.send(moved("2", "renamed", "acme/store", "2026-03-02T00:00:00Z"));
            assertThat(note(receiver, "2")).startsWith("a later one was told before");
            receiver.send(moved("4", "transferred", "others/market", "2026-03-04T00:00:00Z"));
            assertThat(note(receiver, "4")).isEqualTo("acme/market is others/market now");

            assertThat(receiver.repositories.byId(shop).orElseThrow())
                    .extracting(TrackedRepository::name, TrackedRepository::location)
                    .containsExactly("others/market", "https://github.com/others/market.git");
            receiver.send(SignedDelivery.push("5", 99, "acme/shop", SHA, SECRET));
            assertThat(note(receiver, "5")).as("another one with the old name").isEqualTo("not followed");
        }
    }

    @Test
    void oneWhoseNumberIsNotKnownIsFoundByItsFormerName() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            RepositoryId shop = receiver.follow("acme/shop").id();

            receiver.send(SignedDelivery.of("1", "repository", """
                    {"action":"renamed","changes":{"repository":{"name":{"from":"shop"}}},
                     "repository":{"id":42,"name":"store","full_name":"acme/store","owner":{"login":"acme"}}}
                    """, SECRET));

            assertThat(receiver.finished().note()).isEqualTo("acme/shop is acme/store now");
            assertThat(receiver.repositories.byId(shop).orElseThrow().name()).isEqualTo("acme/store");
        }
    }

    @Test
    void aNameThatLeadsElsewhereIsNoName() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            receiver.follow("acme/shop");
            receiver.identities.find(SHOP, "https://github.com/acme/shop.git");

            receiver.send(moved("1", "renamed", "evil.example/../..", "2026-03-03T00:00:00Z"));

            assertThat(receiver.finished().note()).isEqualTo("not followed");
            assertThat(receiver.repositories.all())
                    .extracting(TrackedRepository::location)
                    .containsExactly("https://github.com/acme/shop.git");
        }
    }

    @Test
    void whatFailsIsTriedAgainAloneAndWithItsReason() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (RunningReceiver receiver = RunningReceiver.start(
                Map.of(),
                handler("issues", event -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("GitHub\nsaid 500");
                    }
                    return EventOutcome.done("did it");
                }),
                handler("release", event -> EventOutcome.later(Duration.ofMinutes(5), "beyond the rate limit")))) {
            receiver.send(SignedDelivery.of("1", "issues", "{}", SECRET));
            receiver.send(SignedDelivery.of("2", "release", "{}", SECRET));
            receiver.send(SignedDelivery.of("3", "ping", "{}", SECRET));

            assertThat(note(receiver, "3")).isEqualTo("GitHub reaches RootOps");
            RunningReceiver.await(
                    "the failure",
                    () -> receiver.deliveries.newest(DeliveryState.WAITING, 9).stream()
                                    .filter(it -> it.lastError() != null)
                                    .count()
                            == 2);
            assertThat(receiver.deliveries.newest(DeliveryState.WAITING, 9))
                    .extracting(DeliveryRecord::attempts, DeliveryRecord::lastError)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(0, "beyond the rate limit"),
                            org.assertj.core.groups.Tuple.tuple(1, "IllegalStateException: GitHub said 500"));
            receiver.db.execute("update webhook_inbox set next_run_at = now() where delivery_guid = '1'");
            assertThat(note(receiver, "1")).isEqualTo("did it");
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void whatWasSetAsideIsDoneWhenGitHubDeliversItAgain() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (RunningReceiver receiver = RunningReceiver.start(Map.of(), handler("issues", event -> {
            if (broken.get()) {
                throw new NoClassDefFoundError("fails on purpose");
            }
            return EventOutcome.done("did it");
        }))) {
            SignedDelivery delivery = SignedDelivery.of("1", "issues", "{}", SECRET);
            receiver.send(delivery);
            RunningReceiver.await("it to be set aside", () -> {
                receiver.db.execute("update webhook_inbox set next_run_at = now() where state = 'waiting'");
                return !receiver.deliveries.newest(DeliveryState.DEAD, 1).isEmpty();
            });
            broken.set(false);

            assertThat(receiver.send(delivery).body()).isEqualTo("stored\n");

            assertThat(note(receiver, "1")).isEqualTo("did it");
        }
    }

    private static String note(RunningReceiver receiver, String guid) {
        RunningReceiver.await(
                "delivery " + guid,
                () -> receiver.deliveries.newest(DeliveryState.DONE, 20).stream()
                        .anyMatch(it -> it.guid().equals(guid)));
        return String.valueOf(receiver.deliveries.newest(DeliveryState.DONE, 20).stream()
                .filter(it -> it.guid().equals(guid))
                .findFirst()
                .orElseThrow()
                .note());
    }

    private static SignedDelivery moved(String guid, String action, String to, String at) {
        return SignedDelivery.of(guid, "repository", """
                {"action":"%s","repository":{"id":42,"full_name":"%s","updated_at":"%s"}}
                """.formatted(action, to, at), SECRET);
    }

    @FunctionalInterface
    private interface Work {
        EventOutcome on(ReceivedEvent event);
    }

    private static EventHandler handler(String name, Work work) {
        return new EventHandler() {
            @Override
            public String event() {
                return name;
            }

            @Override
            public boolean needsFollowedRepository() {
                return false;
            }

            @Override
            public EventOutcome handle(ReceivedEvent event) {
                return work.on(event);
            }
        };
    }
}

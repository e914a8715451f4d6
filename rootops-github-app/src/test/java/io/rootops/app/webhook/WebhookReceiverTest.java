package io.rootops.app.webhook;

import static io.rootops.app.webhook.RunningReceiver.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is acknowledged, what is refused and why. */
class WebhookReceiverTest {
    private static final String GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
    private static final String PING = "{\"zen\":\"Design for failure.\",\"hook_id\":1}";

    @Test
    void aSignedDeliveryIsStoredAndAcknowledged() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            HttpResponse<String> answer = receiver.send(ping());

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("stored\n");
            assertThat(receiver.finished())
                    .extracting(
                            DeliveryRecord::guid, DeliveryRecord::event, DeliveryRecord::state, DeliveryRecord::note)
                    .containsExactly(GUID, "ping", DeliveryState.DONE, "GitHub reaches RootOps");
            assertThat(receiver.metrics
                            .get("rootops.webhook.requests")
                            .tag("outcome", "stored")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theSameIsAcknowledgedAgainAndKeptOnceAndAnotherBodyOfTheSameGuidIsAnother() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            receiver.send(ping());
            HttpResponse<String> again = receiver.send(ping());
            HttpResponse<String> other = receiver.send(SignedDelivery.of(GUID, "ping", "{\"zen\":\"Else\"}", SECRET));

            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(again.body()).isEqualTo("known already\n");
            assertThat(other.body()).isEqualTo("stored\n");
            assertThat(receiver.deliveries.newest(null, 10)).hasSize(2);
        }
    }

    @Test
    void manyAtOnceAreEachStoredOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (RunningReceiver receiver = RunningReceiver.start()) {
            List<Callable<Integer>> sending = IntStream.range(0, 300)
                    .mapToObj(it -> (Callable<Integer>)
                            () -> receiver.send(SignedDelivery.of("guid-" + it % 150, "ping", PING, SECRET))
                                    .statusCode())
                    .toList();

            for (Future<Integer> it : threads.invokeAll(sending)) {
                assertThat(it.get()).isEqualTo(202);
            }

            assertThat(receiver.deliveries.newest(null, 400)).hasSize(150);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "sha1=0000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=xyz0000000000000000000000000000000000000000000000000000000000000",
                "sha256=00000000000000000000000000000000000000000000000000000000000000000"
            })
    void aSignatureThatIsNoneIsRefusedAndNothingStored(String signature) throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            HttpResponse<String> answer = receiver.send(
                    ping().request(receiver.server.address()).setHeader("X-Hub-Signature-256", signature));

            assertRefused(receiver, answer, 401, "bad-signature");
            assertThat(answer.body()).doesNotContain(SECRET);
        }
    }

    @Test
    void signaturesOfSha1OnlyMissingOrTwiceAreRefused() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            HttpRequest.Builder unsigned = HttpRequest.newBuilder(
                            receiver.server.address().resolve("/webhooks/github"))
                    .header("Content-Type", "application/json")
                    .header("X-GitHub-Delivery", GUID)
                    .header("X-GitHub-Event", "ping")
                    .POST(HttpRequest.BodyPublishers.ofString(PING));

            assertRefused(receiver, receiver.send(unsigned.copy()), 401, "bad-signature");
            assertRefused(
                    receiver,
                    receiver.send(unsigned.copy()
                            .header(
                                    "X-Hub-Signature",
                                    "sha1=" + SignedDelivery.hmac("HmacSHA1", ping().body(), SECRET))),
                    401,
                    "bad-signature");
            assertRefused(
                    receiver,
                    receiver.send(ping().request(receiver.server.address())
                            .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))),
                    401,
                    "bad-signature");
            assertRefused(
                    receiver,
                    receiver.send(SignedDelivery.of(GUID, "ping", "not json, wrong secret", "guess")),
                    401,
                    "bad-signature");
        }
    }

    @Test
    void thatNothingIsAcceptedForItsSignatureIsSaidUntilSomethingIs() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            RefusedSignatures refused = receiver.webhooks.refusedSignatures();
            assertThat(refused.said()).isEmpty();

            receiver.send(SignedDelivery.of("1", "ping", PING, "another secret"));
            receiver.send(SignedDelivery.of("2", "ping", PING, "another secret"));
            assertThat(refused.said())
                    .hasValueSatisfying(it -> assertThat(it)
                            .startsWith("2 webhooks were refused for the signature since 2")
                            .contains(", and none accepted in between; the last at 2"));

            receiver.send(SignedDelivery.of("3", "ping", PING, SECRET));
            assertThat(refused.said()).isEmpty();
        }
    }

    @Test
    void whileASecretIsReplacedTheOldAndTheNewOneAreGood() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start(Map.of("GITHUB_WEBHOOK_SECRET", "old, new"))) {
            assertThat(receiver.send(SignedDelivery.of("1", "ping", PING, "old"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(receiver.send(SignedDelivery.of("2", "ping", PING, "new"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(receiver.send(SignedDelivery.of("3", "ping", PING, SECRET))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutASecretNothingIsTrusted() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start(Map.of("GITHUB_WEBHOOK_SECRET", " "))) {
            assertRefused(receiver, receiver.send(ping()), 503, "webhooks-not-configured");
        }
    }

    @Test
    void onlyJsonIsTakenAndOnlyByPost() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            HttpRequest.Builder request = ping().request(receiver.server.address());

            assertRefused(
                    receiver,
                    receiver.send(request.copy().setHeader("Content-Type", "application/x-www-form-urlencoded")),
                    415,
                    "unsupported-type");
            assertRefused(
                    receiver,
                    receiver.send(request.copy().header("Content-Encoding", "gzip")),
                    415,
                    "unsupported-type");
            HttpResponse<String> read = receiver.get(receiver.server.address(), "/webhooks/github");
            assertRefused(receiver, read, 405, "method-not-allowed");
            assertThat(read.headers().firstValue("Allow")).contains("POST");
            assertThat(receiver.send(request.copy().setHeader("Content-Type", "Application/JSON; charset=utf-8"))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aBodyOf25MebibytesIsTakenAndOneByteMoreIsNot() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            String long25 = "{\"a\":\"" + "x".repeat(WebhookReceiver.MOST_BYTES - 8) + "\"}";
            SignedDelivery most = SignedDelivery.of("1", "ping", long25, SECRET);
            SignedDelivery more = SignedDelivery.of("2", "ping", long25 + " ", SECRET);
            assertThat(most.body()).hasSize(WebhookReceiver.MOST_BYTES);

            assertThat(receiver.send(most).statusCode()).isEqualTo(202);
            assertThat(receiver.finished().state()).isEqualTo(DeliveryState.DONE);
            assertThat(receiver.send(more).statusCode()).isEqualTo(413);
            assertThat(receiver.send(more.request(receiver.server.address())
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new Endless(more.body().length))))
                            .statusCode())
                    .as("streamed without Content-Length")
                    .isEqualTo(413);
            assertThat(receiver.deliveries.newest(null, 10)).hasSize(1);
        }
    }

    @Test
    void whatGitHubAlwaysSendsMustBeThere() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            for (String header : List.of("X-GitHub-Delivery", "X-GitHub-Event")) {
                assertRefused(
                        receiver,
                        receiver.send(ping().request(receiver.server.address()).setHeader(header, " ")),
                        400,
                        "bad-headers");
            }
            assertRefused(
                    receiver,
                    receiver.send(ping().request(receiver.server.address())
                            .setHeader("X-GitHub-Event", "<script>alert(1)</script>")),
                    400,
                    "bad-headers");
        }
    }

    @Test
    void withoutADatabaseNothingIsAcknowledged() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start()) {
            receiver.db.execute("alter table webhook_inbox rename to away");

            HttpResponse<String> answer = receiver.send(ping());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("urn:rootops:problem:not-stored");
            receiver.db.execute("alter table away rename to webhook_inbox");
            assertThat(receiver.send(ping()).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void onAPortOfTheirOwnNothingElseAnswers() throws Exception {
        try (RunningReceiver receiver = RunningReceiver.start(Map.of("ROOTOPS_WEBHOOK_PORT", "0"))) {
            assertThat(receiver.server.webhookAddress()).isNotEqualTo(receiver.server.address());
            assertThat(receiver.send(ping().request(receiver.server.webhookAddress()))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(receiver.get(receiver.server.webhookAddress(), "/livez").statusCode())
                    .isEqualTo(404);
            assertThat(receiver.get(receiver.server.address(), "/livez").body()).isEqualTo("page");
        }
    }

    @Test
    void bodiesTogetherMayNotTakeAllMemory() {
        BodyBudget budget = new BodyBudget(100, 60);

        assertThat(budget.hold("a", 60)).isTrue();
        assertThat(budget.hold("a", 1)).as("more than its share").isFalse();
        assertThat(budget.hold("b", 60)).isFalse();
        assertThat(budget.hold("b", 40)).isTrue();
        budget.release("a", 60);
        assertThat(budget.held()).isEqualTo(40);
        assertThat(budget.hold("a", 60)).isTrue();
    }

    private static void assertRefused(RunningReceiver receiver, HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"urn:rootops:problem:" + code + "\"");
        assertThat(receiver.deliveries.newest(null, 1)).isEmpty();
    }

    private static SignedDelivery ping() {
        return SignedDelivery.of(GUID, "ping", PING, SECRET);
    }

    /** So many bytes, made as they are read. */
    private static final class Endless extends InputStream {
        private int left;

        Endless(int bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }
    }
}

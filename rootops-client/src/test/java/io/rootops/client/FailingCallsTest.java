package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.client.RootOpsException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingCallsTest {
    private static final String TOKEN = "rootops_secret";
    private static final String SHA = "9f1c2ab7d0c5e6f8a9b0c1d2e3f405162738495a";
    private static final String PING = "{\"version\":\"0.1.0\",\"api_version\":\"1\",\"repositories\":1}";
    private static final Duration LONG = Duration.ofSeconds(30);

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final FakeRootOps server = new FakeRootOps();
    private final RootOpsClient client = client(server.uri(), LONG);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysThatNothingListens() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        RootOpsException e = failure(() -> client(nobody, LONG).ping());

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e).hasMessage("RootOps at " + nobody + " cannot be reached (no connection).");
    }

    @Test
    void givesUpOnASilentServer() {
        server.thenSilence();

        RootOpsException e =
                failure(() -> client(server.uri(), Duration.ofMillis(200)).ping());

        assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(e).hasMessageEndingWith(" does not answer in time.");
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotEnd() {
        server.thenHalfAnAnswer();

        assertThat(failure(() -> client(server.uri(), Duration.ofMillis(500)).ping())
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void stopsWhenInterrupted() {
        server.thenSilence();
        Thread.currentThread().interrupt();

        Kind kind = failure(client::ping).kind();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind).isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    void triesAgainWhereTheConnectionBroke() throws IOException {
        server.thenHangUp().then(200, "{\"items\":[]}");

        assertThat(client.risks("acme/shop", List.of(SHA))).isEmpty(); // a POST, as Java tries a GET again by itself
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void triesAgainWhereTheServerFailed() throws IOException {
        server.then(500, "").then(200, PING);

        assertThat(client.ping().repositories()).isEqualTo(1);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void triesOnlyOnceAgain() {
        server.thenProblem(503, "not-ready", "The memory is not there yet.");

        RootOpsException e = failure(client::ping);

        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e).hasMessage("The memory is not there yet.");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void tellsADeploymentAgainOnlyUnderItsName() throws IOException {
        server.then(502, "<html>").then(201, "{}");

        client.deployment(report("ci:1"));
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked())
                .extracting(it -> it.header("Idempotency-Key"))
                .containsOnly("ci:1");
    }

    @Test
    void tellsADeploymentWithoutANameOnce() {
        server.then(502, "<html>").then(201, "{}");

        assertThat(failure(() -> client.deployment(report(null))).kind()).isEqualTo(Kind.SERVER);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void tellsNoPageForAReceipt() {
        server.then(200, "<html>Please sign in</html>");

        assertThat(failure(() -> client.deployment(report("ci:1"))).kind()).isEqualTo(Kind.GARBAGE);
    }

    @Test
    void saysThatTheTokenIsRefused() {
        server.thenProblem(401, "unknown-token", "The token is mistyped, expired or revoked.");

        RootOpsException e = failure(client::ping);

        assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(e).hasMessage("The token is mistyped, expired or revoked.");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void saysThatTheTokenIsRefusedWithoutAProblem() {
        server.then(401, "");

        assertThat(failure(client::ping))
                .hasMessage(server.uri() + " answers 401: the token is missing, mistyped, expired or revoked.");
    }

    @Test
    void saysWhichScopeIsMissing() {
        server.thenProblem(403, "scope-missing", "GET /api/v1/ping needs the scope read.");

        RootOpsException e = failure(client::ping);

        assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(e).hasMessage("GET /api/v1/ping needs the scope read.");
    }

    @Test
    void tellsAnUnknownRepositoryFromAnUnknownCommit() {
        server.thenProblem(404, "unknown-repository", "It follows none.")
                .thenProblem(404, "unknown-commit", "None is known.")
                .then(404, "<html>nginx</html>");

        assertThat(failure(this::risk).kind()).isEqualTo(Kind.UNKNOWN_REPOSITORY);
        assertThat(failure(this::risk).kind()).isEqualTo(Kind.UNKNOWN_COMMIT);
        RootOpsException elsewhere = failure(this::risk);
        assertThat(elsewhere.kind()).isEqualTo(Kind.REFUSED);
        assertThat(elsewhere).hasMessageContaining("not the address of RootOps").hasMessageNotContaining("nginx");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void listsTheCommitsThatAShortShaMayMean() {
        server.then(409, """
                        {"type":"urn:rootops:problem:ambiguous-commit","detail":"Two","shas":["9f1c2ab1","9f1c2ab2"]}""").then(409, """
                        {"type":"urn:rootops:problem:ambiguous-commit","detail":"Two",
                         "commits":[{"sha":"9f1c2ab1"},{"sha":"9f1c2ab2"}]}""");

        for (int i = 0; i < 2; i++) {
            RootOpsException e = failure(this::risk);
            assertThat(e.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(e.shas()).containsExactly("9f1c2ab1", "9f1c2ab2");
        }
    }

    @Test
    void saysWhatTheServerSaysOfAnotherRefusal() {
        server.thenProblem(400, "bad-parameter", "wait is 31;\\u001b[31m expected\\n0 to 30.");

        RootOpsException e = failure(this::risk);

        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
        assertThat(e).hasMessage("wait is 31; [31m expected 0 to 30.");
    }

    @Test
    void keepsTheTokenOutOfWhatItSays() {
        server.thenProblem(400, "odd", "You sent Bearer " + TOKEN);

        assertThat(failure(client::ping)).hasMessage("You sent Bearer (token)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "[]",
                "7",
                "{\"version\":\"1\"",
                PING + "{}",
                PING + " x",
                "{\"a\":1,\"a\":2}"
            })
    void refusesWhatIsNoJsonObject(String body) {
        server.then(200, body);

        assertThat(failure(client::ping).kind()).isEqualTo(Kind.GARBAGE);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void takesABodyOfOneMebibyteAndNoMore() throws IOException {
        int most = 1 << 20;
        server.then(200, PING + " ".repeat(most - PING.length()))
                .then(200, PING + " ".repeat(most + 1 - PING.length()))
                .then(exchange -> {
                    exchange.sendResponseHeaders(200, 0); // in chunks: its length is not told before
                    exchange.getResponseBody().write((PING + " ".repeat(most / 10 * 11)).getBytes("UTF-8"));
                });

        assertThat(client.ping().repositories()).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            RootOpsException e = failure(client::ping);
            assertThat(e.kind()).isEqualTo(Kind.GARBAGE);
            assertThat(e).hasMessageEndingWith("answers, but what it sends is larger than 1048576 bytes.");
        }
    }

    @Test
    void refusesAnAnswerThatIsCutOff() {
        server.thenCutOff();

        RootOpsException e = failure(client::ping);

        assertThat(e.kind()).isEqualTo(Kind.GARBAGE);
        assertThat(e).hasMessageEndingWith("is cut off.");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        try (FakeRootOps elsewhere = new FakeRootOps().then(200, PING)) {
            server.then(status, "", "Location", elsewhere.uri() + "/login?session=abc");

            RootOpsException e = failure(client::ping);

            assertThat(e.kind()).isEqualTo(Kind.GARBAGE);
            assertThat(e)
                    .hasMessageContaining("answers " + status + " and sends on to " + elsewhere.uri() + ",")
                    .hasMessageNotContaining("abc");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void refusesAnUnchangedOfNothing() {
        server.then(304, "");

        assertThat(failure(client::ping).kind()).isEqualTo(Kind.GARBAGE);
    }

    @Test
    void refusesNamesThatWouldLeadElsewhere() {
        for (String repository : new String[] {"shop", "acme/shop/x", "../shop", "acme/", ""}) {
            assertThat(failure(() -> client.risk(repository, SHA, Duration.ZERO)))
                    .hasMessageContaining("expected owner/name");
        }
        for (String sha : new String[] {"HEAD", "../../ping", "9f1c", ""}) {
            RootOpsException e = failure(() -> client.risk("acme/shop", sha, Duration.ZERO));
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            assertThat(e).hasMessageContaining("expected its sha");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void restsAMinuteAfterThreeCallsInARowThatCameToNothing() throws IOException {
        server.then(503, "");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(client::ping).kind()).isEqualTo(Kind.SERVER);
        }
        int asked = server.asked().size();

        RootOpsException e = failure(client::ping);
        assertThat(e.kind()).isEqualTo(Kind.RESTING);
        assertThat(e).hasMessage("RootOps was away 3 times in a row, so it is not asked for another 60 s.");
        now = now.plusSeconds(59);
        assertThat(failure(client::ping).kind()).isEqualTo(Kind.RESTING);
        assertThat(server.asked()).hasSize(asked);

        now = now.plusSeconds(1);
        server.then(200, PING); // the 503 before it is still given once, and tried again
        assertThat(client.ping().repositories()).isEqualTo(1);
        assertThat(client.ping().repositories()).isEqualTo(1);
    }

    @Test
    void doesNotRestWhereTheServerIsThereAndRefuses() {
        server.thenProblem(401, "unknown-token", "No.");

        for (int i = 0; i < 5; i++) {
            assertThat(failure(client::ping).kind()).isEqualTo(Kind.UNAUTHORIZED);
        }
    }

    private void risk() throws RootOpsException {
        client.risk("acme/shop", SHA, Duration.ZERO);
    }

    private RootOpsClient client(URI server, Duration callTimeout) {
        InstantSource clock = () -> now;
        return new RootOpsClient(new ClientSettings(server, TOKEN, LONG, callTimeout), HttpClient.newBuilder(), clock);
    }

    private static DeploymentReport report(@Nullable String name) {
        return new DeploymentReport(
                "acme/shop", SHA, "production", null, null, "ci", name, DeploymentReport.State.SUCCESS, null);
    }

    /** Whatever is thrown, neither it nor a cause of it shows the token. */
    private static RootOpsException failure(ThrowingCallable call) {
        RootOpsException e = catchThrowableOfType(RootOpsException.class, call);
        assertThat(e).isNotNull();
        for (Throwable it = e; it != null; it = it.getCause()) {
            assertThat(it.toString()).doesNotContain(TOKEN);
        }
        return e;
    }
}

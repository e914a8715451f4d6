package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RootOpsClientTest {
    private static final String SHA = "9f1c2ab7d0c5e6f8a9b0c1d2e3f405162738495a";
    private static final String SCORED = """
            {"repository":"acme/shop","sha":"%s","status":"scored",
             "score":9.1,"percentile":91,"probability":0.31,"level":"high","message":"Take orders twice","files":7,
             "calibration":{"state":"measured","commits":38590,"outcomes":412},
             "reasons":[{"code":"lines_added","text":"412 lines added","contribution":0.86,"points":11}],
             "model_version":"m1","similar_incidents":[{"id":"1","title":"Down","url":"https://x.test/1"}],
             "url":"https://rootops.test/commits/9f1c2ab","scored_at":"2026-11-25T10:00:00Z"}""".formatted(SHA);

    private final FakeRootOps server = new FakeRootOps();
    private final RootOpsClient client = client(server.uri());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsAPing() throws IOException {
        server.then(200, """
                {"version":"0.1.0","api_version":"1","repositories":3}""");

        assertThat(client.ping()).isEqualTo(new Ping("0.1.0", "1", 3));
        assertThat(server.last().path()).isEqualTo("/api/v1/ping");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer rootops_secret");
    }

    @Test
    void sendsNoAuthorizationWithoutAToken() throws IOException {
        server.then(200, """
                {"version":"0.1.0","api_version":"1","repositories":0}""");

        new RootOpsClient(ClientSettings.of(server.uri(), null), HttpClient.newBuilder()).ping();

        assertThat(server.last().header("Authorization")).isNull();
    }

    @Test
    void readsTheRiskOfACommit() throws IOException {
        server.then(200, SCORED);

        CommitRisk risk = client.risk("acme/shop", "9f1c2ab", Duration.ofSeconds(20));

        assertThat(risk)
                .isEqualTo(new CommitRisk(
                        "acme/shop",
                        SHA,
                        CommitRisk.Status.SCORED,
                        91.0,
                        9.1,
                        0.31,
                        CommitRisk.Level.HIGH,
                        "Take orders twice",
                        List.of(new Reason("lines_added", "412 lines added", 0.86)),
                        URI.create("https://rootops.test/commits/9f1c2ab"),
                        Instant.parse("2026-11-25T10:00:00Z"),
                        "m1",
                        new Calibration(Calibration.State.MEASURED, 38590L, 412L)));
        assertThat(server.last().path()).isEqualTo("/api/v1/repositories/acme/shop/commits/9f1c2ab/risk?wait=20");
    }

    @Test
    void asksForACommitOfWhicheverRepository() throws IOException {
        server.then(200, SCORED);

        assertThat(client.risk(null, SHA, Duration.ZERO).repository()).isEqualTo("acme/shop");
        assertThat(server.last().path()).isEqualTo("/api/v1/commits/" + SHA + "/risk");
    }

    @Test
    void waitsNoLongerThanTheServerDoes() throws IOException {
        server.then(200, SCORED);

        client.risk("acme/shop", SHA, Duration.ofHours(1));
        assertThat(server.last().path()).endsWith("/risk?wait=30");

        client.risk("acme/shop", SHA, Duration.ofSeconds(-1));
        assertThat(server.last().path()).endsWith("/risk");
    }

    @Test
    void tellsThatACommitHasNoScoreYet() throws IOException {
        server.then(202, "{\"status\":\"pending\"}", "Retry-After", "5");

        CommitRisk risk = client.risk("acme/shop", SHA, Duration.ZERO);

        assertThat(risk.status()).isEqualTo(CommitRisk.Status.PENDING);
        assertThat(risk.repository()).isEqualTo("acme/shop");
        assertThat(risk.sha()).isEqualTo(SHA);
        assertThat(risk.percentile()).isNull();
        assertThat(risk.level()).isEqualTo(CommitRisk.Level.UNKNOWN);
        assertThat(risk.reasons()).isEmpty();
    }

    @Test
    void asksForSeveralCommitsAtOnce() throws IOException {
        String other = "1111111111111111111111111111111111111111";
        server.then(
                200,
                "{\"items\":[" + SCORED + ",{\"sha\":\"" + other + "\",\"status\":\"unknown\"}]}",
                "ETag",
                "\"1\"");

        List<CommitRisk> risks = client.risks("acme/shop", List.of(SHA, other));

        assertThat(risks).extracting(CommitRisk::sha).containsExactly(SHA, other);
        assertThat(risks)
                .extracting(CommitRisk::status)
                .containsExactly(CommitRisk.Status.SCORED, CommitRisk.Status.UNKNOWN);
        assertThat(risks).extracting(CommitRisk::repository).containsOnly("acme/shop");
        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().path()).isEqualTo("/api/v1/repositories/acme/shop/commits/risk");
        assertThat(server.last().body()).isEqualTo("{\"shas\":[\"" + SHA + "\",\"" + other + "\"]}");
    }

    @Test
    void asksForAtMostAHundredCommits() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.risks("acme/shop", Collections.nCopies(101, SHA)))
                .withMessageContaining("at most 100");
        assertThat(client.risks("acme/shop", List.of())).isEmpty();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void readsAGate() throws IOException {
        server.then(200, """
                {"verdict":"hold","repository":"acme/shop","sha":"9f1c2ab","environment":"production","hold_percentile":95,
                 "reasons":[{"kind":"incident","text":"Checkout is down","evidence_url":"/incidents/1"},
                            {"kind":"commit","text":"A risky commit","evidence_url":null}],
                 "would_change":["The incident ends"],"replay":null}""");

        Gate gate = client.gate("acme/shop", "9f1c2ab", "prod & test", null);

        assertThat(gate)
                .isEqualTo(new Gate(
                        Gate.Verdict.HOLD,
                        List.of(
                                new GateReason(
                                        "incident", "Checkout is down", URI.create(server.uri() + "/incidents/1")),
                                new GateReason("commit", "A risky commit", null)),
                        List.of("The incident ends")));
        assertThat(server.last().path())
                .isEqualTo("/api/v1/gate?repository=acme%2Fshop&sha=9f1c2ab&environment=prod%20%26%20test");
    }

    @Test
    void tellsOfADeployment() throws IOException {
        server.then(201, "{\"repository\":\"acme/shop\"}");

        client.deployment(new DeploymentReport(
                "acme/shop",
                SHA,
                "production",
                null,
                null,
                "jenkins",
                "https://ci.test/job/a/1/production",
                DeploymentReport.State.IN_PROGRESS,
                Instant.parse("2026-11-25T10:00:00Z")));

        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().path()).isEqualTo("/api/v1/intelligence/deployment");
        assertThat(server.last().header("Idempotency-Key")).isEqualTo("https://ci.test/job/a/1/production");
        assertThat(server.last().header("Content-Type")).isEqualTo("application/json");
        assertThat(server.last().body()).isEqualTo("""
                {"repository":"acme/shop","sha":"%s","environment":"production","source":"jenkins",\
                "external_id":"https://ci.test/job/a/1/production","state":"in_progress",\
                "deployed_at":"2026-11-25T10:00:00Z"}""".formatted(SHA));
    }

    @Test
    void sendsANameThatIsNoHeaderInTheBodyAlone() throws IOException {
        server.then(201, "{}");

        client.deployment(new DeploymentReport(
                null, null, null, null, null, null, "Größe ☃\n1", DeploymentReport.State.SUCCESS, null));

        assertThat(server.last().header("Idempotency-Key")).isNull();
        assertThat(server.last().body()).isEqualTo("{\"external_id\":\"Größe ☃\\n1\",\"state\":\"success\"}");
    }

    @Test
    void keepsAnAnswerForAsLongAsItIsTheSame() throws IOException {
        server.then(200, SCORED, "ETag", "\"a\"")
                .then(304, "", "ETag", "\"a\"")
                .then(200, SCORED.replace("91", "12"), "ETag", "\"b\"");

        CommitRisk first = client.risk("acme/shop", SHA, Duration.ZERO);
        CommitRisk same = client.risk("acme/shop", SHA, Duration.ZERO);
        CommitRisk changed = client.risk("acme/shop", SHA, Duration.ZERO);

        assertThat(same).isEqualTo(first);
        assertThat(changed.percentile()).isCloseTo(12, within(0.0));
        assertThat(server.asked()).extracting(it -> it.header("If-None-Match")).containsExactly(null, "\"a\"", "\"a\"");
    }

    @Test
    void goesThroughTheCallersProxy() throws IOException {
        server.then(200, """
                {"version":"0.1.0","api_version":"1","repositories":1}""");
        HttpClient.Builder proxied = HttpClient.newBuilder().proxy(ProxySelector.of(server.address()));

        new RootOpsClient(ClientSettings.of(URI.create("http://rootops.invalid/below/"), null), proxied).ping();

        assertThat(server.last().path()).isEqualTo("http://rootops.invalid/below/api/v1/ping");
    }

    private static RootOpsClient client(URI server) {
        return new RootOpsClient(
                new ClientSettings(server, "rootops_secret", Duration.ofSeconds(30), Duration.ofSeconds(30)),
                HttpClient.newBuilder());
    }
}

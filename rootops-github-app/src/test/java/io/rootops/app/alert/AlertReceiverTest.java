package io.rootops.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rootops.app.access.AccessControl;
import io.rootops.app.web.HttpServer;
import io.rootops.core.access.AccessMode;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.AlertInbox;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver behind the product's web server, over a real PostgreSQL. */
class AlertReceiverTest {
    private static final String SECRET = "s3cret";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestDatabase db;
    private AlertInbox inbox;
    private TokenMemory tokens;
    private @Nullable HttpServer server;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        inbox = new AlertInbox(db.dsl());
        tokens = new TokenMemory(db.dsl(), InstantSource.system());
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        db.close();
    }

    @Test
    void onThisMachineAlertmanagerNeedsNoToken() throws Exception {
        start(AccessMode.LOCAL, null);

        HttpResponse<String> answer = post("/webhooks/alertmanager", AlertBodiesTest.recorded("firing"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(inbox.figures().waiting()).isEqualTo(1);
        assertThat(metrics.get("rootops.alert.requests")
                        .tag("outcome", "stored")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void oneAlertOfTheFarFutureSpoilsNoOther() throws Exception {
        start(AccessMode.LOCAL, null);
        String alert = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\"},\"startsAt\":\"%s\"}";
        String body = "{\"version\":\"4\",\"alerts\":[" + alert.formatted("a", "2026-01-01T00:00:00Z") + ","
                + alert.formatted("b", "+999999-01-01T00:00:00Z") + "]}";

        assertThat(post("/webhooks/alertmanager", AlertBodiesTest.bytes(body)).statusCode())
                .isEqualTo(202);

        assertThat(inbox.work(new AlertBodies()).map(AlertInbox.Worked::told)).contains(new AlertMemory.Told(2, 1));
        assertThat(inbox.figures()).isEqualTo(new AlertInbox.Figures(0, 0, null));
    }

    @Test
    void pagesOfBrowsersAndProxiesAreNotOfThisMachine() throws Exception {
        start(AccessMode.LOCAL, null);

        assertProblem(
                post("/webhooks/grafana", AlertBodiesTest.recorded("firing"), "Origin", "https://evil.example.org"),
                403,
                "other-site");
        assertProblem(
                post("/webhooks/grafana", AlertBodiesTest.recorded("firing"), "X-Forwarded-For", "192.0.2.1"),
                403,
                "other-site");
        assertThat(inbox.figures().waiting()).isZero();
    }

    @Test
    void elsewhereATokenWithTheScopeIsNeededAsBearerOrAsPassword() throws Exception {
        start(AccessMode.REQUIRED, null);
        String token = token(Scope.INCIDENT_WRITE);
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("alerts:" + token).getBytes(StandardCharsets.UTF_8));
        byte[] body = AlertBodiesTest.recorded("firing");

        HttpResponse<String> none = post("/webhooks/alertmanager", body);
        assertProblem(none, 401, "not-signed-in");
        assertThat(none.headers().allValues("WWW-Authenticate")).hasSize(2);
        assertProblem(post("/webhooks/alertmanager", body, "Authorization", "Bearer secret"), 401, "not-signed-in");
        assertProblem(post("/webhooks/alertmanager", body, "Authorization", "Basic %%%"), 401, "not-signed-in");
        assertProblem(
                post("/webhooks/alertmanager", body, "Authorization", "Bearer rootops_nobodys"), 401, "unknown-token");
        assertProblem(
                post("/webhooks/alertmanager", body, "Authorization", "Bearer " + token(Scope.READ)),
                403,
                "scope-missing");
        assertThat(inbox.figures().waiting()).isZero();

        assertThat(post("/webhooks/alertmanager", body, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("/webhooks/alertmanager", body, "Authorization", basic).statusCode())
                .isEqualTo(202);
        assertThat(inbox.figures().waiting()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{}", "<!DOCTYPE html><html></html>", "{\"version\":\"3\",\"alerts\":[]}"})
    void whatIsNoneIsRefusedInWords(String body) throws Exception {
        start(AccessMode.LOCAL, null);

        HttpResponse<String> answer = post("/webhooks/alertmanager", AlertBodiesTest.bytes(body));

        assertProblem(answer, 400, "malformed-alerts");
        assertThat(answer.body()).contains("Expected ");
        assertThat(inbox.figures().waiting()).isZero();
    }

    @Test
    void whatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
        start(AccessMode.LOCAL, null);
        byte[] large = new byte[2 * AlertReceiver.MOST_BYTES];

        assertProblem(post("/webhooks/alertmanager", large), 413, "too-large");
        HttpRequest chunked = HttpRequest.newBuilder(address("/webhooks/alertmanager"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        assertProblem(http.send(chunked, HttpResponse.BodyHandlers.ofString()), 413, "too-large");
        assertThat(http.send(
                                HttpRequest.newBuilder(address("/webhooks/alertmanager"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void pagerDutySignsAndOneChangedByteIsRefused() throws Exception {
        start(AccessMode.REQUIRED, SECRET);
        byte[] body = AlertBodiesTest.pagerDuty("incident.triggered", "high", null, "triggered");
        String other = "v1=" + "0".repeat(64);

        assertThat(post("/webhooks/pagerduty", body, "X-PagerDuty-Signature", signature(body))
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("/webhooks/pagerduty", body, "X-PagerDuty-Signature", other + ", " + signature(body))
                        .statusCode())
                .as("while the secret is replaced there are two")
                .isEqualTo(202);
        byte[] changed = body.clone();
        changed[changed.length / 2] ^= 1;
        assertProblem(
                post("/webhooks/pagerduty", changed, "X-PagerDuty-Signature", signature(body)), 401, "bad-signature");
        assertProblem(post("/webhooks/pagerduty", body, "X-PagerDuty-Signature", other), 401, "bad-signature");
        assertProblem(
                post(
                        "/webhooks/pagerduty",
                        body,
                        "X-PagerDuty-Signature",
                        signature(body).replace("v1", "v2")),
                401,
                "bad-signature");
        assertProblem(post("/webhooks/pagerduty", body), 401, "bad-signature");
        assertThat(inbox.figures().waiting()).isEqualTo(2);
    }

    @Test
    void withoutASecretPagerDutyIsTrustedNowhere() throws Exception {
        start(AccessMode.LOCAL, null);
        byte[] body = AlertBodiesTest.pagerDuty("incident.triggered", "high", null, "triggered");

        assertProblem(
                post("/webhooks/pagerduty", body, "X-PagerDuty-Signature", signature(body)),
                503,
                "webhooks-not-configured");
    }

    private void start(AccessMode mode, @Nullable String pagerDuty) throws Exception {
        AccessControl access = new AccessControl(
                mode, null, tokens, new LoginMemory(db.dsl(), InstantSource.system()), InstantSource.system(), null);
        Alerts alerts = new Alerts(
                inbox,
                new AlertMemory(db.dsl()),
                pagerDuty == null ? null : new Secret(pagerDuty),
                part -> {},
                metrics);
        HttpServer made =
                new HttpServer("127.0.0.1", 0, Map.of(), access, it -> alerts.before(it, access.senders()), null);
        // Nothing works on what is stored.
        alerts.close();
        made.start();
        server = made;
    }

    private String token(Scope scope) {
        return tokens.create(new TokenOrder("alerts", Set.of(scope), null))
                .secret()
                .text();
    }

    private URI address(String path) {
        return Objects.requireNonNull(server).address().resolve(path);
    }

    private HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"urn:rootops:problem:" + code + "\"", "\"status\":" + status);
    }

    static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}

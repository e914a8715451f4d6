package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rootops.app.github.Brake;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what is under way is answered, and what is not done is another replica's at once. */
class GracefulStopIT {
    private static final String SECRET = "hush-hush-secret";

    @TempDir
    private Path directory;

    private CrashingPostgres postgres;
    private FakeGitHub github;
    private @Nullable GitHubRun started;

    @BeforeEach
    void open() throws Exception {
        postgres = CrashingPostgres.start(directory.resolve("database"));
        github = new FakeGitHub(directory.resolve("served"));
        GitHubRun.fill(github, "acme/shop", false);
    }

    private GitHubRun start() throws IOException {
        GitHubRun run = GitHubRun.start(
                directory.resolve("home"),
                github,
                Map.of(
                        "DATABASE_URL",
                        postgres.url(),
                        "GITHUB_REPO",
                        "acme/shop",
                        "GITHUB_WEBHOOK_SECRET",
                        SECRET,
                        "ENABLE_AUTO_POLLING",
                        "false"));
        started = run;
        return run;
    }

    @AfterEach
    void close() throws Exception {
        if (started != null) {
            started.close();
        }
        github.close();
        postgres.close();
    }

    @Test
    void requestsAreAnsweredStreamsEndAndAReadingIsHandedBack() throws Exception {
        Brake fetch = new Brake(1);
        github.brake(fetch);
        GitHubRun run = start();
        URI server = run.rootops().address();
        assertThat(fetch.awaitStop()).isTrue();
        HttpResponse<Stream<String>> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve("/api/dashboard/stream"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        SignedDelivery delivery = SignedDelivery.push("under-way", 1, "acme/shop", "a".repeat(40), SECRET);
        int half = delivery.body().length / 2;
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = client.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            out.write(head(delivery).getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).as("the body is waited for").startsWith("HTTP/1.1 100");
            assertThat(in.readLine()).isEmpty();
            out.write(Arrays.copyOf(delivery.body(), half));

            run.rootops().terminate();
            run.rootops().await("no request to be taken any more", () -> refused(server));
            out.write(Arrays.copyOfRange(delivery.body(), half, delivery.body().length));

            assertThat(in.readLine()).startsWith("HTTP/1.1 202");
        }
        assertThatCode(() -> events.body().forEach(it -> {})).doesNotThrowAnyException();
        assertThat(run.rootops().exitCode()).as(run.rootops().log()).isZero();

        assertThat(postgres.texts("select delivery_guid from webhook_inbox where locked_by is null"))
                .containsExactly("under-way");
        assertThat(postgres.texts("select task_name from scheduled_tasks"
                        + " where task_name = 'read-repository' and not picked and execution_time <= now()"
                        + " and coalesce(consecutive_failures, 0) = 0"))
                .containsExactly("read-repository");
        assertThat(postgres.texts("select problem from repository where problem is not null"))
                .isEmpty();
        // A backend ends a little after its client has.
        run.rootops()
                .await(
                        "its connections to end",
                        () -> postgres.number(
                                        "select count(*) from pg_stat_activity where application_name = 'rootops'")
                                == 0);
        fetch.release();
    }

    @Test
    void aDeliveryThatIsWorkedOnIsHandedBack() throws Exception {
        GitHubRun run = start();
        run.await("acme/shop", "ready");
        try (Connection other = postgres.hold("select * from repository for update")) {
            assertThat(other.isClosed()).isFalse();
            SignedDelivery delivery = SignedDelivery.push("worked-on", 1, "acme/shop", "a".repeat(40), SECRET);
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    delivery.request(run.rootops().address()).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
            run.rootops()
                    .await(
                            "the worker to be in the middle of it",
                            () -> postgres.number(
                                            "select count(*) from webhook_inbox where locked_by is not null and attempts = 1")
                                    == 1);

            run.rootops().terminate();

            assertThat(run.rootops().exitCode()).as(run.rootops().log()).isZero();
            assertThat(postgres.texts("select state from webhook_inbox where locked_by is null"))
                    .containsExactly("waiting");
        }
    }

    private static String head(SignedDelivery delivery) {
        return "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "X-GitHub-Event: push\r\nX-GitHub-Delivery: " + delivery.guid() + "\r\nX-Hub-Signature-256: "
                + delivery.signature() + "\r\nExpect: 100-continue\r\nContent-Length: " + delivery.body().length
                + "\r\n\r\n";
    }

    private static boolean refused(URI server) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}

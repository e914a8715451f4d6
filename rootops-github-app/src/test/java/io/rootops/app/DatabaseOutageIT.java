package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server outlives its database's absence: while it starts, while somebody waits for the first history, when it crashes,
 * and where the network between them swallows everything.
 */
class DatabaseOutageIT {
    private static final String SECRET = "hush-hush-secret";

    @TempDir
    private Path directory;

    @Test
    void aServerWaitsForADatabaseThatIsAwayAndGoesOnAfterItCrashed() throws Exception {
        try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("database"));
                SilentNetwork network = new SilentNetwork(postgres.port());
                // Nobody answers there, so the first history is never read and the terminal keeps looking for news.
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            postgres.pause();
            Map<String, String> settings = Map.of(
                    "DATABASE_URL",
                    // Else what was asked when the network fell silent is given up after five minutes only.
                    postgres.url(network.port()) + "?socketTimeout=5",
                    "GITHUB_WEBHOOK_SECRET",
                    SECRET,
                    "GITHUB_REPO",
                    "acme/shop",
                    "GITHUB_URL",
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "GITHUB_API_URL",
                    "http://127.0.0.1:" + silent.getLocalPort());
            Path home = Files.createDirectories(directory.resolve("replica/home"));
            try (RootOpsProcess server = RootOpsProcess.start(home, settings, "serve")) {
                server.await(
                        "the server to say that it waits",
                        () -> server.log().contains("cannot be reached (Connection attempt timed out.)")
                                && server.log().contains("RootOps tries again for 30 seconds."));
                postgres.resume();
                URI address = server.address();
                server.await("the server to be ready", () -> status(server, "/readyz") == 200);

                postgres.crash();
                server.await("the crash to be seen", () -> server.log().contains("marked as broken"));
                server.await("the server to be ready again", () -> status(server, "/readyz") == 200);

                network.cut();
                server.await("the silence to be seen", () -> status(server, "/readyz") == 503);
                assertThat(status(server, "/livez")).isEqualTo(200);
                assertThat(deliver(server, "lost"))
                        .as("what cannot be stored is not acknowledged")
                        .isEqualTo(503);
                network.mend();
                server.await("the server to be ready again", () -> status(server, "/readyz") == 200);
                assertThat(deliver(server, "later")).isEqualTo(202);
                server.await(
                        "its work",
                        () -> postgres.number("select count(*) from webhook_inbox where state = 'done'") == 1);
                assertThat(postgres.texts("select delivery_guid from webhook_inbox"))
                        .containsExactly("later");

                assertThat(server.address()).isEqualTo(address);
                assertThat(server.json("/api/dashboard/overview")
                                .path("backfill")
                                .path("state")
                                .asText())
                        .isNotEqualTo("ready");
            }
        }
    }

    private static int deliver(RootOpsProcess server, String guid) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        SignedDelivery.of(guid, "ping", "{\"zen\":\"Keep it logically awesome.\"}", SECRET)
                                .request(server.address())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int status(RootOpsProcess server, String path) {
        try {
            return server.get(path).statusCode();
        } catch (IOException e) {
            throw new AssertionError(server.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

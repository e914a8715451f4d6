package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.testing.SmallDisk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the embedded database fills up until PostgreSQL itself stops, and is made room on. */
class FullDiskIT {
    private static final String SECRET = "hush-hush-secret";
    private static final int LARGE = 700_000;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostAndItGoesOnByItselfWhenThereIsRoom() throws Exception {
        // The log of the process stands beside it, on a disk with room.
        Path home = Files.createDirectory(directory.resolve("home"));
        try (SmallDisk small = SmallDisk.mount(home, "size=300m,mode=700")) {
            try (RootOpsProcess server = RootOpsProcess.start(home, Map.of("GITHUB_WEBHOOK_SECRET", SECRET), "serve")) {
                assertThat(deliver(server, LARGE)).isEqualTo(202);

                small.fill();
                server.await("the full disk to be seen", () -> status(server, "/readyz") == 503);
                assertThat(database(server).path("fix").asText())
                        .startsWith("The disk of the data directory " + home + " is full: free at least 200 MB there");
                assertThat(server.get("/dashboard").body()).contains("is full: free at least 200 MB there");

                // What writes and does not come to its end uses the log up, whose next piece there is no room for.
                exhaustLog(home);
                server.await("PostgreSQL to stop", () -> server.log().contains("PostgreSQL is started again as soon"));
                assertThat(deliver(server, 10)).isEqualTo(503);
                assertThat(status(server, "/livez")).isEqualTo(200);
                assertThat(database(server).path("fix").asText()).contains("is full: free at least 200 MB there");

                small.free();
                server.await("it to go on", () -> status(server, "/readyz") == 200);
                assertThat(deliver(server, LARGE)).isEqualTo(202);
                assertThat(server.log()).contains("PostgreSQL runs again");
                assertThat(stored(home)).containsAll(acknowledged);
            }
        }
    }

    private static void exhaustLog(Path home) throws SQLException {
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 1_000; i++) {
                statement.execute("select pg_logical_emit_message(false, 'test', repeat('x', 1000000))");
            }
            throw new AssertionError("there was room for a gigabyte of log");
        } catch (SQLException e) {
            // It has stopped, or is about to.
            assertThat(e.getSQLState()).matches("08.*|57P.*|53100");
        }
    }

    private static List<String> stored(Path home) throws SQLException {
        List<String> stored = new ArrayList<>();
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select delivery_guid from webhook_inbox")) {
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
        }
        return stored;
    }

    private static Connection connect(Path home) throws SQLException {
        RunningPostgres postgres = RunningPostgres.in(home).orElseThrow();
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** @param bytes that do not shrink, besides a few others */
    private int deliver(RootOpsProcess server, int bytes) throws IOException, InterruptedException {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        String guid = "delivery-" + random.nextLong();
        int status = http.send(
                        SignedDelivery.of(
                                        guid,
                                        "ping",
                                        "{\"zen\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}",
                                        SECRET)
                                .request(server.address())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status == 202) {
            acknowledged.add(guid);
        }
        return status;
    }

    private static JsonNode database(RootOpsProcess server) throws Exception {
        for (JsonNode check : server.json("/healthz").path("checks")) {
            if (check.path("subject").asText().equals("database")) {
                return check;
            }
        }
        throw new AssertionError("no check of the database");
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

package io.rootops.app;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;

/** Several servers over one database, which may be killed while clients deliver to them. */
final class Replicas implements AutoCloseable {
    static final int COUNT = 2;
    static final String SECRET = "nothing-is-lost";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path directory;
    private final Map<String, String> settings;
    private final AtomicReferenceArray<RootOpsProcess> running = new AtomicReferenceArray<>(COUNT);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Replicas(Path directory, FakeGitHub github, List<String> repositories, String databaseUrl) throws IOException {
        this.directory = directory;
        this.settings = Map.of(
                "GITHUB_URL",
                github.address().web().toString(),
                "GITHUB_API_URL",
                github.address().api().toString(),
                "GITHUB_REPO",
                String.join(",", repositories),
                "GITHUB_WEBHOOK_SECRET",
                SECRET,
                // What is found is found by webhooks.
                "ENABLE_AUTO_POLLING",
                "false",
                "DATABASE_URL",
                databaseUrl);
        for (int i = 0; i < COUNT; i++) {
            running.set(i, start(i));
            running.get(i).address();
        }
    }

    private RootOpsProcess start(int number) throws IOException {
        Path home =
                Files.createDirectories(directory.resolve("replica-" + number).resolve("home"));
        return RootOpsProcess.start(home, settings, "serve");
    }

    void killAndStart(int number) throws Exception {
        running.get(number).kill();
        running.set(number, start(number));
    }

    /** Delivers until it is acknowledged, to this replica first. */
    void deliver(SignedDelivery delivery, int first) {
        int[] next = {first};
        await("an acknowledgement", () -> acknowledged(delivery, next[0]++ % COUNT));
    }

    private boolean acknowledged(SignedDelivery delivery, int number) {
        try {
            URI address = running.get(number).addressNow();
            return address != null
                    && http.send(
                                            delivery.request(address)
                                                    .timeout(Duration.ofSeconds(10))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 202;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what + "; the logs:\n"
                        + running.get(0).log() + "\n" + running.get(1).log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = 0; i < COUNT; i++) {
            running.get(i).close();
        }
    }
}

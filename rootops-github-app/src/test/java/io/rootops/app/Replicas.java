package io.rootops.app;

import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Several servers over one database, which may be killed while clients deliver to them. */
final class Replicas implements AutoCloseable {
    static final int COUNT = 2;
    static final String SECRET = "nothing-is-lost";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path directory;
    private final Map<String, String> settings;
    private final String databaseUrl;
    private final AtomicReferenceArray<RootOpsProcess> running = new AtomicReferenceArray<>(COUNT);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Waits until all answer.
     *
     * @param settings of all of them, but for the database
     * @param databaseUrl where each is seen as {@code replica-0}, {@code replica-1} …
     */
    Replicas(Path directory, Map<String, String> settings, String databaseUrl) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.databaseUrl = databaseUrl;
        for (int i = 0; i < COUNT; i++) {
            running.set(i, start(i));
        }
        for (int i = 0; i < COUNT; i++) {
            running.get(i).address();
        }
    }

    private RootOpsProcess start(int number) throws IOException {
        Path home =
                Files.createDirectories(directory.resolve("replica-" + number).resolve("home"));
        Map<String, String> its = new HashMap<>(settings);
        its.put("DATABASE_URL", databaseUrl + "?application_name=" + nameInDatabase(number));
        return RootOpsProcess.start(home, its, "serve");
    }

    static String nameInDatabase(int number) {
        return "replica-" + number;
    }

    RootOpsProcess get(int number) {
        return running.get(number);
    }

    /**
     * One that lives and holds a lease, once there is one; leases of those that were killed stand until they end.
     *
     * @param holders asks for the names of all holders, which have the numbers of their processes
     */
    int holding(String what, Supplier<List<String>> holders) {
        AtomicInteger one = new AtomicInteger();
        await(what, () -> {
            OptionalInt living = living(holders.get());
            living.ifPresent(one::set);
            return living.isPresent();
        });
        return one.get();
    }

    /** Which one holds a lease; its name has the number of the process. */
    int number(String leaseHolder) {
        return living(List.of(leaseHolder)).orElseThrow(() -> new AssertionError(leaseHolder + " is none of ours"));
    }

    private OptionalInt living(List<String> holders) {
        return IntStream.range(0, COUNT)
                .filter(it -> holders.stream()
                        .anyMatch(holder ->
                                holder.startsWith("process-" + running.get(it).pid() + "-")))
                .findFirst();
    }

    void kill(int number) throws InterruptedException {
        running.get(number).kill();
    }

    /** The next process, where the last one was killed. */
    void startAgain(int number) throws IOException {
        running.set(number, start(number));
    }

    /** What all processes said, also those that were killed. */
    List<String> logs() throws IOException {
        List<String> logs = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("replica-" + i), "*.log")) {
                for (Path it : files) {
                    logs.add(Files.readString(it));
                }
            }
        }
        return logs;
    }

    /** Delivers until it is acknowledged, to this replica first. */
    void deliver(SignedDelivery delivery, int first) {
        int[] next = {first};
        await("an acknowledgement", () -> acknowledged(delivery, next[0]++ % COUNT));
    }

    /** Delivers until this replica, and no other, acknowledges it. */
    void deliverTo(int number, SignedDelivery delivery) {
        await("an acknowledgement of replica " + number, () -> acknowledged(delivery, number));
    }

    /** Begins to deliver to a replica that runs; whether it was acknowledged, false also where the replica was killed. */
    CompletableFuture<Boolean> begin(SignedDelivery delivery, int number) throws IOException {
        return http.sendAsync(request(delivery, get(number).address()), HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> answer != null && answer.statusCode() == 202);
    }

    private static HttpRequest request(SignedDelivery delivery, URI address) {
        return delivery.request(address).timeout(Duration.ofSeconds(10)).build();
    }

    private boolean acknowledged(SignedDelivery delivery, int number) {
        try {
            URI address = running.get(number).addressNow();
            return address != null
                    && http.send(request(delivery, address), HttpResponse.BodyHandlers.ofString())
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

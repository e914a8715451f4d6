package io.rootops.app.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The image's own command in a container of it, on the network of this machine. */
final class ContainerRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private ContainerRun(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @param command buildah's, that runs the entry point */
    static ContainerRun start(List<String> command, int port, Path log) throws IOException {
        return new ContainerRun(Buildah.builder(command, log).start(), log, port);
    }

    /** Until the server answers, and listens for the signal to end. */
    ContainerRun awaitReady() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                if (get("/readyz").statusCode() == 200 && log().contains("RootOps is at ")) {
                    return this;
                }
            } catch (IOException e) {
                // Not yet.
            }
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("not ready; it said:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** SIGTERM to Java, as an engine sends it to the first process of a container; the exit code. */
    int stop() throws IOException, InterruptedException {
        java().destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("does not end; it said:\n" + log());
        }
        return process.exitValue();
    }

    /** The server itself. */
    ProcessHandle java() {
        return process.descendants()
                .filter(it -> it.info()
                        .command()
                        .filter(name -> name.endsWith("/bin/java"))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Java runs"));
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        Buildah.end(process);
    }
}

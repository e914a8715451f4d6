package io.rootops.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Prometheus on loopback. */
public final class PrometheusServer implements AutoCloseable {
    /** Where it is installed, or where {@code make} has unpacked it. */
    private static final List<Path> PLACES = Stream.concat(
                    Stream.of(System.getenv("PATH").split(":"))
                            .filter(it -> !it.isEmpty())
                            .map(Path::of),
                    Stream.of(cache().resolve("rootops/peers/prometheus/usr/bin")))
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private PrometheusServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    private static Path cache() {
        String given = System.getenv("XDG_CACHE_HOME");
        return given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
    }

    /** Where a program of its package is; empty: it is not installed. */
    public static Optional<Path> program(String name) {
        return PLACES.stream()
                .map(it -> it.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param directory for its data
     * @param config its configuration, and whatever that names, relative to the directory
     */
    public static PrometheusServer start(Path directory, String config) throws IOException {
        return start(directory, config, freePort());
    }

    /** One that nobody listens at now. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /**
     * At this port.
     *
     * @param more of its options
     */
    public static PrometheusServer start(Path directory, String config, int port, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
        List<String> command = new ArrayList<>(List.of(
                program("prometheus").orElseThrow().toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + data(directory),
                "--storage.tsdb.retention.time=10y",
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    }

    private static Path data(Path directory) {
        return directory.resolve("prometheus");
    }

    /**
     * Gives one that will be started there a past.
     *
     * @param lines of the OpenMetrics text format, each with its time; those of a metric together
     */
    public static void backfill(Path directory, List<String> lines) throws IOException, InterruptedException {
        Path file = directory.resolve("past.txt");
        Files.writeString(file, String.join("\n", lines) + "\n# EOF\n");
        Output output = promtool(
                directory,
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=720h",
                file.toString(),
                data(directory).toString());
        if (output.exit() != 0) {
            throw new IllegalStateException(output.text());
        }
    }

    /** Returns when it answers questions. */
    public PrometheusServer awaitReady() {
        while (process.isAlive() && !ready()) {
            Thread.onSpinWait();
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended");
        }
        return this;
    }

    private boolean ready() {
        try {
            return ask("vector(1)").contains("success");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI address() {
        return address;
    }

    /** Its answer to a query, as JSON; its own words where it does not understand it. */
    public String ask(String expression) throws IOException, InterruptedException {
        String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    public record Output(int exit, String text) {}

    /** Runs promtool there. */
    public static Output promtool(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program("promtool").orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

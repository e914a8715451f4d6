package io.rootops.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** Debian's Prometheus, scraping one RootOps each second. */
final class Prometheus implements AutoCloseable {
    /** Where it is installed, or where {@code make} has unpacked it. */
    private static final List<Path> PLACES = Stream.concat(
                    Stream.of(System.getenv("PATH").split(":"))
                            .filter(it -> !it.isEmpty())
                            .map(Path::of),
                    Stream.of(cache().resolve("rootops/peers/prometheus/usr/bin")))
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    private static Path cache() {
        String given = System.getenv("XDG_CACHE_HOME");
        return given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
    }

    /** Where a program of its package is; empty: it is not installed. */
    static Optional<Path> program(String name) {
        return PLACES.stream()
                .map(it -> it.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param directory for its data
     * @param config its configuration, and whatever that names, relative to the directory
     */
    static Prometheus start(Path directory, String config) throws IOException {
        Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program("prometheus").orElseThrow().toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    /** Its answer to a query; its own words where it does not understand it. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return json.readTree(
                http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** Whether it has a sample; false as well while it starts. */
    boolean has(String expression) {
        try {
            return !query(expression).at("/data/result").isEmpty();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Output(int exit, String text) {}

    /** Runs promtool there. */
    static Output promtool(Path directory, String... arguments) throws IOException, InterruptedException {
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

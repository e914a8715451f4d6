package io.rootops.app;

import io.rootops.core.testing.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's Alertmanager on loopback. */
final class Alertmanager implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Alertmanager(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Debian's reads its templates where they are installed. */
    static boolean installed() {
        return Files.isReadable(Path.of("/usr/share/prometheus/alertmanager/default.tmpl"))
                && PrometheusServer.program("prometheus-alertmanager").isPresent()
                && PrometheusServer.program("amtool").isPresent();
    }

    /** Returns when it takes alerts. */
    static Alertmanager start(Path directory, String config) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), config);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        PrometheusServer.program("prometheus-alertmanager")
                                .orElseThrow()
                                .toString(),
                        "--config.file=" + file,
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("alertmanager.log").toFile())
                .start();
        Alertmanager started = new Alertmanager(process, URI.create("http://127.0.0.1:" + port));
        while (process.isAlive() && !started.ready()) {
            Thread.onSpinWait();
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(directory.resolve("alertmanager.log")));
        }
        return started;
    }

    private boolean ready() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(address.resolve("/-/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param alerts as its API takes them, a JSON list */
    void post(String alerts) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(alerts))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** What its tool says of a configuration; its exit code comes first. */
    static String checkConfig(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PrometheusServer.program("amtool").orElseThrow().toString(), "check-config", file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + text;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {
    @TempDir
    private Path home;

    private HttpServer server;
    private int status = 200;
    private String body = "{\"status\":\"ready\",\"checks\":[{\"subject\":\"logs\",\"state\":\"none\"}]}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/livez", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysThatAServerIsReady() {
        Run run = health(Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("ready: http://localhost:" + port() + "/readyz\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void namesWhatFailsWhereOneIsNotReadyAndAsksNoMoreWithLive() {
        status = 503;
        body = "{\"status\":\"not_ready\",\"checks\":[{\"subject\":\"database\",\"state\":\"fail\"},"
                + "{\"subject\":\"github\",\"state\":\"ok\"}]}";

        Run run = health(Map.of());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "rootops: not ready: http://localhost:" + port() + "/readyz answers 503, failing: database\n");

        Run live = health(Map.of(), "--live");
        assertThat(live.exitCode()).isZero();
        assertThat(live.out()).isEqualTo("live: http://localhost:" + port() + "/livez\n");
    }

    @Test
    void ofAnotherProgramItSaysTheStatusAlone() {
        status = 404;
        body = "<h1>Not here</h1>";

        assertThat(health(Map.of()).err()).endsWith("/readyz answers 404\n");
    }

    @Test
    void saysThatNothingAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Run run = health(Map.of("ROOTOPS_PORT", String.valueOf(free)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nothing answers at http://localhost:" + free, "ROOTOPS_PORT");
    }

    @Test
    void asksWhereTheRunningServerSaysThatItIsAndNotAtTheProxy() throws IOException {
        Files.writeString(home.resolve("address"), "http://127.0.0.1:" + port() + "\n");

        Run run = health(Map.of("ROOTOPS_PORT", "0", "ROOTOPS_URL", "https://rootops.example.com"));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Run health(Map<String, String> more, String... options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ROOTOPS_HOME", home.toString(), "ROOTOPS_PORT", String.valueOf(port()), "ROOTOPS_BIND", "127.0.0.1"));
        environment.putAll(more);
        String[] arguments = new String[options.length + 1];
        arguments[0] = "health";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Run.with(environment, arguments);
    }
}

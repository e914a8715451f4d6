package io.rootops.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.testing.PrometheusServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Debian's Prometheus, scraping one RootOps each second. */
final class Prometheus implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final PrometheusServer server;

    private Prometheus(PrometheusServer server) {
        this.server = server;
    }

    /** Where a program of its package is; empty: it is not installed. */
    static Optional<Path> program(String name) {
        return PrometheusServer.program(name);
    }

    /**
     * @param directory for its data
     * @param config its configuration, and whatever that names, relative to the directory
     */
    static Prometheus start(Path directory, String config) throws IOException {
        return new Prometheus(PrometheusServer.start(directory, config));
    }

    URI address() {
        return server.address();
    }

    /** Its answer to a query; its own words where it does not understand it. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return json.readTree(server.ask(expression));
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

    /** Runs promtool there. */
    static PrometheusServer.Output promtool(Path directory, String... arguments)
            throws IOException, InterruptedException {
        return PrometheusServer.promtool(directory, arguments);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}

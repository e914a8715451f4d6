package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A GitHub on loopback with the one repository acme/shop, that answers polls as its tests say; at the time they say. */
public final class FakeLists implements AutoCloseable, InstantSource {
    /** In place of JSON: the answer ends in its middle. */
    public static final String CUT = "cut";

    /** Path, query and status of each request so far. */
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** By path below the repository, without a query, of a second page with " 2" after it: JSON, or a status of three digits. */
    public final Map<String, String> there = new ConcurrentHashMap<>();

    public volatile int left = 4_000;
    public volatile @Nullable String retryAfter;
    public volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final Described described = new Described("");
    private final HttpServer server;

    public FakeLists() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
    }

    public URI web() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As a process that was just started asks. */
    public RepositoryLists client() {
        return new RepositoryLists(new GitHubAddress(web(), web()), GitHubTokens.fixed(new Secret("ghp_secret")), this);
    }

    @Override
    public Instant instant() {
        return now;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/repos/acme/shop", "");
            boolean second = String.valueOf(exchange.getRequestURI().getQuery()).contains("&page=2");
            String said = there.getOrDefault(second ? path + " 2" : path, "404");
            if (!second && there.containsKey(path + " 2")) {
                exchange.getResponseHeaders().set("Link", "<" + exchange.getRequestURI() + "&page=2>; rel=\"next\"");
            }
            exchange.getResponseHeaders().set("X-RateLimit-Limit", "5000");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", Integer.toString(left));
            exchange.getResponseHeaders()
                    .set(
                            "X-RateLimit-Reset",
                            Long.toString(now.plusSeconds(3_000).getEpochSecond()));
            if (said.equals(CUT)) {
                send(exchange, 200, "[{\"id\":");
                return;
            }
            if (said.length() == 3) {
                if (retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                send(exchange, Integer.parseInt(said), "{\"message\":\"no\"}");
                return;
            }
            String tag = "\"" + Objects.hash(said) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            send(exchange, known ? 304 : 200, known ? "" : said);
        }
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // Before the answer, or the test could look before the request is noted.
        requests.add(exchange.getRequestURI().toString().replaceFirst("^/repos/acme/shop", "") + " " + status);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        described.close();
    }
}

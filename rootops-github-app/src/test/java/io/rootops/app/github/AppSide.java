package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Clock;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What GitHub answers an App, on loopback: it checks the proof as GitHub does, with a clock of its own. */
public final class AppSide implements AutoCloseable {
    /** GitHub refuses what lasts longer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpServer server;
    private final Described described = new Described("/api/v3");
    private final String id;
    private final PublicKey key;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    /** Null: it keeps none. */
    public volatile @Nullable FakeDeliveryLog deliveryLog;
    /** What the App and each of its installations may do, as JSON. */
    public volatile String permissions = "{}";
    /** What accounts have accepted of that; null: all. */
    public volatile @Nullable String accepted;
    /** What is told to its webhook, as JSON. */
    public volatile String events = "[]";
    /** Its webhook, in the shape of {@code webhook-config}; null: none. */
    public volatile @Nullable String hook;

    /** Its clock stands still at this; null: it goes. The Date of its answers stays the machine's: Java's server writes it. */
    volatile @Nullable Instant stopped;

    /** Of its clock to this machine's; the Date of answers needs {@link OtherClock}. */
    public volatile Duration clockAhead = Duration.ZERO;

    public volatile int installations = 3;
    /** The installation on the first account; another one after it was removed and installed again. */
    volatile int firstIsAgain = 1;
    /** What it says to everything about a repository. */
    volatile int repositories = 404;

    volatile FakeGitHub.@Nullable Answer instead;

    public AppSide(String id, PublicKey key) throws IOException {
        this.id = id;
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
    }

    public GitHubAddress address() {
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new GitHubAddress(web, web.resolve("/api/v3"));
    }

    Instant now() {
        Instant at = stopped;
        return at == null ? Instant.now().plus(clockAhead).truncatedTo(ChronoUnit.SECONDS) : at;
    }

    public List<String> requests() {
        return requests;
    }

    /** As the client calls it. */
    private static String api(HttpExchange exchange) {
        return "http://" + exchange.getRequestHeaders().getFirst("Host") + "/api/v3";
    }

    void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(asked);
            FakeGitHub.Answer other = instead;
            if (other != null) {
                other.headers().forEach(exchange.getResponseHeaders()::set);
                answer(exchange, other.status(), other.body());
            } else if (asked.contains("/repos/")) {
                answer(exchange, repositories, "{\"message\":\"no\"}");
            } else if (!proven(exchange)) {
                answer(exchange, 401, "{\"message\":\"A JSON web token could not be decoded\"}");
            } else if (asked.equals("GET /api/v3/app")) {
                answer(
                        exchange,
                        200,
                        "{\"id\":4242,\"slug\":\"rootops-acme\",\"name\":\"RootOps at Acme\",\"html_url\":\""
                                + address().web() + "/apps/rootops-acme\",\"permissions\":" + permissions
                                + ",\"events\":" + events + "}");
            } else if (asked.equals("GET /api/v3/app/hook/config")) {
                answer(exchange, hook == null ? 404 : 200, hook == null ? "{\"message\":\"Not Found\"}" : hook);
            } else if (deliveryLog != null && asked.startsWith("GET /api/v3/app/hook/deliveries")) {
                FakeGitHub.Answer from =
                        deliveryLog.answer(exchange, asked.substring("GET /api/v3".length()), api(exchange));
                answer(exchange, from.status(), from.body());
            } else if (asked.startsWith("GET /api/v3/app/installations")) {
                list(exchange);
            } else if (asked.matches("POST /api/v3/app/installations/[125]/access_tokens")) {
                answer(
                        exchange,
                        201,
                        "{\"token\":\"ghs_" + tokens.incrementAndGet() + "\",\"expires_at\":\""
                                + now().plus(Duration.ofHours(1)) + "\"}");
            } else {
                answer(exchange, asked.contains("/3/") ? 403 : 404, "{\"message\":\"no\"}");
            }
        }
    }

    private boolean proven(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null || !given.startsWith("Bearer ")) {
            return false;
        }
        Clock clock = () -> Date.from(now());
        try {
            Claims claims = Jwts.parser()
                    .clock(clock)
                    .verifyWith(key)
                    .build()
                    .parseSignedClaims(given.substring("Bearer ".length()))
                    .getPayload();
            return id.equals(claims.getIssuer())
                    && !claims.getIssuedAt().toInstant().isAfter(now())
                    && !claims.getExpiration().toInstant().isAfter(now().plus(LONGEST));
        } catch (JwtException e) {
            return false;
        }
    }

    /** Two on a page; the third is suspended. */
    private void list(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int page = query.contains("page=2") && !query.contains("per_page=2") ? 2 : 1;
        List<String> shown = new ArrayList<>();
        for (int i = 2 * page - 1; i <= Math.min(2 * page, installations); i++) {
            shown.add("{\"id\":" + (i == 1 ? firstIsAgain : i) + ",\"account\":{\"login\":\"Org" + i
                    + "\"},\"permissions\":" + (accepted == null ? permissions : accepted) + ",\"suspended_at\":"
                    + (i == 3 ? "\"2026-07-01T00:00:00Z\"" : "null") + "}");
        }
        if (2 * page < installations) {
            exchange.getResponseHeaders().set("Link", "<" + api(exchange) + "/app/installations?page=2>; rel=\"next\"");
        }
        answer(exchange, 200, shown.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        described.close();
    }
}

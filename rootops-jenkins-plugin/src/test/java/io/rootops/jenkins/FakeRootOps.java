package io.rootops.jenkins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.client.ClientSettings;
import io.rootops.client.RootOpsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers over HTTP as RootOps does, or as something does that is broken. What it was not told of is a commit it does not know. */
final class FakeRootOps implements AutoCloseable {

    private static final String API = "/api/v1";

    private record Answer(int status, String body, Map<String, String> headers) {}

    /** What came in; the path with its query. */
    record Request(String method, String path, String body, Map<String, List<String>> headers) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    FakeRootOps() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(), uri.toString(), body, Map.copyOf(exchange.getRequestHeaders())));
            Answer answer = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + uri.getPath(),
                    problem(404, "unknown-commit", "No such commit."));
            if (answer.status == 0) {
                closing.await();
                return;
            }
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String sha(char digit) {
        return String.valueOf(digit).repeat(40);
    }

    static String risk(String sha, double percentile) {
        String level = percentile >= 90 ? "high" : percentile >= 70 ? "medium" : "low";
        return """
                {"repository":"acme/shop","sha":"%s","status":"scored","score":%s,"percentile":%s,"probability":0.31,
                 "level":"%s","title":"Change the checkout","calibration":{"from":0.3,"to":0.4,"commits":100,"bad":31},
                 "reasons":[{"code":"size","text":"412 lines added","points":0.86}],
                 "page":"https://rootops.example.com/commits/%s"}""".formatted(sha, percentile / 10, percentile, level, sha);
    }

    private static Answer problem(int status, String type, String detail) {
        return new Answer(
                status,
                "{\"shas\":[\"" + sha('a') + "\"],\"type\":\"urn:rootops:problem:" + type + "\",\"status\":" + status
                        + ",\"detail\":\"" + detail + "\"}",
                Map.of("Content-Type", "application/problem+json"));
    }

    FakeRootOps scored(String sha, double percentile) {
        return answers(riskOf(sha), 200, risk(sha, percentile));
    }

    FakeRootOps changes(String... items) {
        return answers(
                "GET " + API + "/repositories/acme/shop/commits/risk",
                200,
                "{\"items\":[" + String.join(",", items) + "]}");
    }

    FakeRootOps refuses(String question, int status, String type) {
        answers.put(question, problem(status, type, "It says no."));
        return this;
    }

    FakeRootOps answers(String question, int status, String body) {
        answers.put(question, new Answer(status, body, Map.of("Content-Type", "application/json")));
        return this;
    }

    FakeRootOps redirects(String question, String to) {
        answers.put(question, new Answer(302, "", Map.of("Location", to)));
        return this;
    }

    FakeRootOps hangs(String question) {
        answers.put(question, new Answer(0, "", Map.of()));
        return this;
    }

    static String riskOf(String sha) {
        return "GET " + API + "/repositories/acme/shop/commits/" + sha + "/risk";
    }

    static String gate() {
        return "GET " + API + "/gate";
    }

    static String ping() {
        return "GET " + API + "/ping";
    }

    static String deployment() {
        return "POST " + API + "/intelligence/deployment";
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    RootOpsClient client() {
        return client(Duration.ofSeconds(20));
    }

    RootOpsClient client(Duration patience) {
        return new RootOpsClient(
                new ClientSettings(URI.create(url()), "rootops_secret", Duration.ofSeconds(20), patience),
                HttpClient.newBuilder());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A GitHub on loopback: real repositories over smart HTTP, and the few REST answers that are read from it. */
public final class FakeGitHub implements AutoCloseable {
    public static final Secret TOKEN = new Secret("ghp_SECRETsecretSECRETsecret");

    private static final Pattern STATUSES =
            Pattern.compile("/repos/[^/]+/[^/]+/(statuses/[0-9a-f]{40}|commits/[0-9a-f]{40}/statuses)");

    private final HttpServer server;
    private final Described described = new Described("/api/v3");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path root;
    private final GitBackend git;
    private final Map<String, Boolean> privacy = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<String, Instant>> times = new CopyOnWriteArrayList<>();
    private final AtomicInteger remaining = new AtomicInteger(5_000);
    private final FakeStatuses statuses = new FakeStatuses();
    private volatile Brake brake = Brake.NONE;
    private volatile @Nullable Answer always;
    private volatile Secret token = TOKEN;
    private volatile @Nullable AppSide app;
    private volatile @Nullable FakeManifests manifests;
    /** The token may write nothing. */
    volatile boolean readOnly;
    /** It has none of the commits that statuses are about. */
    volatile boolean unknownCommits;

    /** What the server says to everything. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** @param root of the repositories that it serves */
    public FakeGitHub(Path root) throws IOException {
        this(root, 0);
    }

    /** @param port where another one has been, or 0 for a free one */
    public FakeGitHub(Path root, int port) throws IOException {
        this.root = root;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
        this.git = new GitBackend(root);
        server.setExecutor(threads);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
    }

    /** A bare repository to fill, known to REST and git. */
    public Path add(String name, boolean isPrivate) throws IOException {
        privacy.put(name, isPrivate);
        Path directory = root.resolve(name + ".git");
        Files.createDirectories(directory.getParent());
        return directory;
    }

    /** From now on, name stands for a redirect: to a path here, or to another place. */
    void move(String name, String to) {
        moved.put(name, to);
    }

    /** Says this to everything; null: answers as usual again. */
    public void always(@Nullable Answer answer) {
        always = answer;
    }

    /** What is asked as an App is answered by this. */
    public void app(AppSide side) {
        app = side;
    }

    /** Apps are made by manifests here. */
    public void manifests(FakeManifests makes) {
        manifests = makes;
    }

    /** From now on this is the good token. */
    public void accept(Secret good) {
        token = good;
    }

    /** Answers of git stop there. */
    public void brake(Brake next) {
        brake = next;
    }

    /** What was said of commits, newest first: state, context and description. */
    public List<String> statuses() {
        return statuses.all().stream()
                .map(it -> it.state() + " " + it.context() + " " + it.description())
                .toList();
    }

    /** Method and address of each request so far. */
    List<String> requests() {
        return requests;
    }

    /** When this was asked for, so far: method and path. */
    public List<Instant> times(String request) {
        return times.stream()
                .filter(it -> it.getKey().equals(request))
                .map(Map.Entry::getValue)
                .toList();
    }

    public GitHubAddress address() {
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new GitHubAddress(web, web.resolve("/api/v3"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            times.add(Map.entry(exchange.getRequestMethod() + " " + path, Instant.now()));
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Answer answer = always;
            if (answer != null) {
                brake.before(1);
                answer(exchange, answer.status(), answer.headers(), answer.body());
            } else if (manifests != null && path.endsWith("/settings/apps/new")) {
                Answer made = manifests.form(exchange);
                answer(exchange, made.status(), made.headers(), made.body());
            } else if (manifests != null && path.startsWith("/api/v3/app-manifests/")) {
                Answer made = manifests.convert(path.split("/")[4], address().web());
                answer(exchange, made.status(), made.headers(), made.body());
            } else if (app != null && path.startsWith("/api/v3/app")) {
                app.serve(exchange);
            } else if (path.startsWith("/api/v3/")) {
                rest(exchange, path.substring("/api/v3".length()));
            } else {
                git(exchange, path);
            }
        }
    }

    private void git(HttpExchange exchange, String path) throws IOException {
        String name = path.replaceFirst("^/([^/]+/[^/]+)\\.git/.*$", "$1");
        String to = moved.get(name);
        if (to != null) {
            String rest = path.substring(("/" + name + ".git").length());
            String query = exchange.getRequestURI().getRawQuery();
            answer(exchange, 301, Map.of("Location", to + rest + (query == null ? "" : "?" + query)), "");
            return;
        }
        boolean mayRead = Boolean.FALSE.equals(privacy.get(name));
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        if (!mayRead && credentials == null) {
            answer(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"GitHub\""), "");
        } else if (credentials != null && !credentials.equals(basic())) {
            answer(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"GitHub\""), "");
        } else if (!privacy.containsKey(name)) {
            answer(exchange, 404, Map.of(), "Repository not found.");
        } else {
            git.serve(exchange, path, exchange.getRequestMethod().equals("POST") ? brake : Brake.NONE);
        }
    }

    private String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(("x-access-token:" + token.value()).getBytes(StandardCharsets.UTF_8));
    }

    private void rest(HttpExchange exchange, String path) throws IOException {
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = ("token " + token.value()).equals(credentials);
        if (known && path.matches("/repos/[^/]+/[^/]+/.+")) {
            exchange.getResponseHeaders().set("X-RateLimit-Limit", "5000");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "" + remaining.decrementAndGet());
            exchange.getResponseHeaders().set("X-RateLimit-Reset", "1900000000");
        }
        if (credentials != null && !known) {
            answer(exchange, 401, Map.of(), "{\"message\":\"Bad credentials\"}");
        } else if (path.equals("/rate_limit")) {
            String limit = "{\"limit\":60,\"remaining\":57,\"reset\":1900000000}";
            String all = Stream.of("core", "search", "graphql", "integration_manifest")
                    .map(it -> "\"" + it + "\":" + limit)
                    .collect(Collectors.joining(","));
            answer(exchange, 200, Map.of(), "{\"resources\":{" + all + "}}");
        } else if (path.equals("/user") && known) {
            answer(exchange, 200, Map.of(), "{\"login\":\"octo\",\"id\":1}");
        } else if (path.equals("/user/repos") && known) {
            answer(exchange, 200, Map.of(), list());
        } else if (known && STATUSES.matcher(path).matches()) {
            statuses(exchange, path);
        } else if (path.startsWith("/repos/") && readable(path.substring("/repos/".length()), known)) {
            String name = path.substring("/repos/".length());
            String to = moved.get(name);
            if (to == null) {
                answer(exchange, 200, Map.of(), json(name));
            } else {
                answer(exchange, 301, Map.of("Location", to), "{}");
            }
        } else {
            answer(exchange, 404, Map.of(), "{\"message\":\"Not Found\"}");
        }
    }

    private void statuses(HttpExchange exchange, String path) throws IOException {
        String name = path.replaceFirst("^/repos/([^/]+/[^/]+)/.*$", "$1");
        String sha = path.replaceFirst("^.*/([0-9a-f]{40}).*$", "$1");
        if (exchange.getRequestMethod().equals("POST") && unknownCommits) {
            answer(exchange, 422, Map.of(), "{\"message\":\"No commit found for SHA: " + sha + "\"}");
        } else if (exchange.getRequestMethod().equals("POST") && readOnly) {
            answer(exchange, 403, Map.of(), "{\"message\":\"Resource not accessible by personal access token\"}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            answer(
                    exchange,
                    201,
                    Map.of(),
                    statuses.add(name, sha, exchange.getRequestBody().readAllBytes()));
        } else {
            answer(exchange, 200, Map.of(), statuses.of(name, sha));
        }
    }

    private boolean readable(String name, boolean known) {
        Boolean isPrivate = privacy.get(name);
        return isPrivate != null && (known || !isPrivate) || moved.containsKey(name);
    }

    private String list() {
        return "["
                + String.join(
                        ",", privacy.keySet().stream().sorted().map(this::json).toList()) + "]";
    }

    /** The longer the name, the later was it pushed to. */
    private String json(String name) {
        return "{\"id\":" + name.length() + ",\"full_name\":\"" + name + "\",\"name\":\"" + name.replaceFirst(".*/", "")
                + "\",\"owner\":{\"login\":\"" + name.replaceFirst("/.*", "") + "\"},\"private\":" + privacy.get(name)
                + ",\"default_branch\":\"trunk\",\"html_url\":\""
                + address().web() + "/" + name + "\",\"pushed_at\":\"2026-01-" + (10 + name.length())
                + "T12:00:00Z\"}";
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        brake.release();
        server.stop(0);
        threads.shutdownNow();
        described.close();
    }
}

package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * emulate and a git server as one GitHub: emulate names its commits as git does, so the same commits stand in a real
 * repository. Its webhooks go to an address that can be cut off, and its git server can be taken away.
 */
public final class EmulatedGitHub implements AutoCloseable {
    public static final String SECRET = "hush-hush-secret";

    private static final String REPOSITORY = "/repos/acme/shop";

    private final HttpServer server;
    private final Described described = new Described("/api/v3", false);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KeyPair keys;
    private final GitBackend git;
    private final Repository shop;
    private final Emulate emulate;
    private volatile boolean withoutGit;
    /** Where webhooks go; null: nowhere. */
    private volatile @Nullable URI webhooks;

    public EmulatedGitHub(Path directory) throws IOException, InterruptedException {
        keys = keys();
        git = new GitBackend(directory.resolve("served"));
        Path bare = directory.resolve("served/acme/shop.git");
        shop = new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
        shop.create(true);
        shop.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + "main");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.createContext("/api/v3/", this::forward).getFilters().add(described);
        server.start();
        try {
            emulate = Emulate.start(
                    directory,
                    keys.getPrivate(),
                    "events: ['*']",
                    "webhook_url: " + web() + "/hook",
                    "webhook_secret: " + SECRET);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.stop(0);
            threads.shutdownNow();
            throw e;
        }
    }

    /** For GITHUB_URL. */
    public URI web() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** For GITHUB_API_URL. */
    public URI api() {
        return web().resolve("/api/v3");
    }

    /** Of both. */
    GitHubAddress address() {
        return new GitHubAddress(web(), api());
    }

    /** The App's. */
    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    /** For GITHUB_APP_ID. */
    public String app() {
        return Emulate.APP;
    }

    /** For GITHUB_APP_PRIVATE_KEY. */
    public String key() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /** As emulate alone is: there is no git server. */
    public void withoutGit() {
        withoutGit = true;
    }

    /** From now on webhooks go there; null: they are lost. */
    public void webhooks(@Nullable URI to) {
        webhooks = to;
    }

    /** As GitHub's user sees it; the path below the repository. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return emulate.get(REPOSITORY + path);
    }

    /** As {@link #get}, for those who wait for something. */
    public JsonNode asked(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many check runs a commit has had, each of them counted. */
    public int checkRuns(String sha) {
        return asked("/commits/" + sha + "/check-runs?filter=all")
                .path("total_count")
                .asInt();
    }

    /** The check run of a commit. */
    public JsonNode checkRun(String sha) {
        return asked("/commits/" + sha + "/check-runs").path("check_runs").path(0);
    }

    /** Of RootOps as the App that is installed on the repository, with these besides. */
    public Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "GITHUB_URL",
                web().toString(),
                "GITHUB_API_URL",
                api().toString(),
                "GITHUB_REPO",
                "acme/shop",
                "GITHUB_APP_ID",
                app(),
                "GITHUB_APP_PRIVATE_KEY",
                key()));
        settings.putAll(more);
        return settings;
    }

    /** What GitHub's user does; the path below the repository. */
    public JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        return emulate.send(method, REPOSITORY + path, body);
    }

    /**
     * A commit of one file, on no branch.
     *
     * @param author name, whose address is made of it
     * @return its sha, which is also in the git repository
     */
    public String commit(String parent, String author, String at, String message, String path, String content)
            throws IOException, InterruptedException {
        String base = get("/git/commits/" + parent).at("/tree/sha").asText();
        String tree = send(
                        "POST",
                        "/git/trees",
                        "{\"base_tree\":\"" + base + "\",\"tree\":[{\"path\":\"" + path
                                + "\",\"mode\":\"100644\",\"type\":\"blob\",\"content\":\"" + content + "\"}]}")
                .path("sha")
                .asText();
        String sha = send(
                        "POST",
                        "/git/commits",
                        "{\"message\":\"" + message + "\",\"tree\":\"" + tree + "\",\"parents\":[\"" + parent
                                + "\"],\"author\":{\"name\":\"" + author + "\",\"email\":\"" + author
                                + "@example.org\",\"date\":\"" + at + "\"}}")
                .path("sha")
                .asText();
        copy(sha);
        return sha;
    }

    /** A branch here and there. */
    public void branch(String name, String sha) throws IOException, InterruptedException {
        if (send("POST", "/git/refs", "{\"ref\":\"refs/heads/" + name + "\",\"sha\":\"" + sha + "\"}")
                .path("ref")
                .isMissingNode()) {
            send("PATCH", "/git/refs/heads/" + name, "{\"sha\":\"" + sha + "\",\"force\":true}");
        }
        ref(Constants.R_HEADS + name, sha);
    }

    /** A ref of the git repository, as GitHub makes those of pull requests. */
    public void ref(String name, String sha) throws IOException, InterruptedException {
        copy(sha);
        RefUpdate update = shop.updateRef(name);
        update.setNewObjectId(ObjectId.fromString(sha));
        update.setForceUpdate(true);
        update.update();
    }

    /** The one that emulate's repository begins with. */
    public String first() throws IOException, InterruptedException {
        return get("/commits").path(0).path("sha").asText();
    }

    private void copy(String sha) throws IOException, InterruptedException {
        if (shop.getObjectDatabase().has(ObjectId.fromString(sha))) {
            return;
        }
        JsonNode commit = get("/git/commits/" + sha);
        for (JsonNode parent : commit.path("parents")) {
            copy(parent.path("sha").asText());
        }
        tree(commit.at("/tree/sha").asText());
        StringBuilder text = new StringBuilder("tree " + commit.at("/tree/sha").asText() + "\n");
        commit.path("parents")
                .forEach(it ->
                        text.append("parent ").append(it.path("sha").asText()).append('\n'));
        text.append("author ").append(identity(commit.path("author"))).append('\n');
        text.append("committer ").append(identity(commit.path("committer"))).append("\n\n");
        String message = commit.path("message").asText();
        text.append(message).append(message.endsWith("\n") ? "" : "\n");
        insert(Constants.OBJ_COMMIT, text.toString().getBytes(StandardCharsets.UTF_8), sha);
    }

    private static String identity(JsonNode who) {
        OffsetDateTime at = OffsetDateTime.parse(who.path("date").asText());
        return who.path("name").asText() + " <" + who.path("email").asText() + "> " + at.toEpochSecond() + " +0000";
    }

    private void tree(String sha) throws IOException, InterruptedException {
        TreeFormatter entries = new TreeFormatter();
        for (JsonNode entry : get("/git/trees/" + sha).path("tree")) {
            String id = entry.path("sha").asText();
            boolean directory = entry.path("type").asText().equals("tree");
            if (directory) {
                tree(id);
            } else {
                String content = get("/git/blobs/" + id).path("content").asText();
                insert(Constants.OBJ_BLOB, Base64.getMimeDecoder().decode(content), id);
            }
            entries.append(
                    entry.path("path").asText(),
                    directory ? FileMode.TREE : FileMode.REGULAR_FILE,
                    ObjectId.fromString(id));
        }
        insert(Constants.OBJ_TREE, entries.toByteArray(), sha);
    }

    private void insert(int type, byte[] data, String sha) throws IOException {
        try (ObjectInserter inserter = shop.newObjectInserter()) {
            ObjectId id = inserter.insert(type, data);
            inserter.flush();
            if (!id.name().equals(sha)) {
                throw new IOException("emulate calls it " + sha + ", git " + id.name());
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/hook")) {
                pass(exchange);
                return;
            }
            if (withoutGit) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String credentials = exchange.getRequestHeaders().getFirst("Authorization");
            String shown = credentials == null
                    ? ""
                    : new String(Base64.getDecoder().decode(credentials.replaceFirst("^Basic ", "")));
            if (shown.startsWith("x-access-token:ghs_")) {
                git.serve(exchange, path, Brake.NONE);
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"GitHub\"");
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    /** To emulate, whose API is at its root. */
    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                            emulate.address().api() + asked.getRawPath().substring("/api/v3".length()) + query))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String name : List.of("Authorization", "Accept", "Content-Type", "If-None-Match", "User-Agent")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.matches("(?i):status|content-length|transfer-encoding|connection|date")) {
                    values.forEach(it -> exchange.getResponseHeaders().add(name, it));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As it is signed. */
    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        URI to = webhooks;
        int status = 202;
        if (to != null) {
            HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : List.of("Content-Type", "X-GitHub-Event", "X-GitHub-Delivery", "X-Hub-Signature-256")) {
                request.header(name, exchange.getRequestHeaders().getFirst(name));
            }
            try {
                status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        emulate.close();
        server.stop(0);
        threads.shutdownNow();
        shop.close();
        described.close();
    }
}

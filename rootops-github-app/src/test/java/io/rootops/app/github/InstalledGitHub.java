package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub on loopback with accounts that have installed an App: lists in pages with entity tags and limits, tokens,
 * check runs, and the repositories over git, by their old names too. What it has changes as its tests say.
 */
public final class InstalledGitHub implements AutoCloseable {
    public static final String APP = "4711";

    private final Path root;
    private final PublicKey key;
    private final HttpServer server;
    private final Described described = new Described("/api/v3");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GitBackend git;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Map<String, Long> installationOfToken = new ConcurrentHashMap<>();
    private final Map<String, Long> formerNames = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> checkRuns = new CopyOnWriteArrayList<>();
    private final List<String> titles = new CopyOnWriteArrayList<>();
    private @Nullable CheckRunCall holding;
    private boolean held;
    private final Map<Long, HostedInstallation> installations = new TreeMap<>();
    private final Map<Long, HostedRepository> repositories = new TreeMap<>();
    /** So many are on a page, whatever is asked for. */
    public volatile int pageSize = 2;

    /** Of its clock to this machine's, which it holds proofs of the App to. */
    public volatile Duration clockAhead = Duration.ZERO;

    public volatile int limit = 5_000;
    public volatile int remaining = 5_000;
    public final Trouble trouble = new Trouble(System.nanoTime());
    /** Says this to everything about lists. */
    public volatile FakeGitHub.@Nullable Answer instead;

    public InstalledGitHub(Path root, PublicKey key) throws IOException {
        this.root = root;
        this.key = key;
        this.git = new GitBackend(root);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::serve).getFilters().add(described);
        server.start();
    }

    /** A repository of one commit. */
    public synchronized HostedRepository add(long id, String name) throws IOException {
        Files.createDirectories(root);
        HostedRepository repository = new HostedRepository(id, name, GitFixture.bare(root.resolve(id + ".git")));
        repositories.put(id, repository);
        repository.push("class First {}\n// " + name + "\n");
        return repository;
    }

    /** Installs the App on an account. */
    public synchronized HostedInstallation install(long id, String account, Long... has) {
        HostedInstallation installation = new HostedInstallation(id, account);
        installation.has.addAll(List.of(has));
        installations.put(id, installation);
        return installation;
    }

    public synchronized HostedInstallation installation(long id) {
        return Objects.requireNonNull(installations.get(id));
    }

    public synchronized HostedRepository repository(long id) {
        return Objects.requireNonNull(repositories.get(id));
    }

    public synchronized void uninstall(long id) {
        installations.remove(id);
    }

    /** Git and REST lead from the old name to the new one. */
    public synchronized void rename(long id, String name) {
        HostedRepository repository = repository(id);
        formerNames.put(repository.fullName, id);
        repository.fullName = name;
    }

    /** All tokens that were given out. */
    public void revokeTokens() {
        installationOfToken.clear();
    }

    /** Method, address and status of each request so far. */
    public List<String> requests() {
        return requests;
    }

    /** Sha and title of each check run that was made or updated, in turn. */
    public List<String> titles() {
        return titles;
    }

    /** Name and sha of each. */
    public List<String> checkRuns() {
        return checkRuns;
    }

    public GitHubAddress address() {
        URI web = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new GitHubAddress(web, web.resolve("/api/v3"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (trouble.instead(exchange)) {
                return;
            }
            if (path.startsWith("/api/v3/")) {
                rest(exchange, path.substring("/api/v3".length()));
            } else {
                git(exchange, path);
            }
        }
    }

    private synchronized void rest(HttpExchange exchange, String path) throws IOException {
        FakeGitHub.Answer other = instead;
        Long installation = installationOfToken.get(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                        .replaceFirst("^token ", ""));
        if (other != null && path.contains("installation")) {
            other.headers().forEach(exchange.getResponseHeaders()::set);
            answer(exchange, other.status(), other.body());
        } else if (path.startsWith("/app") && !proven(exchange)) {
            answer(exchange, 401, "{\"message\":\"A JSON web token could not be decoded\"}");
        } else if (path.equals("/app/installations")) {
            List<Object> all = new ArrayList<>();
            installations.values().forEach(it -> all.add(it.shown(address().api())));
            List<Object> page = page(exchange, all, path);
            answer(exchange, 200, json.writeValueAsString(page));
        } else if (path.matches("/app/installations/\\d+/access_tokens")) {
            token(exchange, installations.get(Long.parseLong(path.replaceAll("\\D", ""))));
        } else if (installation == null || !installations.containsKey(installation)) {
            answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
        } else if (installations.get(installation).suspendedAt != null) {
            answer(exchange, 403, "{\"message\":\"This installation has been suspended\"}");
        } else if (path.equals("/installation/repositories")) {
            list(exchange, installations.get(installation), path);
        } else {
            ofRepository(exchange, installations.get(installation), path);
        }
    }

    private void token(HttpExchange exchange, @Nullable HostedInstallation of) throws IOException {
        if (of == null || of.suspendedAt != null) {
            answer(exchange, of == null ? 404 : 403, "{\"message\":\"no\"}");
            return;
        }
        String token = "ghs_SECRET" + tokens.incrementAndGet();
        installationOfToken.put(token, of.id);
        answer(
                exchange,
                201,
                json.writeValueAsString(Map.of(
                        "token",
                        token,
                        "expires_at",
                        Instant.now()
                                .plus(clockAhead)
                                .plusSeconds(3_600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                        "repository_selection",
                        of.selection)));
    }

    private void list(HttpExchange exchange, HostedInstallation of, String path) throws IOException {
        List<Object> all = new ArrayList<>();
        of.has.stream().sorted().forEach(it -> all.add(repository(it).shown(address())));
        String body = json.writeValueAsString(Map.of(
                "total_count",
                all.size(),
                "repository_selection",
                of.selection,
                "repositories",
                page(exchange, all, path)));
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        String tag = "W/\"" + Integer.toHexString((credentials + body).hashCode()) + "\"";
        boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (!same) {
            remaining--;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("X-RateLimit-Limit", "" + limit);
        exchange.getResponseHeaders().set("X-RateLimit-Remaining", "" + remaining);
        exchange.getResponseHeaders()
                .set("X-RateLimit-Reset", "" + Instant.now().plusSeconds(1_800).getEpochSecond());
        answer(exchange, same ? 304 : 200, same ? "" : body);
    }

    private List<Object> page(HttpExchange exchange, List<Object> all, String path) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int page = query.matches(".*(^|&)page=\\d+.*")
                ? Integer.parseInt(query.replaceFirst(".*(?:^|&)page=(\\d+).*", "$1"))
                : 1;
        int to = Math.min(all.size(), page * pageSize);
        if (to < all.size()) {
            exchange.getResponseHeaders()
                    .set("Link", "<" + address().api() + path + "?per_page=100&page=" + (page + 1) + ">; rel=\"next\"");
        }
        return all.subList(Math.min(all.size(), (page - 1) * pageSize), to);
    }

    private void ofRepository(HttpExchange exchange, HostedInstallation by, String path) throws IOException {
        String name = path.replaceFirst("^/repos/([^/]+/[^/]+).*$", "$1");
        HostedRepository repository =
                named(name).filter(it -> by.has.contains(it.id)).orElse(null);
        if (repository == null) {
            answer(exchange, 404, "{\"message\":\"Not Found\"}");
        } else if (repository.lists.containsKey(path.replaceFirst("^/repos/[^/]+/[^/]+", ""))) {
            answer(exchange, 200, repository.lists.getOrDefault(path.replaceFirst("^/repos/[^/]+/[^/]+", ""), "[]"));
        } else if (repository.tellsCommits
                && path.matches("/repos/[^/]+/[^/]+/(branches|commits(/[0-9a-f]{40})?|compare/.*)")) {
            commits(exchange, new HostedCommits(root.resolve(repository.id + ".git")), path);
        } else if (path.endsWith("/check-runs") && exchange.getRequestMethod().equals("POST")) {
            JsonNode told = json.readTree(exchange.getRequestBody());
            String sha = told.path("head_sha").asText();
            checkRuns.add(repository.fullName + " " + sha);
            titles.add(sha + " " + told.at("/output/title").asText());
            int id = checkRuns.size();
            outlastHold(CheckRunCall.MADE);
            answer(exchange, 201, json.writeValueAsString(checkRun(id)));
        } else if (path.matches(".*/check-runs/\\d+")) {
            int id = Integer.parseInt(path.replaceFirst(".*/", ""));
            titles.add(checkRuns.get(id - 1).replaceFirst(".* ", "") + " "
                    + json.readTree(exchange.getRequestBody())
                            .at("/output/title")
                            .asText());
            answer(exchange, 200, json.writeValueAsString(checkRun(Integer.parseInt(path.replaceFirst(".*/", "")))));
        } else if (path.endsWith("/check-runs")) {
            if (String.valueOf(exchange.getRequestURI().getQuery()).contains("check_name=RootOps")) {
                outlastHold(CheckRunCall.LOOKED_FOR);
            }
            String sha = path.replaceFirst(".*/commits/([^/]+)/check-runs", "$1");
            List<Object> those = new ArrayList<>();
            for (int i = 1; i <= checkRuns.size(); i++) {
                if (checkRuns.get(i - 1).equals(repository.fullName + " " + sha)) {
                    those.add(checkRun(i));
                }
            }
            answer(exchange, 200, json.writeValueAsString(Map.of("total_count", those.size(), "check_runs", those)));
        } else if (path.endsWith("/status")) {
            answer(exchange, 200, "{\"state\":\"pending\",\"statuses\":[],\"total_count\":0}");
        } else if (path.matches(".*/pulls/\\d+/reviews")) {
            answer(exchange, 200, "[]");
        } else if (path.equals("/repos/" + name)) {
            answer(exchange, 200, json.writeValueAsString(repository.shown(address())));
        } else {
            answer(exchange, 404, "{\"message\":\"Not Found\"}");
        }
    }

    private void commits(HttpExchange exchange, HostedCommits git, String path) throws IOException {
        String rest = path.replaceFirst("^/repos/[^/]+/[^/]+/", "");
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (rest.equals("branches")) {
            answerTagged(exchange, json.writeValueAsString(page(exchange, git.branches(), path)));
        } else if (rest.equals("commits")) {
            String sha = query.replaceFirst(".*sha=([0-9a-f]{40}).*", "$1");
            answer(exchange, 200, json.writeValueAsString(git.list(sha, 100)));
        } else if (rest.startsWith("compare/")) {
            String[] ends = rest.substring("compare/".length()).split("\\.\\.\\.");
            boolean known = git.knows(ends[0]) && git.knows(ends[1]);
            answer(
                    exchange,
                    known ? 200 : 404,
                    known ? json.writeValueAsString(git.comparison(ends[0], ends[1])) : "{\"message\":\"Not Found\"}");
        } else if (git.knows(rest.substring("commits/".length()))) {
            String sha = rest.substring("commits/".length());
            Map<String, Object> commit = git.commit(sha);
            commit.put("files", page(exchange, git.files(sha), path));
            answer(exchange, 200, json.writeValueAsString(commit));
        } else {
            answer(exchange, 422, "{\"message\":\"No commit found for SHA\"}");
        }
    }

    private void answerTagged(HttpExchange exchange, String body) throws IOException {
        String tag = "W/\"" + Integer.toHexString(body.hashCode()) + "\"";
        boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        exchange.getResponseHeaders().set("ETag", tag);
        answer(exchange, same ? 304 : 200, same ? "" : body);
    }

    private Map<String, Object> checkRun(int id) {
        return Map.of(
                "id",
                id,
                "name",
                "RootOps",
                "head_sha",
                checkRuns.get(id - 1).replaceFirst(".* ", ""),
                "app",
                Map.of("id", Long.parseLong(APP)));
    }

    /** What whoever tells of a commit asks for, in turn. */
    public enum CheckRunCall {
        /** Whether there is one of ours; nothing is made yet. */
        LOOKED_FOR,
        /** It is made, and whoever asked was not told. */
        MADE
    }

    /** From now on whoever asks for this waits for the answer, until something else is held; null: nothing is. */
    public synchronized void hold(@Nullable CheckRunCall call) {
        holding = call;
        held = false;
        notifyAll();
    }

    /** Somebody waits for an answer that is held. */
    public synchronized boolean holds() {
        return held;
    }

    private synchronized void outlastHold(CheckRunCall call) {
        try {
            while (holding == call) {
                held = true;
                // Others are served meanwhile.
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void outlast(CountDownLatch hold) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<HostedRepository> named(String name) {
        return repositories.values().stream()
                .filter(it -> it.fullName.equals(name))
                .findFirst();
    }

    private void git(HttpExchange exchange, String path) throws IOException {
        String name = path.replaceFirst("^/([^/]+/[^/]+)\\.git/.*$", "$1");
        String rest = path.substring(Math.min(path.length(), ("/" + name + ".git").length()));
        Optional<HostedRepository> repository = named(name);
        if (repository.isEmpty() && formerNames.containsKey(name)) {
            String query = exchange.getRequestURI().getRawQuery();
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "/" + repository(formerNames.getOrDefault(name, 0L)).fullName + ".git" + rest
                                    + (query == null ? "" : "?" + query));
            answer(exchange, 301, "");
        } else if (repository.isPresent() && repository.get().refusesGit != 0) {
            answer(exchange, repository.get().refusesGit, "");
        } else if (mayRead(exchange, repository)) {
            requests.add("git " + name);
            outlast(repository.orElseThrow().holdsGit);
            git.serve(exchange, "/" + repository.orElseThrow().id + ".git" + rest, Brake.NONE);
        } else if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitHub\"");
            answer(exchange, 401, "");
        } else {
            answer(exchange, 404, "Repository not found.");
        }
    }

    private synchronized boolean mayRead(HttpExchange exchange, Optional<HostedRepository> repository) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (repository.isEmpty() || !given.startsWith("Basic ")) {
            return false;
        }
        String token = new String(Base64.getDecoder().decode(given.substring(6)), StandardCharsets.UTF_8)
                .replaceFirst("^x-access-token:", "");
        HostedInstallation by = installations.get(installationOfToken.getOrDefault(token, 0L));
        return by != null && by.suspendedAt == null && by.has.contains(repository.get().id);
    }

    private boolean proven(HttpExchange exchange) {
        try {
            String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            Instant now = Instant.now().plus(clockAhead);
            Claims claims = Jwts.parser()
                    .clock(() -> Date.from(now))
                    .verifyWith(key)
                    .build()
                    .parseSignedClaims(given.replaceFirst("^Bearer ", ""))
                    .getPayload();
            return APP.equals(claims.getIssuer())
                    && !claims.getIssuedAt().toInstant().isAfter(now);
        } catch (JwtException | IllegalArgumentException e) {
            return false;
        }
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replace("/api/v3", "") + " " + status);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        byte[] bytes = trouble.left(exchange, body.getBytes(StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        repositories.values().forEach(HostedRepository::close);
        described.close();
    }
}

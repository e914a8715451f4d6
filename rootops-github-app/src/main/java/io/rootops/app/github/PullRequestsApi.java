package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's REST API knows of pull requests, asked for by pages and only where it has changed; github-api knows
 * neither. Thread-safe.
 */
public final class PullRequestsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 3;
    private static final String SORTED = "&sort=updated&direction=desc&per_page=100";

    private final GitHubAddress github;
    private final GitHubTokens tokens;
    private final InstantSource clock;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    /** By address: a tag means something for one token only, and those of the App change each hour. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Secret token, String tag) {}

    public PullRequestsApi(GitHubAddress github, GitHubTokens tokens, InstantSource clock) {
        this.github = github;
        this.tokens = tokens;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A page of a list.
     *
     * @param unchanged nothing is other than when {@link #keep} was called for it; then it has no items
     * @param next where the next page is; null: this is the last
     */
    public record Page(
            JsonNode items,
            boolean unchanged,
            @Nullable URI next,
            URI address,
            @Nullable String tag) {}

    /** Whether the repository may be asked for: anybody gets 60 calls an hour, which are better not spent here. */
    public boolean mayAsk(TrackedRepository repository) throws ForgeException {
        return repository.kind() == TrackedRepository.Kind.GITHUB && tokens.of(name(repository)) != null;
    }

    /** The first page of all open ones, last changed first. */
    public Page open(TrackedRepository repository) throws ForgeException {
        return page(repository, api(repository, "/pulls?state=open" + SORTED), false);
    }

    /** The first page of all there are, last changed first. */
    public Page all(TrackedRepository repository) throws ForgeException {
        return page(repository, api(repository, "/pulls?state=all" + SORTED), false);
    }

    /** The same, if it has changed since {@link #keep}. */
    public Page allIfChanged(TrackedRepository repository) throws ForgeException {
        return page(repository, api(repository, "/pulls?state=all" + SORTED), true);
    }

    /** The page after one that has a next. */
    public Page after(TrackedRepository repository, Page page) throws ForgeException {
        return page(repository, Objects.requireNonNull(page.next()), false);
    }

    /** Reviews of one, oldest first; the first hundred. */
    public Page reviews(TrackedRepository repository, int number) throws ForgeException {
        return page(repository, api(repository, "/pulls/" + number + "/reviews?per_page=100"), false);
    }

    /** All of it was taken in: it need not come again unchanged. */
    public void keep(TrackedRepository repository, Page page) throws ForgeException {
        Secret token = tokens.of(name(repository));
        if (page.tag() != null && token != null) {
            seen.put(page.address().toString(), new Seen(token, page.tag()));
        }
    }

    private Page page(TrackedRepository repository, URI address, boolean ifChanged) throws ForgeException {
        String name = name(repository);
        HttpResponse<byte[]> response = get(name, address, ifChanged);
        if (response.statusCode() == 401 && tokens.renew(name)) {
            response = get(name, address, ifChanged);
        }
        int status = response.statusCode();
        if (status == 304) {
            return new Page(MissingNode.getInstance(), true, null, address, null);
        }
        if (status != 200) {
            throw refusal(name, response);
        }
        return new Page(
                body(response),
                false,
                LimitHeaders.next(response, github.api()).orElse(null),
                address,
                response.headers().firstValue("ETag").orElse(null));
    }

    private ForgeException refusal(String name, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        GitHubProblem problem = problem(new IOException("status " + status));
        return switch (status) {
            case 401 -> problem.tokenRefused();
            case 404 -> problem.unknown(name);
            case 403 ->
                LimitHeaders.until(response, clock.instant())
                        .map(problem::rateLimited)
                        .orElseGet(() -> new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)
                                        .contains("secondary rate")
                                ? problem.rateLimited(null)
                                : problem.mayNotReadPulls(name));
            case 429 ->
                problem.rateLimited(
                        LimitHeaders.until(response, clock.instant()).orElse(null));
            default -> problem.answered(status);
        };
    }

    /** A renamed repository answers with a redirect, which is followed on the same host only. */
    private HttpResponse<byte[]> get(String name, URI address, boolean ifChanged) throws ForgeException {
        Secret token = tokens.of(name);
        HttpResponse<byte[]> response = send(address, token, ifChanged ? tag(address, token) : null);
        for (int i = 0; i < MOST_REDIRECTS && response.statusCode() / 100 == 3 && response.statusCode() != 304; i++) {
            Optional<URI> next = response.headers()
                    .firstValue("Location")
                    .map(response.uri()::resolve)
                    .filter(it -> SameHost.same(github.api(), it));
            if (next.isEmpty()) {
                break;
            }
            response = send(next.get(), token, null);
        }
        return response;
    }

    private @Nullable String tag(URI address, @Nullable Secret token) {
        Seen known = seen.get(address.toString());
        return known != null && known.token().equals(token) ? known.tag() : null;
    }

    private HttpResponse<byte[]> send(URI address, @Nullable Secret token, @Nullable String tag) throws ForgeException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "RootOps");
        if (token != null) {
            request.header("Authorization", "token " + token.value());
        }
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(new InterruptedIOException("stopped while asking")).other();
        } catch (IOException e) {
            GitHubProblem problem = problem(e);
            throw problem.unreachable().orElseGet(problem::other);
        }
    }

    private JsonNode body(HttpResponse<byte[]> response) throws ForgeException {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw problem(new IOException("an answer that is no JSON")).other();
        }
    }

    private URI api(TrackedRepository repository, String path) throws ForgeException {
        return URI.create(github.api() + "/repos/" + name(repository) + path);
    }

    private String name(TrackedRepository repository) throws ForgeException {
        return GitHubForge.nameThere(repository, github.web());
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.api(), tokens.identity(), cause);
    }
}

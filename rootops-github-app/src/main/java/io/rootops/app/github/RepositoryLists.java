package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists of a repository from GitHub's REST API, by pages and only where they have changed; github-api knows neither. They
 * are asked for by polls, which leave a fifth of the limit to what people wait for. Thread-safe.
 */
public final class RepositoryLists {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 3;

    private final GitHubAddress github;
    private final GitHubTokens tokens;
    private final InstantSource clock;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    /** By address: a tag means something for one token only, and those of the App change each hour. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** What was left to a token when it was last used. */
    private final Map<Secret, RateBudget> budgets = new ConcurrentHashMap<>();

    private record Seen(Secret token, String tag) {}

    public RepositoryLists(GitHubAddress github, GitHubTokens tokens, InstantSource clock) {
        this.github = github;
        this.tokens = tokens;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether the repository may be asked for: anybody gets 60 calls an hour, which are better not spent here. */
    public boolean mayAsk(TrackedRepository repository) throws ForgeException {
        return repository.kind() == TrackedRepository.Kind.GITHUB && tokens.of(name(repository)) != null;
    }

    /**
     * The first page of a list.
     *
     * @param path below the repository
     */
    public ListPage first(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        return page(repository, topic, api(repository, path), false);
    }

    /** The same, if it has changed since {@link #keep}. */
    public ListPage ifChanged(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        return page(repository, topic, api(repository, path), true);
    }

    /** The page after one that has a next. */
    public ListPage after(TrackedRepository repository, Topic topic, ListPage page) throws ForgeException {
        return page(repository, topic, Objects.requireNonNull(page.next()), false);
    }

    /** One thing; empty: there is none. */
    Optional<JsonNode> one(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        String name = name(repository);
        HttpResponse<byte[]> response = asked(name, api(repository, path), false);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refusal(name, topic, response);
        }
        return Optional.of(body(response));
    }

    /** All of it was taken in: it need not come again unchanged. */
    public void keep(TrackedRepository repository, ListPage page) throws ForgeException {
        Secret token = tokens.of(name(repository));
        if (page.tag() != null && token != null) {
            seen.put(page.address().toString(), new Seen(token, page.tag()));
        }
    }

    private ListPage page(TrackedRepository repository, Topic topic, URI address, boolean ifChanged)
            throws ForgeException {
        String name = name(repository);
        HttpResponse<byte[]> response = asked(name, address, ifChanged);
        int status = response.statusCode();
        if (status == 304) {
            return new ListPage(MissingNode.getInstance(), true, null, address, null);
        }
        if (status != 200) {
            throw refusal(name, topic, response);
        }
        return new ListPage(
                body(response),
                false,
                LimitHeaders.next(response, github.api()).orElse(null),
                address,
                response.headers().firstValue("ETag").orElse(null));
    }

    private HttpResponse<byte[]> asked(String name, URI address, boolean ifChanged) throws ForgeException {
        HttpResponse<byte[]> response = get(name, address, ifChanged);
        return response.statusCode() == 401 && tokens.renew(name) ? get(name, address, ifChanged) : response;
    }

    private ForgeException refusal(String name, Topic topic, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        GitHubProblem problem = problem(new IOException("status " + status));
        return switch (status) {
            case 401 -> problem.tokenRefused();
            case 404 -> topic.hidden() ? problem.mayNotRead(name, topic, status) : problem.unknown(name);
            case 403 ->
                LimitHeaders.until(response, clock.instant())
                        .map(problem::rateLimited)
                        .orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8).contains("secondary rate")
                                ? problem.rateLimited(null)
                                : problem.mayNotRead(name, topic, status));
            case 429 ->
                problem.rateLimited(
                        LimitHeaders.until(response, clock.instant()).orElse(null));
            default -> problem.answered(status);
        };
    }

    /** A renamed repository answers with a redirect, which is followed on the same host only. */
    private HttpResponse<byte[]> get(String name, URI address, boolean ifChanged) throws ForgeException {
        Secret token = tokens.of(name);
        leaveAFifth(token);
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

    private void leaveAFifth(@Nullable Secret token) throws ForgeException {
        RateBudget left = token == null ? null : budgets.get(token);
        if (left != null && left.spent() && left.resetAt().isAfter(clock.instant())) {
            throw problem(new IOException("a fifth is left")).nearlyLimited(left.resetAt());
        }
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
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            if (token != null) {
                // Tokens of the App come and go.
                budgets.values().removeIf(it -> it.resetAt().isBefore(clock.instant()));
                new AnswerHeaders(response).budget().ifPresent(left -> budgets.put(token, left));
            }
            return response;
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

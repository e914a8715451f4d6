package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Lists of a repository from GitHub's REST API, by pages and only where they have changed; github-api knows neither. They
 * are asked for by polls, which leave a fifth of the limit to what people wait for. Thread-safe.
 */
public final class RepositoryLists {
    /** Such as a sha that no commit has. */
    private static final int UNPROCESSABLE = 422;
    /** What was deleted, and all issues where a repository has none. */
    private static final int GONE = 410;

    private final GitHubAddress github;
    private final GitHubTokens tokens;
    private final InstantSource clock;
    private final ConditionalRequests requests;
    private final ObjectMapper json = new ObjectMapper();

    public RepositoryLists(GitHubAddress github, GitHubTokens tokens, InstantSource clock) {
        this.github = github;
        this.tokens = tokens;
        this.clock = clock;
        this.requests = new ConditionalRequests(github, tokens, clock);
    }

    /** Whether the repository may be asked for: anybody gets 60 calls an hour, which are better not spent here. */
    public boolean mayAsk(TrackedRepository repository) throws ForgeException {
        return repository.kind() == TrackedRepository.Kind.GITHUB && tokens.of(name(repository)) != null;
    }

    /**
     * Whether there is room for what happened before RootOps looked: where hundreds of repositories begin together, that
     * would use up what is needed for what happens now. As far as the last answers tell.
     */
    boolean plenty(TrackedRepository repository) throws ForgeException {
        return requests.plenty(name(repository));
    }

    /** What was left to a token when it was last used here; empty: it was not, or GitHub told of no limit. */
    public Optional<RateBudget> left(Secret token) {
        return requests.left(token);
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

    /** The first page of what is told of a commit; empty: there is no such commit. */
    Optional<ListPage> ofCommit(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        String name = name(repository);
        URI address = api(repository, path);
        HttpResponse<byte[]> response = requests.get(name, address, false);
        return response.statusCode() == UNPROCESSABLE
                ? Optional.empty()
                : Optional.of(read(name, topic, address, response));
    }

    /** One thing; empty: there is none. */
    Optional<JsonNode> one(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        String name = name(repository);
        HttpResponse<byte[]> response = requests.get(name, api(repository, path), false);
        if (response.statusCode() == 404 || response.statusCode() == GONE) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refusal(name, topic, response);
        }
        return Optional.of(body(response));
    }

    /** The first page of one thing that comes in pages; empty: there is none. */
    Optional<ListPage> found(TrackedRepository repository, Topic topic, String path) throws ForgeException {
        String name = name(repository);
        URI address = api(repository, path);
        HttpResponse<byte[]> response = requests.get(name, address, false);
        return response.statusCode() == 404 || response.statusCode() == UNPROCESSABLE
                ? Optional.empty()
                : Optional.of(read(name, topic, address, response));
    }

    /** It answers with something else than what was asked for. */
    ForgeException odd(String what) {
        return problem(new IOException("an answer that is no " + what)).other();
    }

    /** All of it was taken in: it need not come again unchanged. */
    public void keep(TrackedRepository repository, ListPage page) throws ForgeException {
        requests.keep(name(repository), page);
    }

    private ListPage page(TrackedRepository repository, Topic topic, URI address, boolean ifChanged)
            throws ForgeException {
        String name = name(repository);
        return read(name, topic, address, requests.get(name, address, ifChanged));
    }

    private ListPage read(String name, Topic topic, URI address, HttpResponse<byte[]> response) throws ForgeException {
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

    private ForgeException refusal(String name, Topic topic, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        GitHubProblem problem = problem(new IOException("status " + status));
        return switch (status) {
            case 401 -> problem.tokenRefused();
            case GONE -> problem.hasNone(name, topic);
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

    /** As the forge calls it. */
    String name(TrackedRepository repository) throws ForgeException {
        return GitHubForge.nameThere(repository, github.web());
    }

    private GitHubProblem problem(Exception cause) {
        return requests.problem(cause);
    }
}

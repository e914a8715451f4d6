package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests of polls: what has not changed since the same token was told of it is answered by nothing, and the last fifth of
 * a token's limit is left to others. Thread-safe.
 */
final class ConditionalRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 3;

    private final GitHubAddress github;
    private final GitHubTokens tokens;
    private final InstantSource clock;
    private final WholeAnswers http = new WholeAnswers(PATIENCE);
    /** By address: a tag means something for one token only, and those of the App change each hour. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    /** What was left to a token when it was last used. */
    private final Map<Secret, RateBudget> budgets = new ConcurrentHashMap<>();

    /** Until when GitHub wants a token to be left alone, whatever it is for. */
    private final Map<Secret, Instant> held = new ConcurrentHashMap<>();

    private record Seen(Secret token, String tag) {}

    ConditionalRequests(GitHubAddress github, GitHubTokens tokens, InstantSource clock) {
        this.github = github;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Asks with the token of a repository, and once more with a new one where that is refused.
     *
     * @param name owner/name
     * @param ifChanged answered by 304 where nothing has changed since {@link #keep}
     */
    HttpResponse<byte[]> get(String name, URI address, boolean ifChanged) throws ForgeException {
        HttpResponse<byte[]> response = once(name, address, ifChanged);
        return response.statusCode() == 401 && tokens.renew(name) ? once(name, address, ifChanged) : response;
    }

    /** All of it was taken in: it need not come again unchanged. */
    void keep(String name, ListPage page) throws ForgeException {
        Secret token = tokens.of(name);
        if (page.tag() != null && token != null) {
            seen.put(page.address().toString(), new Seen(token, page.tag()));
        }
    }

    /** Whether there is room for what can wait, as far as is known. */
    boolean plenty(String name) throws ForgeException {
        Secret token = tokens.of(name);
        RateBudget left = token == null ? null : budgets.get(token);
        return left == null || !left.scarce() || !left.resetAt().isAfter(clock.instant());
    }

    Optional<RateBudget> left(Secret token) {
        return Optional.ofNullable(budgets.get(token));
    }

    GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.api(), tokens.identity(), cause);
    }

    /** A renamed repository answers with a redirect, which is followed on the same host only. */
    private HttpResponse<byte[]> once(String name, URI address, boolean ifChanged) throws ForgeException {
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
        Instant until = token == null ? null : held.get(token);
        if (until != null && until.isAfter(clock.instant())) {
            throw problem(new IOException("told to wait")).rateLimited(until);
        }
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
            HttpResponse<byte[]> response = http.to(request);
            if (token != null) {
                // Tokens of the App come and go.
                budgets.values().removeIf(it -> it.resetAt().isBefore(clock.instant()));
                new AnswerHeaders(response).budget().ifPresent(left -> budgets.put(token, left));
                held.values().removeIf(it -> it.isBefore(clock.instant()));
                if (response.statusCode() == 403 || response.statusCode() == 429) {
                    LimitHeaders.until(response, clock.instant()).ifPresent(until -> held.put(token, until));
                }
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
}

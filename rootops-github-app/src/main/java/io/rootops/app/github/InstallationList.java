package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an installation has, one list for all of its repositories. Pages that have not changed since the same
 * token was told of them cost nothing of its limit. Thread-safe.
 */
public final class InstallationList {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GitHubAddress github;
    private final InstantSource clock;
    private final WholeAnswers http = new WholeAnswers(PATIENCE);
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Long, KnownPages> known = new ConcurrentHashMap<>();

    public InstallationList(GitHubAddress github, InstantSource clock) {
        this.github = github;
        this.clock = clock;
    }

    /**
     * All of it.
     *
     * @param budget told what is left after each page
     * @throws io.rootops.core.forge.ForgeLimitException when GitHub wants us to wait, or a fifth of the limit is left and
     *     the list goes on
     * @throws ForgeException also when it has changed while it was read
     */
    public List<InstalledRepository> of(InstallationTokens tokens, long installation, Consumer<RateBudget> budget)
            throws ForgeException {
        try {
            return read(installation, tokens.token(installation), budget);
        } catch (RefusedException e) {
            // Revoked, or from before a change of the installation: once more with a new one.
            tokens.forget(installation);
            try {
                return read(installation, tokens.token(installation), budget);
            } catch (RefusedException again) {
                throw problem(again).tokenRefused();
            }
        }
    }

    private List<InstalledRepository> read(long installation, Secret token, Consumer<RateBudget> budget)
            throws ForgeException, RefusedException {
        KnownPages pages = known.compute(
                installation, (id, it) -> it != null && it.token().equals(token) ? it : KnownPages.none(token));
        Map<Long, InstalledRepository> found = new LinkedHashMap<>();
        OptionalInt total = OptionalInt.empty();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(URI.create(github.api() + "/installation/repositories?per_page=100"));
        while (next.isPresent() && asked.add(next.get())) {
            KnownPage page = page(next.get(), pages, budget);
            page.repositories().forEach(it -> found.put(it.githubId(), it));
            total = page.total();
            next = page.next();
        }
        if (total.isPresent() && total.getAsInt() != found.size()) {
            known.remove(installation);
            throw problem(new IOException(found.size() + " of " + total.getAsInt() + " repositories"))
                    .changedMeanwhile();
        }
        pages.pages().keySet().retainAll(asked);
        // Names become paths and addresses.
        return found.values().stream()
                .filter(it -> GitHubAddress.isName(it.fullName()))
                .toList();
    }

    private KnownPage page(URI address, KnownPages pages, Consumer<RateBudget> budget)
            throws ForgeException, RefusedException {
        KnownPage before = pages.pages().get(address);
        HttpResponse<byte[]> response = send(address, pages.token(), before);
        AnswerHeaders headers = new AnswerHeaders(response);
        Optional<RateBudget> left = headers.budget();
        left.ifPresent(budget);
        int status = response.statusCode();
        if (status != 200 && !(status == 304 && before != null)) {
            throw explain(status, response);
        }
        KnownPage page = status == 304 && before != null ? before : parse(response, headers);
        pages.pages().put(address, page);
        if (page.next().isPresent() && left.filter(RateBudget::spent).isPresent()) {
            throw problem(new IOException("a fifth is left"))
                    .nearlyLimited(left.get().resetAt());
        }
        return page;
    }

    private KnownPage parse(HttpResponse<byte[]> response, AnswerHeaders headers) throws ForgeException {
        try {
            JsonNode body = json.readTree(response.body());
            if (!body.path("repositories").isArray()) {
                throw problem(new IOException("an answer without repositories")).other();
            }
            List<InstalledRepository> repositories = new ArrayList<>();
            for (JsonNode it : body.path("repositories")) {
                repositories.add(InstallationJson.repository(it));
            }
            OptionalInt total = body.path("total_count").isInt()
                    ? OptionalInt.of(body.path("total_count").asInt())
                    : OptionalInt.empty();
            return new KnownPage(
                    headers.etag(),
                    headers.lastModified(),
                    repositories,
                    total,
                    LimitHeaders.next(response, github.api()));
        } catch (IOException e) {
            throw problem(new IOException("an answer that is no JSON")).other();
        }
    }

    private ForgeException explain(int status, HttpResponse<byte[]> response) throws RefusedException {
        GitHubProblem problem = problem(new IOException("status " + status));
        if (status == 401) {
            throw new RefusedException();
        }
        if (status == 403 || status == 429) {
            boolean secondary = new String(response.body(), StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT)
                    .contains("secondary rate");
            return LimitHeaders.until(response, clock.instant())
                    .map(problem::rateLimited)
                    .orElseGet(() ->
                            status == 429 || secondary ? problem.rateLimited(null) : problem.appForbidden(status));
        }
        return problem.answered(status, "GET /installation/repositories");
    }

    private HttpResponse<byte[]> send(URI address, Secret token, @Nullable KnownPage before) throws ForgeException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "RootOps")
                .header("Authorization", "token " + token.value());
        if (before != null && before.etag() != null) {
            request.header("If-None-Match", before.etag());
        }
        if (before != null && before.lastModified() != null) {
            request.header("If-Modified-Since", before.lastModified());
        }
        try {
            return http.to(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(new InterruptedIOException("stopped while asking")).other();
        } catch (IOException e) {
            GitHubProblem problem = problem(e);
            throw problem.unreachable().orElseGet(problem::other);
        }
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(github.api(), GitHubTokens.Identity.APP, cause);
    }

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

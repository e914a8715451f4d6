package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRateLimit;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** What GitHub's REST API knows, as far as the token may see it, or anybody where there is none. Thread-safe. */
public final class GitHubAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int PAGE = 100;
    /** An Enterprise Server may have no limit; github-api then says a million. */
    private static final int UNLIMITED = 1_000_000;

    private final GitHubAddress address;
    private final boolean withToken;
    private final GitHub github;

    public GitHubAccess(GitHubAddress address, @Nullable Secret token) throws ForgeException {
        this(address, token, PATIENCE);
    }

    GitHubAccess(GitHubAddress address, @Nullable Secret token, Duration patience) throws ForgeException {
        this.address = address;
        this.withToken = token != null;
        try {
            GitHubBuilder builder = new GitHubBuilder()
                    .withEndpoint(address.api().toString())
                    .withConnector(new GitHubHttp(patience))
                    .withRateLimitHandler(new RateLimitedException.OnRateLimit())
                    .withAbuseLimitHandler(new RateLimitedException.OnAbuseLimit());
            if (token != null) {
                // withOAuthToken would ask for the user's name first.
                builder.withAuthorizationProvider(() -> "token " + token.value());
            }
            this.github = builder.build();
        } catch (IOException e) {
            throw problem(e).other();
        }
    }

    /**
     * @param name owner/name, also a former one
     * @throws ForgeException when there is none that we may see, or GitHub does not answer
     */
    public RepositoryFacts repository(String name) throws ForgeException {
        if (!GitHubAddress.isName(name)) {
            throw problem(new IllegalArgumentException(name)).malformedName(name);
        }
        return ask("reading " + name, name, () -> facts(github.getRepository(name)));
    }

    /** What the token may read, last pushed to first; nothing without a token. */
    public List<RepositoryFacts> readableRepositories(int limit) throws ForgeException {
        if (!withToken) {
            return List.of();
        }
        Comparator<RepositoryFacts> newest = Comparator.comparing(
                RepositoryFacts::pushedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        return ask(
                "listing repositories",
                null,
                () -> github.getMyself().listRepositories(PAGE).toList().stream()
                        .map(GitHubAccess::facts)
                        .sorted(newest.reversed())
                        .limit(limit)
                        .toList());
    }

    /** Whose token it is; empty without one. */
    public Optional<String> login() throws ForgeException {
        return withToken
                ? ask(
                        "reading the user",
                        null,
                        () -> Optional.of(github.getMyself().getLogin()))
                : Optional.empty();
    }

    /** REST requests left in this hour; empty where there is no limit. */
    public OptionalInt requestsLeft() throws ForgeException {
        return ask("reading the rate limit", null, () -> {
            GHRateLimit.Record core = github.getRateLimit().getCore();
            return core.getLimit() >= UNLIMITED ? OptionalInt.empty() : OptionalInt.of(core.getRemaining());
        });
    }

    private static RepositoryFacts facts(GHRepository repository) {
        Date pushed = repository.getPushedAt();
        return new RepositoryFacts(
                repository.getFullName(),
                repository.getDefaultBranch(),
                URI.create(repository.getHtmlUrl().toString()),
                repository.isPrivate(),
                pushed == null ? null : pushed.toInstant());
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws IOException;
    }

    private <T> T ask(String what, @Nullable String repository, Question<T> question) throws ForgeException {
        try {
            return question.answer();
        } catch (IOException e) {
            throw explain(what, repository, e);
        } catch (GHException e) {
            // How github-api passes on what happens while it turns pages.
            throw explain(what, repository, e);
        }
    }

    private ForgeException explain(String what, @Nullable String repository, Exception e) {
        return problem(e).explain(what, repository);
    }

    private GitHubProblem problem(Exception cause) {
        return new GitHubProblem(
                address.api(), withToken ? GitHubTokens.Identity.TOKEN : GitHubTokens.Identity.ANYBODY, cause);
    }
}

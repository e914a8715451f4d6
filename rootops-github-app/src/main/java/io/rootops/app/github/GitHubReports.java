package io.rootops.app.github;

import io.rootops.app.github.GitHubTokens.Identity;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKind;
import io.rootops.core.report.RiskReport;
import io.rootops.core.settings.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;

/**
 * Tells reports on GitHub: as the App by check runs, else by commit statuses where these are wanted; by comments on pull
 * requests where these are. Thread-safe.
 */
public final class GitHubReports {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GitHubAddress address;
    private final GitHubTokens tokens;
    private final @Nullable Secret statusToken;
    private final @Nullable Secret commentToken;
    private final GitHubClient client;
    private final CheckRuns checkRuns;
    private final CommitStatuses statuses = new CommitStatuses();
    private final PullComments comments = new PullComments();

    /**
     * @param tokens of the App, if RootOps is one
     * @param statusToken to write commit statuses with; not used where RootOps is an App, whose removal asks for silence;
     *     null: none are written
     * @param commentToken the same for comments on pull requests
     */
    public GitHubReports(
            GitHubAddress address,
            GitHubTokens tokens,
            @Nullable Secret statusToken,
            @Nullable Secret commentToken,
            InstantSource clock) {
        this(address, tokens, statusToken, commentToken, clock, PATIENCE);
    }

    GitHubReports(
            GitHubAddress address,
            GitHubTokens tokens,
            @Nullable Secret statusToken,
            @Nullable Secret commentToken,
            InstantSource clock,
            Duration patience) {
        this.address = address;
        this.tokens = tokens;
        this.statusToken = statusToken;
        this.commentToken = commentToken;
        this.client = new GitHubClient(address, patience);
        this.checkRuns = new CheckRuns(clock);
    }

    /** How it can be told of this repository; empty: not at all. */
    public Optional<ReportKind> kind(TrackedRepository repository) throws ForgeException {
        if (repository.kind() != TrackedRepository.Kind.GITHUB || repository.pause() != null) {
            return Optional.empty();
        }
        if (asApp(repository)) {
            return Optional.of(ReportKind.CHECK_RUN);
        }
        return Optional.ofNullable(statusToken)
                .filter(it -> tokens.app().isEmpty())
                .map(it -> ReportKind.STATUS);
    }

    /** Whether there is somebody to write comments on its pull requests. */
    public boolean comments(TrackedRepository repository) throws ForgeException {
        return repository.kind() == TrackedRepository.Kind.GITHUB
                && repository.pause() == null
                && (asApp(repository) || (commentToken != null && tokens.app().isEmpty()));
    }

    private boolean asApp(TrackedRepository repository) throws ForgeException {
        Optional<InstallationTokens> app = tokens.app();
        return app.isPresent()
                && app.get()
                        .covering(GitHubForge.nameThere(repository, address.web()))
                        .isPresent();
    }

    /**
     * Makes it stand there, once, however often this is called.
     *
     * @return its id there
     * @throws io.rootops.core.forge.ForgeLimitException when GitHub wants us to wait
     * @throws io.rootops.core.forge.ForgeForbiddenException when we may not write there
     * @throws ForgeException when it does not stand there, or nobody knows
     */
    public long tell(DueReport due, RiskReport report) throws ForgeException {
        String name = GitHubForge.nameThere(due.repository(), address.web());
        return switch (due.key().kind()) {
            case CHECK_RUN -> {
                InstallationTokens app = tokens.app().orElseThrow(this::noApp);
                long number = app.appNumber();
                yield asApp(app, name, due, it -> checkRuns.write(it, due.key().sha(), number, due.remoteId(), report));
            }
            case STATUS ->
                withToken(
                        statusToken,
                        name,
                        due,
                        it -> statuses.write(it, due.key().sha(), report));
            case COMMENT -> {
                int number = Objects.requireNonNull(report.pull(), "a comment is on a pull request");
                Writing comment = it -> comments.write(it, number, due.remoteId(), report);
                Optional<InstallationTokens> app = tokens.app();
                yield app.isPresent()
                        ? asApp(app.get(), name, due, comment)
                        : withToken(commentToken, name, due, comment);
            }
        };
    }

    private long withToken(@Nullable Secret token, String name, DueReport due, Writing writing) throws ForgeException {
        if (token == null || tokens.app().isPresent()) {
            throw problem(Identity.ANYBODY, new IOException("no token"))
                    .notWritten(name, due.key().kind());
        }
        try {
            return write(name, due, Identity.TOKEN, token, writing);
        } catch (RefusedTokenException e) {
            throw e.problem;
        }
    }

    private long asApp(InstallationTokens app, String name, DueReport due, Writing writing) throws ForgeException {
        AppInstallation installation = app.covering(name).orElseThrow(this::noApp);
        try {
            return write(name, due, Identity.APP, app.token(installation.id()), writing);
        } catch (RefusedTokenException e) {
            app.forget(installation.id());
            throw e.problem;
        }
    }

    @FunctionalInterface
    private interface Writing {
        long to(GHRepository repository) throws IOException;
    }

    private long write(String name, DueReport due, Identity identity, Secret its, Writing writing)
            throws ForgeException, RefusedTokenException {
        GHRepository repository;
        try {
            repository = client.with(its).getRepository(name);
        } catch (IOException | GHException e) {
            GitHubProblem problem = refused(identity, e);
            // The App may be installed on other repositories of the account only, and what is gone stays due for a
            // while.
            throw problem.status() == 404
                    ? problem.mayNotTell(name, due.key().kind(), 404)
                    : problem.explain("reading " + name, name);
        }
        try {
            return writing.to(repository);
        } catch (IOException | GHException e) {
            GitHubProblem problem = refused(identity, e);
            boolean limit = GitHubProblem.find(e, RateLimitedException.class) != null || problem.secondaryLimit();
            int status = problem.status();
            if (!limit && (status == 403 || status == 404)) {
                throw problem.mayNotTell(name, due.key().kind(), status);
            }
            throw status == 422
                    ? problem.cannotTell(name, due.key().sha())
                    : problem.explain("writing to " + name, name);
        }
    }

    private GitHubProblem refused(Identity identity, Exception e) throws RefusedTokenException {
        GitHubProblem problem = problem(identity, e);
        if (problem.status() == 401) {
            throw new RefusedTokenException(problem.tokenRefused());
        }
        return problem;
    }

    private ForgeException noApp() {
        return problem(Identity.APP, new IOException("not installed")).notInstalled();
    }

    private GitHubProblem problem(Identity identity, Exception cause) {
        return new GitHubProblem(address.api(), identity, cause);
    }

    private static final class RefusedTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final ForgeException problem;

        RefusedTokenException(ForgeException problem) {
            super(problem);
            this.problem = problem;
        }
    }
}

package io.rootops.app;

import io.rootops.app.access.AccessCheck;
import io.rootops.app.container.DataVolume;
import io.rootops.app.github.AppIdentity;
import io.rootops.app.github.ClockCheck;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.InstallationTokens;
import io.rootops.app.prior.ShippedPrior;
import io.rootops.app.webhook.RefusedSignatures;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** What RootOps can see, and what each absent source would add. */
final class Checks implements Supplier<List<BackendCheck>> {
    private final Settings settings;
    private final AppIdentity identity;
    private final GitHubTokens tokens;
    private final RepositoryMemory repositories;
    private final RepositoryChoices choices;
    private final DeliveryMemory deliveries;
    private final RefusedSignatures refusedSignatures;
    private final ShippedPrior prior;
    private final Supplier<SignalFindings> signals;
    private final AlertCheck alerts;
    private final String database;
    private final Supplier<Optional<String>> databaseProblem;

    /**
     * Asks nobody yet.
     *
     * @param signals where logs and metrics come from
     * @param alerts where incidents come from
     * @param database how people call it: embedded and its directory, or an external one
     * @param databaseProblem why it cannot be written to, in one sentence
     */
    Checks(
            Settings settings,
            AppIdentity identity,
            GitHubTokens tokens,
            RepositoryMemory repositories,
            RepositoryChoices choices,
            DeliveryMemory deliveries,
            RefusedSignatures refusedSignatures,
            ShippedPrior prior,
            Supplier<SignalFindings> signals,
            AlertCheck alerts,
            String database,
            Supplier<Optional<String>> databaseProblem) {
        this.settings = settings;
        this.identity = identity;
        this.tokens = tokens;
        this.repositories = repositories;
        this.choices = choices;
        this.deliveries = deliveries;
        this.refusedSignatures = refusedSignatures;
        this.prior = prior;
        this.signals = signals;
        this.alerts = alerts;
        this.database = database;
        this.databaseProblem = databaseProblem;
    }

    @Override
    public List<BackendCheck> get() {
        List<BackendCheck> checks = new ArrayList<>();
        try {
            List<TrackedRepository> all = repositories.all();
            checks.add(databaseProblem
                    .get()
                    .map(it -> fail("database", database + ": cannot write", it))
                    .orElseGet(() -> ok("database", database)));
            checks.add(local(all));
            checks.add(github(all));
            checks.add(WebhookCheck.of(!identity.webhookSecrets().isEmpty(), deliveries.figures()));
            checks.add(alerts.get());
        } catch (DataAccessException e) {
            checks.add(fail(
                    "database",
                    database + ": does not answer",
                    databaseProblem.get().orElse("look at its log; RootOps goes on by itself when it is back")));
        }
        refusedSignatures.said().map(SignatureWarning::of).ifPresent(checks::add);
        tokens.app()
                .map(InstallationTokens::clockAhead)
                .filter(it -> !it.isZero())
                .map(it -> ClockCheck.of(new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()), it))
                .ifPresent(checks::add);
        if (prior.problem() != null) {
            checks.add(prior.check());
        }
        DataVolume.check(settings).ifPresent(checks::add);
        checks.add(AccessCheck.of(settings));
        checks.addAll(signals.get().checks());
        return checks;
    }

    private static BackendCheck local(List<TrackedRepository> all) {
        return repositories("git", all, Kind.LOCAL, "local repositories: rootops serve --repo PATH");
    }

    private BackendCheck github(List<TrackedRepository> all) {
        RepositoryChoices.Listing listing = choices.listing();
        String how = listing.offered()
                ? "choose one on the overview"
                : identity.app().isPresent() ? "install the GitHub App on an account" : "set GITHUB_REPO=owner/name";
        BackendCheck check = repositories("github", all, Kind.GITHUB, "repositories on GitHub: " + how);
        Optional<String> problem = identity.app().isEmpty()
                ? Optional.empty()
                : repositories.standings().problem();
        if (problem.isPresent() && check.state() != BackendCheck.State.FAIL) {
            return new BackendCheck(
                    "github",
                    BackendCheck.State.FAIL,
                    "does not say where the App is installed",
                    List.of(settings.githubApiUrl().toString()),
                    problem.get(),
                    List.of());
        }
        if (listing.problem() != null && check.state() != BackendCheck.State.FAIL) {
            return new BackendCheck(
                    "github",
                    BackendCheck.State.FAIL,
                    "does not say what GITHUB_TOKEN can read",
                    List.of(settings.githubApiUrl().toString()),
                    listing.problem(),
                    List.of());
        }
        if (check.state() != BackendCheck.State.OK) {
            return check;
        }
        String when = settings.autoPolling()
                ? "looked at every " + settings.githubPollInterval().toSeconds() + " s"
                : "fetched at the start only";
        return ok(
                "github",
                check.text() + ", " + when
                        + (settings.githubToken() == null && identity.app().isEmpty() ? ", without a token" : ""));
    }

    private static BackendCheck repositories(String subject, List<TrackedRepository> all, Kind kind, String wouldAdd) {
        List<TrackedRepository> these = all.stream()
                .filter(it -> it.kind() == kind && it.pause() == null)
                .toList();
        if (these.isEmpty()) {
            return none(subject, "none followed", wouldAdd);
        }
        List<TrackedRepository> failed =
                these.stream().filter(it -> it.state() == State.FAILED).toList();
        if (!failed.isEmpty()) {
            TrackedRepository first = failed.get(0);
            return new BackendCheck(
                    subject,
                    BackendCheck.State.FAIL,
                    failed.size() + " of " + these.size() + " cannot be read: " + first.name(),
                    failed.stream().map(TrackedRepository::location).toList(),
                    first.problem(),
                    List.of());
        }
        return ok(subject, these.size() == 1 ? these.get(0).name() : these.size() + " repositories");
    }

    private static BackendCheck ok(String subject, String text) {
        return new BackendCheck(subject, BackendCheck.State.OK, text, List.of(), null, List.of());
    }

    private static BackendCheck fail(String subject, String text, String fix) {
        return new BackendCheck(subject, BackendCheck.State.FAIL, text, List.of(), fix, List.of());
    }

    private static BackendCheck none(String subject, String text, String wouldAdd) {
        return new BackendCheck(subject, BackendCheck.State.NONE, text, List.of(), null, List.of(wouldAdd));
    }
}

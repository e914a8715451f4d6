package io.rootops.app;

import io.rootops.app.check.CheckPolling;
import io.rootops.app.deployment.DeploymentPolling;
import io.rootops.app.github.ChecksApi;
import io.rootops.app.github.DeploymentsApi;
import io.rootops.app.github.OwnChecks;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.RepositoryLists;
import io.rootops.app.installation.PollPause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.TokenBudgetMemory;
import io.rootops.core.memory.WebhookHealth;
import io.rootops.core.schedule.PollSchedule;
import io.rootops.core.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What GitHub is asked for besides the code, at the interval of the settings: pull requests, issues, deployments
 * and checks that no event told of. Code that waits for nothing of it is read on its own.
 */
final class Polls implements AutoCloseable {
    private static final Duration ONLY_ONCE = Duration.ofDays(36_500);

    private final Settings settings;
    private final RepositoryMemory repositories;
    private final WebhookHealth webhooks;
    private final Predicate<RepositoryId> byList;
    private final ReadingRequests requests;
    private final TokenBudgetMemory tokenBudget;
    private final RepositoryLists lists;
    private final Pulls pulls;
    private final DeploymentPolling deployments;
    private final CheckPolling checks;
    private final Consumer<RepositoryId> readNow;
    private final PollPause pause;
    private final PollSchedule schedule;

    /**
     * @param byList whether the pushes of a repository are found in the list of an installation of the App
     * @param own checks, which are not asked for
     * @param readNow called where something is to be read
     */
    Polls(
            Settings settings,
            Memory memory,
            Predicate<RepositoryId> byList,
            RepositoryLists lists,
            Pulls pulls,
            OwnChecks own,
            Consumer<RepositoryId> readNow) {
        this.settings = settings;
        this.repositories = memory.repositories();
        this.webhooks = memory.webhookHealth();
        this.byList = byList;
        this.requests = memory.webhooks().requests();
        this.tokenBudget = memory.tokenBudget();
        this.lists = lists;
        this.pulls = pulls;
        InstantSource clock = InstantSource.system();
        Refusals refusals = new Refusals(memory.refusals(), clock);
        this.deployments = new DeploymentPolling(
                memory.deployments(), new DeploymentsApi(lists), refusals, between(settings), clock);
        this.checks = new CheckPolling(
                memory.checks(), memory.checkPolls(), new ChecksApi(lists), refusals, own, between(settings), clock);
        this.readNow = readNow;
        this.pause = new PollPause(settings.githubPollInterval(), RandomGenerator.getDefault());
        this.schedule = new PollSchedule(memory.dataSource(), this::poll, RandomGenerator.getDefault());
    }

    /** At least between two polls of one thing: what is called more often than the interval asks for nothing. */
    static Duration between(Settings settings) {
        return settings.autoPolling() ? settings.githubPollInterval().dividedBy(2) : ONLY_ONCE;
    }

    void start() {
        // The settings may name another token than at the last start.
        tokenBudget.forget();
        schedule.start();
    }

    /** From now on it is polled for. */
    void ensure(TrackedRepository repository) {
        if (repository.kind() == TrackedRepository.Kind.GITHUB) {
            schedule.ensure(repository.id());
        }
    }

    void pollNow(RepositoryId repository) {
        schedule.pollNow(repository);
    }

    private Optional<Duration> poll(RepositoryId id) {
        TrackedRepository repository = repositories
                .byId(id)
                .filter(it -> it.kind() == TrackedRepository.Kind.GITHUB && it.pause() == null)
                .orElse(null);
        if (repository == null) {
            // The next reading has it polled for again.
            return Optional.empty();
        }
        try {
            return ask(repository);
        } catch (RuntimeException e) {
            if (DatabaseException.isOutage(e) || repositories.byId(id).isPresent()) {
                throw e;
            }
            return Optional.empty(); // removed meanwhile
        } finally {
            Optional.ofNullable(settings.githubToken()).flatMap(lists::left).ifPresent(tokenBudget::store);
        }
    }

    private Optional<Duration> ask(TrackedRepository repository) {
        RepositoryId id = repository.id();
        if (pulls.pollIfFree(repository)) {
            requests.ask(id);
            readNow.accept(id);
        }
        pulls.enrich(repository);
        pulls.pollIssues(repository);
        deployments.poll(repository);
        deployments.tags(repository);
        checks.poll(repository);
        return settings.autoPolling() ? Optional.of(pause(repository)) : Optional.empty();
    }

    /** Until a repository on GitHub is to be looked at again by itself: longer where events tell of everything at once. */
    Duration pause(TrackedRepository repository) {
        return pause.next(healthy(repository));
    }

    private boolean healthy(TrackedRepository repository) {
        return byList.test(repository.id())
                ? repositories.standings().of(List.of(repository)).stream()
                        .anyMatch(it -> it.installationId() != null
                                && webhooks.ofInstallation(it.installationId(), PollPause.HEALTHY))
                : webhooks.ofRepository(repository.id(), PollPause.HEALTHY);
    }

    @Override
    public void close() {
        schedule.close();
    }
}

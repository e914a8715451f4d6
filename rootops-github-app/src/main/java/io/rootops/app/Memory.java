package io.rootops.app;

import io.rootops.app.access.AccessControl;
import io.rootops.app.github.CloneProgress;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubForge;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.RemoteClone;
import io.rootops.app.prior.ShippedPrior;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.app.webhook.WebhookMemory;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.DeploymentWatch;
import io.rootops.core.engine.Following;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.JudgedServices;
import io.rootops.core.engine.Learning;
import io.rootops.core.engine.ListedReading;
import io.rootops.core.engine.OriginLearning;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.PatternSearch;
import io.rootops.core.engine.PullRequestReading;
import io.rootops.core.engine.QuietDayReplay;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.engine.SharedAnnouncements;
import io.rootops.core.engine.SuspectSearch;
import io.rootops.core.engine.SuspicionWatch;
import io.rootops.core.forge.CommitListing;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.memory.AlertInbox;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CheckPolls;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DeliveryCauses;
import io.rootops.core.memory.DeliveryLogMemory;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.GitHubAppMemory;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.HealthMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.MetricMemory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.OriginGround;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.ReportIntake;
import io.rootops.core.memory.ReportOutbox;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.ServiceStarts;
import io.rootops.core.memory.SpeakingAnomalies;
import io.rootops.core.memory.SuspectCommits;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.SuspectSubjects;
import io.rootops.core.memory.SuspicionMemory;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.memory.TokenBudgetMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.memory.UnusualLogs;
import io.rootops.core.memory.UnwatchedDeployments;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.VitalsMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WebhookHealth;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.schedule.InstallationSchedule;
import io.rootops.core.schedule.PollSchedule;
import io.rootops.core.schedule.ReportSchedule;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SignalPages;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.dashboard.DeploymentFacts;
import io.rootops.dashboard.IncidentFacts;
import io.rootops.dashboard.SignalFacts;
import io.rootops.dashboard.SuspicionFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The opened memory and what reads repositories into it: the part that the server and the backfill share. */
final class Memory implements AutoCloseable {
    private static final int MINING_THREADS =
            Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final Settings settings;
    private final @Nullable EmbeddedPostgres postgres;
    private final Database database;
    private final ShippedPrior prior = ShippedPrior.inThisBuild();

    /**
     * Opens it, starting the embedded PostgreSQL where no other is named.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence; also when another process holds
     *     the data directory
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    Memory(Settings settings) {
        this(settings, Optional.empty());
    }

    /**
     * The same; where a server holds the data directory, as a client of its database, like a replica.
     *
     * @throws io.rootops.core.memory.postgres.PostgresStartException in one sentence
     * @throws io.rootops.core.memory.DatabaseException in one sentence
     */
    static Memory beside(Settings settings) {
        return new Memory(
                settings, settings.databaseUrl() != null ? Optional.empty() : RunningPostgres.in(settings.home()));
    }

    private Memory(Settings settings, Optional<RunningPostgres> running) {
        this.settings = settings;
        GitEnvironment.install();
        if (settings.databaseUrl() != null) {
            postgres = null;
            database = Database.open(settings.databaseUrl().value());
            return;
        }
        if (running.isPresent()) {
            postgres = null;
            database = Database.beside(running.get());
            return;
        }
        postgres = EmbeddedPostgres.start(settings.home());
        try {
            database = Database.embedded(postgres);
            releaseAll(database);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** Gives back what processes hold that are no more: nobody else may work on this database. */
    static void releaseAll(Database database) {
        RepositorySchedule.releaseAll(database.dataSource());
        new WebhookInbox(database.dsl()).releaseAll();
        ReportSchedule.releaseAll(database.dataSource());
        InstallationSchedule.releaseAll(database.dataSource());
        PollSchedule.releaseAll(database.dataSource());
    }

    /** How people call the database. */
    String where() {
        return postgres == null ? "external PostgreSQL" : "embedded, in " + settings.home();
    }

    /** Why the database cannot be written to, in one sentence; empty: it is not ours, or nothing is known. */
    Optional<String> problem() {
        return postgres == null ? Optional.empty() : postgres.problem();
    }

    /** The same for machines. */
    String kind() {
        return postgres == null ? "external" : "embedded";
    }

    HealthMemory health() {
        return new HealthMemory(database.dsl());
    }

    DeploymentWatch deploymentWatch(Supplier<Optional<MetricsBackend>> metrics) {
        return new DeploymentWatch(
                new UnwatchedDeployments(database.dsl()),
                watched(),
                verdicts(),
                deployments(),
                new LogHistory(database.dsl()),
                logSources(),
                new LearnedServices(serviceOrigins()),
                metrics,
                InstantSource.system());
    }

    /** @param patience a source of logs that was not read for so long is not waited for */
    SuspicionWatch suspicionWatch(Duration patience) {
        return new SuspicionWatch(
                new SuspicionMemory(database.dsl()),
                new UnusualLogs(database.dsl()),
                new SpeakingAnomalies(database.dsl()),
                logSources(),
                new LearnedServices(serviceOrigins()),
                judgedServices(),
                patience,
                InstantSource.system());
    }

    QuietDayReplay quietDayReplay() {
        return new QuietDayReplay(
                new QuietDays(database.dsl()),
                new UnusualLogs(database.dsl()),
                judgedServices(),
                new IncidentMemory(database.dsl()),
                InstantSource.system());
    }

    private JudgedServices judgedServices() {
        return new JudgedServices(new LearnedServices(serviceOrigins()), watched());
    }

    SuspicionFacts suspicions() {
        return new SuspicionFacts(new Suspicions(database.dsl()), new QuietDays(database.dsl()));
    }

    DeploymentFacts deploymentFacts() {
        return new DeploymentFacts(
                watched(),
                verdicts(),
                deployments(),
                new ServedDeployments(database.dsl()),
                new LiveCommits(database.dsl()),
                new VerdictAnswers(database.dsl()),
                new RevertTrials(this::clone, InstantSource.system()));
    }

    WatchedDeployments watched() {
        return new WatchedDeployments(database.dsl());
    }

    VerdictMemory verdicts() {
        return new VerdictMemory(database.dsl());
    }

    LogSources logSources() {
        return new LogSources(database.dsl());
    }

    LogMemory logs() {
        return new LogMemory(database.dsl());
    }

    LoggedServices loggedServices() {
        return new LoggedServices(database.dsl());
    }

    ServiceOrigins serviceOrigins() {
        return new ServiceOrigins(database.dsl(), InstantSource.system());
    }

    OriginLearning originLearning() {
        return new OriginLearning(
                new OriginGround(database.dsl()),
                serviceOrigins(),
                new ServiceStarts(database.dsl()),
                InstantSource.system());
    }

    MetricSources metricSources() {
        return new MetricSources(database.dsl());
    }

    MetricMemory metrics() {
        return new MetricMemory(database.dsl());
    }

    SignalFacts signalFacts(SignalPages pages) {
        return new SignalFacts(
                new MetricHistory(database.dsl()),
                new LogHistory(database.dsl()),
                new TemplateChanges(database.dsl()),
                pages);
    }

    MeasuredServices measuredServices() {
        return new MeasuredServices(database.dsl());
    }

    IncidentFacts incidents(Announcements announcements) {
        return new IncidentFacts(
                new IncidentMemory(database.dsl()),
                new IncidentAnswers(database.dsl()),
                new SuspectRankings(database.dsl()),
                new ChangeEvents(database.dsl()),
                new ChangeSuspects(
                        new ChangeEvents(database.dsl()),
                        new IncidentMemory(database.dsl()),
                        WeightsDocument.shipped()),
                incidentReporting(announcements));
    }

    SuspectSearch suspectSearch(Announcements announcements) {
        return new SuspectSearch(
                new SuspectSubjects(database.dsl()),
                new SuspectRankings(database.dsl()),
                new SuspectCommits(database.dsl()),
                watched(),
                ranges(),
                repositories(),
                this::clone,
                new IncidentAnswers(database.dsl()),
                WeightsDocument.shipped(),
                announcements,
                InstantSource.system());
    }

    private Optional<Path> clone(TrackedRepository repository) {
        return repository.kind() == TrackedRepository.Kind.LOCAL
                ? Optional.of(Path.of(repository.location()))
                : RemoteClone.existing(settings.home().resolve("repositories"), repository.location());
    }

    IncidentReporting incidentReporting(Announcements announcements) {
        return new IncidentReporting(database.dsl(), announcements);
    }

    AlertMemory alerts() {
        return new AlertMemory(database.dsl());
    }

    AlertInbox alertInbox() {
        return new AlertInbox(database.dsl());
    }

    VitalsMemory vitals() {
        return new VitalsMemory(database.dsl());
    }

    DeliveryCauses causes() {
        return new DeliveryCauses(database.dsl());
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** @param here told of what changed here and elsewhere */
    SharedAnnouncements announcements(Announcements here) {
        return new SharedAnnouncements(database.notices(), here);
    }

    ReportIntake reportIntake() {
        return new ReportIntake(database.dsl());
    }

    ReportOutbox reportOutbox() {
        return new ReportOutbox(database.dsl());
    }

    RepositoryMemory repositories() {
        return new RepositoryMemory(database.dsl());
    }

    CommitMemory commits() {
        return new CommitMemory(database.dsl());
    }

    CommitRanges ranges() {
        return new CommitRanges(database.dsl());
    }

    TokenBudgetMemory tokenBudget() {
        return new TokenBudgetMemory(database.dsl());
    }

    WebhookHealth webhookHealth() {
        return new WebhookHealth(database.dsl());
    }

    InstallationMemory installations() {
        return new InstallationMemory(database.dsl());
    }

    InstalledRepositories installedRepositories() {
        return new InstalledRepositories(database.dsl(), settings.githubUrl());
    }

    PullRequestMemory pulls() {
        return new PullRequestMemory(database.dsl());
    }

    IssueMemory issues() {
        return new IssueMemory(database.dsl());
    }

    CheckMemory checks() {
        return new CheckMemory(database.dsl());
    }

    CheckPolls checkPolls() {
        return new CheckPolls(database.dsl());
    }

    DeploymentMemory deployments() {
        return new DeploymentMemory(database.dsl());
    }

    RefusalMemory refusals() {
        return new RefusalMemory(database.dsl());
    }

    FilePasts files() {
        return new FilePasts(database.dsl());
    }

    Following following() {
        return new Following(repositories(), settings.githubUrl());
    }

    /** What other projects teach. */
    ShippedPrior prior() {
        return prior;
    }

    WebhookMemory webhooks() {
        return new WebhookMemory(
                new WebhookInbox(database.dsl()),
                new DeliveryMemory(database.dsl()),
                new GitHubIdentities(database.dsl()),
                new ReadingRequests(database.dsl()),
                new ToldHeads(database.dsl()),
                new Retention(database.dsl(), InstantSource.system(), settings.retention()));
    }

    DeliveryLogMemory deliveryLog(GitHubApp app) {
        return new DeliveryLogMemory(database.dsl(), app.id());
    }

    Connection connection() {
        KeyFile keyFile = new KeyFile(settings.keyFile());
        GitHubAppMemory apps = new GitHubAppMemory(database.dsl(), keyFile, settings.githubUrl());
        return new Connection(settings, apps, keyFile, InstantSource.system());
    }

    LearningMemory learned() {
        return new LearningMemory(database.dsl());
    }

    OutcomeMemory outcomes() {
        return new OutcomeMemory(database.dsl());
    }

    PatternMemory patterns() {
        return new PatternMemory(database.dsl());
    }

    HotspotSearch hotspots() {
        return new HotspotSearch(database.dsl(), this::clone);
    }

    PatternSearch patternSearch(Announcements announcements) {
        return new PatternSearch(
                database.dsl(),
                InstantSource.system(),
                announcements,
                PatternRule.of(settings.patternThreshold()),
                settings.continuousLearning());
    }

    Learning learning(Announcements announcements) {
        return new Learning(
                database.dsl(), InstantSource.system(), announcements, prior.prior(), settings.continuousLearning());
    }

    LoginMemory logins() {
        return new LoginMemory(database.dsl(), InstantSource.system());
    }

    /** @param warning on each of its pages; null: none */
    AccessControl access(@Nullable String warning) {
        InstantSource clock = InstantSource.system();
        return new AccessControl(
                settings.access(), settings.url(), new TokenMemory(database.dsl(), clock), logins(), clock, warning);
    }

    Analysis analysis(Announcements announcements) {
        return new Analysis(database.dsl(), InstantSource.system(), announcements);
    }

    /**
     * What reads repositories.
     *
     * @param tokens for reading repositories on GitHub
     * @param listing tells of commits that cannot be fetched; null: they wait until they can
     */
    RepositoryReading reading(GitHubTokens tokens, @Nullable CommitListing listing, Announcements announcements) {
        InstantSource clock = InstantSource.system();
        RemoteClone clones = new RemoteClone(
                settings.home().resolve("repositories"),
                new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()),
                tokens,
                CloneProgress.SILENT);
        GitHubForge forge = new GitHubForge(clones, settings.githubUrl());
        OtherBranches branches = new OtherBranches(database.dsl(), clock, announcements, settings.analyzeNewCommits());
        ListedReading listed = listing == null
                ? null
                : new ListedReading(
                        database.dsl(), listing, prior.prior(), clock, announcements, settings.analyzeNewCommits());
        return new RepositoryReading(
                repositories(),
                forge,
                new Ingest(database.dsl(), clock, announcements, MINING_THREADS, settings.analyzeNewCommits()),
                branches,
                new PullRequestReading(database.dsl(), forge, branches, listed, clock, announcements),
                listed,
                announcements);
    }

    @Override
    public void close() {
        database.close();
        if (postgres != null) {
            postgres.close();
        }
    }
}

package io.rootops.app;

import io.rootops.app.access.AccessControl;
import io.rootops.app.alert.Alerts;
import io.rootops.app.check.CheckHandler;
import io.rootops.app.check.StatusHandler;
import io.rootops.app.container.DataVolume;
import io.rootops.app.deployment.DeploymentHandler;
import io.rootops.app.deployment.PushedDeployments;
import io.rootops.app.github.CloneSweep;
import io.rootops.app.github.CommitsApi;
import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.OwnChecks;
import io.rootops.app.github.RepositoryLists;
import io.rootops.app.logs.DeliveryScope;
import io.rootops.app.ops.BuildVersion;
import io.rootops.app.ops.HealthServlet;
import io.rootops.app.ops.Heartbeat;
import io.rootops.app.ops.Metrics;
import io.rootops.app.ops.TextServlet;
import io.rootops.app.ops.VitalsReader;
import io.rootops.app.prior.ShippedRecord;
import io.rootops.app.pull.RerequestHandler;
import io.rootops.app.web.HttpServer;
import io.rootops.app.webhook.CatchUp;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.Webhooks;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Following;
import io.rootops.core.engine.Learning;
import io.rootops.core.engine.LogReading;
import io.rootops.core.engine.PatternSearch;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.engine.SharedAnnouncements;
import io.rootops.core.engine.SignalDetection;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.gate.GateRule;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.DeliveryCauses;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.memory.postgres.PostgresStartException;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Settings;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.file.FileLimits;
import io.rootops.core.signal.file.LogFiles;
import io.rootops.dashboard.CommitFacts;
import io.rootops.dashboard.ConnectPages;
import io.rootops.dashboard.Dashboard;
import io.rootops.dashboard.DashboardData;
import io.rootops.dashboard.EventHub;
import io.rootops.dashboard.learning.StoredLearning;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running RootOps: made in one order, closed in the reverse one. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LOCAL_POLL = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(60);
    private static final Duration AHEAD_AGAIN = Duration.ofSeconds(5);
    private static final Duration A_DAY = Duration.ofDays(1);
    /** What arrives within this time is learned from at once. */
    private static final Duration MORE_MAY_COME = Duration.ofSeconds(30);

    /** A scraper asks every few seconds, and there may be several. */
    private static final Duration VITALS_FRESH = Duration.ofSeconds(2);

    private static final Duration LOGS_PATIENCE = Duration.ofMinutes(15);

    private static final Duration VITALS_PATIENCE = Duration.ofSeconds(3);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Settings settings;
    private final Duration detection;
    private RepositoryMemory repositories;
    private ReadingRequests requests;
    private DeliveryCauses causes;
    private ToldHeads told;
    private RepositorySchedule schedule;
    private Polls polls;
    private CloneSweep sweep;
    private Predicate<RepositoryId> polledByList;
    private HttpServer http;

    @SuppressWarnings("NullAway.Init") // start() sets the rest or fails
    private Server(Settings settings, Duration detection) {
        this.settings = settings;
        this.detection = detection;
    }

    /**
     * Starts everything and returns when the dashboard answers; repositories are read in the background.
     *
     * @throws StartException in one sentence, with all that was started closed again
     */
    public static Server start(Settings settings, List<Path> localRepositories) throws StartException {
        return start(settings, localRepositories, SignalWatch.EACH_MINUTE);
    }

    /** The same, looking at this pause for what logs and metrics can be read from. */
    static Server start(Settings settings, List<Path> localRepositories, Duration detection) throws StartException {
        Server server = new Server(settings, detection);
        try {
            server.run(localRepositories);
            return server;
        } catch (PostgresStartException | DatabaseException | UnreadableRepositoryException | IOException e) {
            server.close();
            throw new StartException(Objects.requireNonNull(e.getMessage()), e);
        } catch (RuntimeException e) {
            server.close();
            if (DatabaseException.isOutage(e)) {
                throw new StartException(
                        "The database went away while RootOps was starting: look at its log, and start again when it is"
                                + " back.",
                        e);
            }
            throw e;
        }
    }

    /** Where the dashboard is. */
    public URI dashboard() {
        return http.address().resolve("/dashboard");
    }

    public RepositoryMemory repositories() {
        return repositories;
    }

    private void run(List<Path> localRepositories) throws UnreadableRepositoryException, IOException {
        for (Path directory : localRepositories) {
            // Said before anything is started.
            GitHistory.open(directory).close();
        }
        Metrics metrics = opened(new Metrics(BuildVersion.current()));
        Memory memory = opened(new Memory(settings));
        VitalsReader vitals = opened(new VitalsReader(
                () -> memory.vitals().read(VITALS_PATIENCE), VITALS_FRESH, VITALS_PATIENCE, System::nanoTime));
        metrics.watch(memory.dataSource());
        metrics.watch(settings.home());
        metrics.watch(vitals, memory.kind(), settings.continuousLearning());
        requests = memory.webhooks().requests();
        causes = memory.causes();
        told = memory.webhooks().told();
        repositories = memory.repositories();
        EventHub events = new EventHub();
        SharedAnnouncements announcements = opened(memory.announcements(events));
        Learning learning = memory.learning(announcements);
        PatternSearch patterns = memory.patternSearch(announcements);
        Connection connection = memory.connection();
        GitHubTokens tokens = GitHubTokens.of(settings, connection, InstantSource.system());
        InstalledRepositories installed = memory.installedRepositories();
        polledByList = id -> tokens.app().isPresent() && installed.polled(id);
        RepositoryLists lists = new RepositoryLists(
                new GitHubAddress(settings.githubUrl(), settings.githubApiUrl()), tokens, InstantSource.system());
        RepositoryReading reading = memory.reading(tokens, new CommitsApi(lists), announcements);
        DashboardData data = new DashboardData(
                repositories,
                memory.commits(),
                memory.ranges(),
                new StoredLearning(
                        memory.learned(), memory.outcomes(), memory.prior().problem()),
                memory.analysis(announcements),
                memory.webhooks().deliveries(),
                memory.pulls(),
                new CommitFacts(memory.checks(), memory.deployments(), memory.issues()),
                memory.files(),
                memory.patterns(),
                memory.hotspots(),
                memory.logSources(),
                memory.loggedServices(),
                memory.deploymentFacts(),
                memory.serviceOrigins(),
                memory.metricSources(),
                memory.measuredServices(),
                memory.suspicions(),
                memory.incidents(announcements),
                memory.signalFacts(settings.signalPages()),
                new GateRule(settings.gateHoldPercentile()),
                ShippedRecord.inThisBuild().of(memory.prior().prior()),
                () -> memory.health().read(VITALS_PATIENCE));
        Reports reports = opened(new Reports(memory, settings, tokens, data, metrics.reported()));
        Pulls pulls = new Pulls(memory, memory.incidentReporting(announcements), lists, Polls.between(settings));
        schedule = opened(new RepositorySchedule(
                memory.dataSource(),
                repositories::unread,
                id -> unlessRemoved(id, () -> {
                    Optional<TrackedRepository> before = repositories.byId(id).filter(it -> it.pause() == null);
                    before.ifPresent(it -> {
                        polls.ensure(it);
                        pulls.poll(it);
                    });
                    Optional<Duration> again = read(memory.learned(), reading, learning, patterns, reports, id);
                    before.ifPresent(pulls::enrich);
                    return again;
                }),
                id -> unlessRemoved(id, () -> ahead(reading, reports, id)),
                id -> unlessRemoved(id, () -> learn(learning, patterns, reports, id))));

        OwnChecks own = new OwnChecks(connection);
        polls = opened(new Polls(settings, memory, polledByList, lists, pulls, own, schedule::readNow));
        Installations installations = opened(new Installations(settings, memory, tokens, schedule, announcements));
        Webhooks webhooks = opened(new Webhooks(
                settings,
                connection::webhookSecrets,
                memory.webhooks(),
                schedule,
                installations.asked(),
                announcements,
                metrics.registry(),
                new PushedDeployments(memory.deployments()),
                handlers(memory, pulls, reports, own)));
        Alerts alerts = opened(new Alerts(
                memory.alertInbox(), memory.alerts(), settings.pagerDutySecret(), announcements, metrics.registry()));
        Following following = memory.following();
        TokenChoices choices = opened(new TokenChoices(
                settings,
                repositories,
                name -> schedule.readNow(following.remote(name).id()),
                announcements));
        LogFiles logFiles = new LogFiles(settings.logPaths(), ZoneId.systemDefault(), FileLimits.DEFAULT);
        SignalWatch signals = opened(new SignalWatch(
                new SignalDetection(settings, () -> logFiles.find().files()),
                SignalFindings.notAsked(
                        settings, "is being looked for", logFiles.find().files()),
                announcements));
        FoundMetrics measured = new FoundMetrics(signals, settings.prometheus(), memory.metricSources());
        AlertPolling alertPolling = opened(new AlertPolling(
                signals, settings.prometheus(), memory.alerts(), announcements, settings.metricPollInterval()));
        Checks checks = new Checks(
                settings,
                connection,
                tokens,
                repositories,
                choices,
                memory.webhooks().deliveries(),
                webhooks.refusedSignatures(),
                memory.prior(),
                signals,
                new AlertCheck(
                        memory.alerts(),
                        memory.alertInbox(),
                        settings.pagerDutySecret() != null,
                        alertPolling::problem),
                memory.where(),
                memory::problem);
        String warning = DataVolume.warning(settings);
        if (warning != null) {
            LOG.warn(warning);
        }
        AccessControl access = memory.access(warning);
        http = opened(new HttpServer(
                settings.bind(),
                settings.port(),
                servlets(
                        new Dashboard(data, checks, choices, events, InstantSource.system(), warning),
                        new ConnectPages(connection, InstantSource.system(), warning),
                        checks,
                        metrics),
                access,
                it -> webhooks.before(alerts.before(it, access.senders())),
                settings.webhookPort()));
        webhooks.startStoring();
        http.start();
        // Opened last and so closed first: the web server waits for the streams that it ends.
        opened(events).start();
        announcements.start();
        opened(new Heartbeat(memory.health(), BuildVersion.current())).start();
        sweep = opened(new CloneSweep(settings.home().resolve("repositories"), repositories::locations));
        sweep.start();

        for (Path directory : localRepositories) {
            following.local(directory);
        }
        Set<RepositoryId> named = settings.githubRepositories().stream()
                .map(it -> following.remote(it).id())
                .collect(Collectors.toSet());
        connection.whenForgotten(this::followByItself);
        if (connection.app().isEmpty() && connection.state().problem() == null) {
            repositories.resumeAll();
        }
        // Those that were followed before too, whoever named them then.
        repositories.all().forEach(it -> schedule.readNow(it.id()));
        // The settings may name another token than at the last start.
        memory.refusals().forgetAll();
        reports.start();
        schedule.start();
        polls.start();
        installations.start(named);
        webhooks.startWorking();
        alerts.start();
        webhooks.startCatchingUp(() -> connection
                .app()
                .flatMap(app -> tokens.app()
                        .map(it -> new CatchUp.Source(app.id(), it.deliveryLog(), memory.deliveryLog(app)))));
        choices.start();
        opened(ServerAddress.write(settings, http.address()));
        new LoginAnnouncement(settings, memory.logins()).announce(ServerAddress.read(settings));
        LOG.info("RootOps {}", BuildVersion.current());
        checks.get().forEach(it -> LOG.info("{} {}: {}", it.state().word(), it.subject(), it.text()));
        opened(new OriginWatch(
                        memory.serviceOrigins(),
                        memory.originLearning(),
                        settings.autoPolling() ? measured : Optional::empty))
                .start();
        opened(new SuspectLooks(memory.suspectSearch(announcements))).start();
        if (settings.autoPolling()) {
            signals.start(detection);
            opened(new LogPolling(
                            signals,
                            settings.loki(),
                            memory.logSources(),
                            new LogReading(memory.logSources(), memory.logs(), InstantSource.system()),
                            logFiles,
                            LogFilesName.of(settings),
                            settings.logPollInterval()))
                    .start();
            opened(new DeploymentLooks(memory.deploymentWatch(measured), measured::lookedFor, announcements))
                    .start();
            opened(new SuspicionLooks(
                            memory.suspicionWatch(patience(settings.logPollInterval())),
                            memory.quietDayReplay(),
                            () -> !(signals.get().loki() instanceof StoreFinding.NotAsked)))
                    .start();
            opened(new MetricPolling(measured, memory.metricSources(), memory.metrics(), settings.metricPollInterval()))
                    .start();
            alertPolling.start();
        } else {
            signals.startOnce();
        }
    }

    /** A reading may fail, or take its time. */
    private static Duration patience(Duration interval) {
        Duration several = interval.multipliedBy(3);
        return several.compareTo(LOGS_PATIENCE) > 0 ? several : LOGS_PATIENCE;
    }

    private List<EventHandler> handlers(Memory memory, Pulls pulls, Reports reports, OwnChecks own) {
        List<EventHandler> handlers = new ArrayList<>(pulls.handlers(requests, schedule, polls::pollNow));
        handlers.addAll(DeploymentHandler.all(memory.deployments(), polls::pollNow));
        handlers.add(CheckHandler.ofRuns(RerequestHandler.ofRuns(reports::again), memory.checks(), own::own));
        handlers.add(CheckHandler.ofSuites(RerequestHandler.ofSuites(reports::again), memory.checks(), own::own));
        handlers.add(new StatusHandler(memory.checks(), OwnChecks.CONTEXT));
        return handlers;
    }

    /** Without an App each repository is asked for itself. */
    private void followByItself() {
        repositories.resumeAll();
        repositories.all().forEach(it -> schedule.readNow(it.id()));
    }

    /** What is removed while it is worked on fails in any way, and is no failure. */
    private Optional<Duration> unlessRemoved(RepositoryId id, Supplier<Optional<Duration>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (DatabaseException.isOutage(e) || repositories.byId(id).isPresent()) {
                throw e;
            }
            sweep.soon();
            return Optional.empty();
        }
    }

    private Optional<Duration> read(
            LearningMemory learned,
            RepositoryReading reading,
            Learning learning,
            PatternSearch patterns,
            Reports reports,
            RepositoryId id) {
        long asked = requests.asked(id);
        List<String> named = causes.unread(id);
        try (DeliveryScope scope = DeliveryScope.of(named)) {
            return read(learned, reading, learning, patterns, reports, id, asked, named);
        }
    }

    private Optional<Duration> read(
            LearningMemory learned,
            RepositoryReading reading,
            Learning learning,
            PatternSearch patterns,
            Reports reports,
            RepositoryId id,
            long asked,
            List<String> named) {
        // Learning does not wait for the other branches.
        Optional<TrackedRepository> before = reading.read(id, () -> learnSoon(learned, learning, patterns, id));
        if (repositories.byId(id).isEmpty()) {
            sweep.soon();
            return Optional.empty();
        }
        reports.news(before);
        learnSoon(learned, learning, patterns, id);
        Optional<Duration> poll = before.filter(it -> settings.autoPolling() && !polledByList.test(id))
                .map(it -> it.kind() == TrackedRepository.Kind.LOCAL ? LOCAL_POLL : polls.pause(it));
        Optional<Duration> owed = repositories.byId(id).flatMap(it -> owed(it, asked, named));
        return Stream.of(owed, poll).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private Optional<Duration> ahead(RepositoryReading reading, Reports reports, RepositoryId id) {
        try (DeliveryScope scope = DeliveryScope.of(causes.unread(id))) {
            boolean more = reading.ahead(id);
            reports.news(repositories.byId(id));
            return more ? Optional.of(AHEAD_AGAIN) : Optional.empty();
        }
    }

    /** After how long it is to be read again because somebody asked for it and has not got it; empty: nobody. */
    private Optional<Duration> owed(TrackedRepository repository, long answered, List<String> named) {
        if (repository.pause() == null && repository.state() == TrackedRepository.State.FAILED) {
            return requests.open().contains(repository.id()) ? Optional.of(AFTER_FAILURE) : Optional.empty();
        }
        requests.answered(repository.id(), answered);
        causes.read(repository.id(), named);
        if (!named.isEmpty()) {
            LOG.info("{}: read, as its webhooks asked", repository.name());
        }
        if (requests.open().contains(repository.id())) {
            return Optional.of(Duration.ZERO);
        }
        // Else some of it is known by GitHub's list of files only.
        return told.left(repository.id()) ? Optional.of(AFTER_FAILURE) : Optional.empty();
    }

    private void learnSoon(LearningMemory learned, Learning learning, PatternSearch patterns, RepositoryId id) {
        if (learning.due(id) || patterns.due(id)) {
            // Nothing is gained by waiting where a history was read for the first time.
            boolean first =
                    learned.progress(id).filter(it -> it.learnedAt() == null).isPresent();
            schedule.learnSoon(id, first ? Duration.ZERO : MORE_MAY_COME);
        }
    }

    private Optional<Duration> learn(Learning learning, PatternSearch patterns, Reports reports, RepositoryId id) {
        learning.learn(id);
        patterns.search(id);
        Optional<TrackedRepository> repository = repositories.byId(id);
        reports.news(repository);
        return repository.map(it -> A_DAY);
    }

    private Map<String, Servlet> servlets(Dashboard dashboard, ConnectPages connect, Checks checks, Metrics metrics)
            throws IOException {
        Map<String, Servlet> servlets = new LinkedHashMap<>(dashboard.servlets());
        servlets.putAll(connect.servlets());
        HealthServlet health = new HealthServlet(checks);
        servlets.put("/readyz", health);
        servlets.put("/healthz", health);
        servlets.put("/livez", new TextServlet("text/plain;charset=utf-8", () -> "ok\n"));
        String ping = "{\"version\":\"" + BuildVersion.current() + "\",\"api_version\":\"1\",\"repositories\":%d}\n";
        servlets.put(
                "/api/v1/ping",
                new TextServlet(
                        "application/json",
                        () -> ping.formatted(repositories.all().size())));
        servlets.put("/metrics", new TextServlet("text/plain; version=0.0.4; charset=utf-8", metrics::scrape));
        try (InputStream description = Objects.requireNonNull(
                Server.class.getResourceAsStream("/io/rootops/app/openapi.yaml"), "openapi.yaml is not in the jar")) {
            String text = new String(description.readAllBytes(), StandardCharsets.UTF_8);
            servlets.put("/openapi.yaml", new TextServlet("application/yaml", () -> text));
        }
        return servlets;
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception | LinkageError e) { // where the jar was written over, a class may be gone
                LOG.warn("{} did not close in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}

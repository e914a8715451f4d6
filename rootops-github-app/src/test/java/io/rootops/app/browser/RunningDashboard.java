package io.rootops.app.browser;

import io.rootops.app.access.AccessControl;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.app.web.HttpServer;
import io.rootops.core.access.AccessMode;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.Learning;
import io.rootops.core.engine.LogReading;
import io.rootops.core.engine.OriginLearning;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.engine.SuspectSearch;
import io.rootops.core.gate.GateRule;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.HealthMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IncidentReports;
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
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.ServiceStarts;
import io.rootops.core.memory.SuspectCommits;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.SuspectSubjects;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.risk.Prior;
import io.rootops.core.settings.SignalPages;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.Anomaly;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.testing.TestDatabase;
import io.rootops.dashboard.CommitFacts;
import io.rootops.dashboard.Dashboard;
import io.rootops.dashboard.DashboardData;
import io.rootops.dashboard.DeploymentFacts;
import io.rootops.dashboard.EventHub;
import io.rootops.dashboard.IncidentFacts;
import io.rootops.dashboard.SignalFacts;
import io.rootops.dashboard.SuspicionFacts;
import io.rootops.dashboard.learning.StoredLearning;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dashboard on a free port, over a database of its own. */
final class RunningDashboard implements AutoCloseable {
    private static final List<BackendCheck> BACKENDS = List.of(
            new BackendCheck("database", BackendCheck.State.OK, "PostgreSQL 18, embedded", List.of(), null, List.of()),
            new BackendCheck(
                    "github",
                    BackendCheck.State.WARN,
                    "no token: public repositories only, 60 calls an hour",
                    List.of("https://api.github.com"),
                    "Set GITHUB_TOKEN to a token that may read contents.",
                    List.of()),
            new BackendCheck(
                    "logs",
                    BackendCheck.State.NONE,
                    "not configured",
                    List.of(),
                    null,
                    List.of("error correlation", "new error templates after a deployment")),
            new BackendCheck(
                    "metrics",
                    BackendCheck.State.NONE,
                    "not configured",
                    List.of(),
                    null,
                    List.of("before and after a deployment")));

    private static final SignalPages PAGES = new SignalPages(
            URI.create("https://prometheus.example.com"), URI.create("https://grafana.example.com"), "mimir", "loki");

    private final TestDatabase memory = TestDatabase.create();
    private final Database database = memory.open();
    private final EventHub events = new EventHub();
    private final RepositoryMemory repositories = new RepositoryMemory(database.dsl());
    private final RepositoryReading reading;
    private final InstantSource clock;
    private final AccessMode mode;
    private final LoginMemory logins;
    private final URI address;
    private final InventedLearning learning = new InventedLearning(
            new StoredLearning(new LearningMemory(database.dsl()), new OutcomeMemory(database.dsl()), null));
    private HttpServer server;

    RunningDashboard(InstantSource clock) throws IOException {
        this(clock, AccessMode.LOCAL);
    }

    RunningDashboard(InstantSource clock, AccessMode mode) throws IOException {
        this.clock = clock;
        this.mode = mode;
        this.logins = new LoginMemory(database.dsl(), clock);
        this.reading = new RepositoryReading(
                repositories,
                (repository, first) -> {
                    throw new IllegalStateException("no forge here");
                },
                new Ingest(database.dsl(), clock, events, 2, true),
                new OtherBranches(database.dsl(), clock, events, true),
                events);
        events.start();
        this.server = start(0);
        this.address = server.address();
    }

    private HttpServer start(int port) throws IOException {
        Map<String, Servlet> servlets = new HashMap<>(new Dashboard(
                        new DashboardData(
                                repositories,
                                new CommitMemory(database.dsl()),
                                new CommitRanges(database.dsl()),
                                learning,
                                new Analysis(database.dsl(), clock, events),
                                new DeliveryMemory(database.dsl()),
                                new PullRequestMemory(database.dsl()),
                                new CommitFacts(
                                        new CheckMemory(database.dsl()),
                                        new DeploymentMemory(database.dsl()),
                                        new IssueMemory(database.dsl())),
                                new FilePasts(database.dsl()),
                                new PatternMemory(database.dsl()),
                                new HotspotSearch(database.dsl(), it -> Optional.of(Path.of(it.location()))),
                                new LogSources(database.dsl()),
                                new LoggedServices(database.dsl()),
                                new DeploymentFacts(
                                        new WatchedDeployments(database.dsl()),
                                        new VerdictMemory(database.dsl()),
                                        new DeploymentMemory(database.dsl()),
                                        new ServedDeployments(database.dsl()),
                                        new LiveCommits(database.dsl()),
                                        new VerdictAnswers(database.dsl()),
                                        new RevertTrials(it -> Optional.of(Path.of(it.location())), clock)),
                                new ServiceOrigins(database.dsl(), clock),
                                new MetricSources(database.dsl()),
                                new MeasuredServices(database.dsl()),
                                new SuspicionFacts(new Suspicions(database.dsl()), new QuietDays(database.dsl())),
                                new IncidentFacts(
                                        new IncidentMemory(database.dsl()),
                                        new IncidentAnswers(database.dsl()),
                                        new SuspectRankings(database.dsl()),
                                        new ChangeEvents(database.dsl()),
                                        new ChangeSuspects(
                                                new ChangeEvents(database.dsl()),
                                                new IncidentMemory(database.dsl()),
                                                WeightsDocument.shipped()),
                                        new IncidentReporting(database.dsl(), events)),
                                new SignalFacts(
                                        new MetricHistory(database.dsl()),
                                        new LogHistory(database.dsl()),
                                        new TemplateChanges(database.dsl()),
                                        PAGES),
                                new GateRule(95),
                                InventedLearning.PUBLIC,
                                () -> new HealthMemory(database.dsl()).read(Duration.ofSeconds(10))),
                        () -> BACKENDS,
                        RepositoryChoices.none(),
                        events,
                        clock,
                        null)
                .servlets());
        HttpServer started = new HttpServer(
                "127.0.0.1",
                port,
                servlets,
                new AccessControl(mode, null, new TokenMemory(database.dsl(), clock), logins, clock, null));
        started.start();
        return started;
    }

    /** Follows a repository and reads it to its end. */
    TrackedRepository read(String name, Path directory, @Nullable String webUrl) {
        TrackedRepository tracked = repositories.track(name, directory.toString(), Kind.LOCAL, webUrl);
        reading.read(tracked.id());
        return repositories.byId(tracked.id()).orElseThrow();
    }

    /** As a server that lives and was there yesterday. */
    void health() {
        HealthMemory health = new HealthMemory(database.dsl());
        health.beat("process-1-invented", "0.1.0");
        health.sample();
        execute("insert into database_size select day - 1, bytes - 1000000 from database_size");
    }

    /** Reads what an invented shop logged. */
    void logs() {
        LogSources sources = new LogSources(database.dsl());
        sources.claim("files", Duration.ZERO);
        try {
            new LogReading(sources, new LogMemory(database.dsl()), clock).read("files", new InventedLog());
        } catch (StoreException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that goes on, one that is held back and hostile, and one that is expected. */
    void suspicions() {
        execute(
                "insert into suspicion (id, repository_id, service, environment, kind, opened_at, told_at, last_seen_at,"
                        + " closed_at, answer, answered_by, answered_at) values"
                        + " ('00000000-0000-4000-8000-000000000001', (select min(id) from repository), 'till', 'production',"
                        + " 'new_error', now() - interval '20 minutes', now(), now(), null, null, null, null),"
                        + " ('00000000-0000-4000-8000-000000000002', null, '<b onclick=x>odd</b>', '', 'metric',"
                        + " now() - interval '10 minutes', null, now(), null, null, null, null),"
                        + " ('00000000-0000-4000-8000-000000000003', null, 'mailer', 'production', 'silence',"
                        + " now() - interval '2 days', now(), now() - interval '2 days', now() - interval '1 day', 'expected',"
                        + " 'the token ''<b onclick=x>ci</b>''', now())");
        execute(
                "insert into suspicion_finding (suspicion_id, number, kind, template, metric, first_at, last_at, value,"
                        + " expected, as_large, placebos) values"
                        + " ('00000000-0000-4000-8000-000000000001', 1, 'new_error', 'no till <*> <img src=x onerror=window.hacked=1>',"
                        + " null, now(), now(), 12, null, null, null),"
                        + " ('00000000-0000-4000-8000-000000000001', 2, 'errors_jump', null, null, now(), now(), 48, 3.25, 0, 5900),"
                        + " ('00000000-0000-4000-8000-000000000002', 1, 'metric', null, 'latency', now(), now(), 1.5, .2, null, null),"
                        + " ('00000000-0000-4000-8000-000000000003', 1, 'silence', null, null, now(), now(), 2700, 60, 0, 400)");
        execute("insert into quiet_day (day, services, alarms) values (current_date - 1, 12, 1)");
    }

    /** Of the first repository: one that holds, one that holds no longer, and one without enough evidence. */
    void patterns() {
        execute("insert into pattern_search (repository_id, version, threshold, revision, commits, bad, searched_at)"
                + " select min(id), 1, 0.7, 1, 500, 15, now() from repository");
        execute(
                "insert into pattern_memory (repository_id, kind, subject, partner, state, commits, bad, confidence, needed,"
                        + " found_at, checked, checked_bad, checked_base, checked_base_bad, examples)"
                        + " select min(id), 'path', 'src', '', 'pattern', 41, 9, 0.98, 9, now() - interval '200 days', 12, 3, 90, 3,"
                        + " '{\\x0123456789012345678901234567890123456789}'::bytea[] from repository"
                        + " union all select min(id), 'change', 'migration', '', 'faded', 41, 4, 0.6, 5, null, 0, 0, 0, 0, '{}'"
                        + " from repository"
                        + " union all select min(id), 'pair', 'a.java', '<img src=x onerror=window.hacked=1>', 'unproven', 6, 2,"
                        + " 0.4, 5, null, 0, 0, 0, 0, '{}' from repository");
        execute(
                "insert into deployment_pattern_search (repository_id, version, threshold, deployments, failed, searched_at)"
                        + " select min(id), 1, 0.7, 120, 11, now() from repository");
        execute(
                "insert into deployment_pattern (repository_id, kind, subject, state, deployments, failed, confidence, needed,"
                        + " found_at, checked, checked_failed, checked_base, checked_base_failed, examples)"
                        + " select min(id), 'commits', 'commits_more', 'pattern', 30, 9, 0.98, 7, now() - interval '60 days',"
                        + " 6, 2, 20, 2, '{\\x0123456789012345678901234567890123456789}'::bytea[] from repository"
                        + " union all select min(id), 'service', '<img src=x onerror=window.hacked=1>', 'unproven', 6, 2, 0.4, 5,"
                        + " null, 0, 0, 0, 0, '{}' from repository");
        recurringError();
    }

    /** In two incidents that were over long ago. */
    private void recurringError() {
        String days = " from repository, generate_series(now() - interval '301 days', now() - interval '300 days',"
                + " interval '1 day') day group by day";
        execute(
                "insert into incident_memory (id, repository_id, service, environment, title, severity, source, trust, state,"
                        + " began_at, ended_at, opened_at) select gen_random_uuid(), min(repository.id), 'till', 'production',"
                        + " 'No till', 'critical', 'alertmanager', .9, 'resolved', day, day + interval '1 hour', day"
                        + days);
        execute(
                "insert into suspicion (id, repository_id, service, environment, kind, opened_at, last_seen_at, closed_at,"
                        + " answer, answered_by, answered_at) select gen_random_uuid(), min(repository.id), 'till', 'production',"
                        + " 'new_error', day, day, day, 'confirmed', 'somebody', day" + days);
        execute("insert into suspicion_finding (suspicion_id, number, kind, template, first_at, last_at, value)"
                + " select id, 1, 'new_error', 'no till <*> <img src=x onerror=window.hacked=1>', opened_at, opened_at, 3"
                + " from suspicion where answered_by = 'somebody'");
    }

    /** One of a service of the first repository, that goes on; its id. */
    UUID incident() {
        Instant now = clock.instant();
        new AlertMemory(database.dsl())
                .tell(List.of(new Alert(
                        IncidentSource.ALERTMANAGER,
                        "f",
                        "g",
                        new ServiceName("till", "production"),
                        "HighErrorRate: many payments fail",
                        "More than a tenth of the payments of the last five minutes failed.",
                        Severity.CRITICAL,
                        "https://alerts.example.org/graph",
                        AlertStatus.FIRING,
                        now.minus(Duration.ofMinutes(20)),
                        null,
                        now.minus(Duration.ofMinutes(20)))));
        new IncidentReports(database.dsl())
                .tell(
                        new IncidentReport(
                                IncidentSource.REPORTED,
                                "r",
                                null,
                                new ServiceName("till", "production"),
                                "No till <img src=x onerror=window.hacked=1>",
                                "at shop.Till.open(Till.java:17) <img src=x onerror=window.hacked=1>\n".repeat(100),
                                Severity.HIGH,
                                "https://status.example.org/42",
                                now.minus(Duration.ofMinutes(15)),
                                null),
                        "the token '<b onclick=x>ci</b>'",
                        "ab".repeat(20));
        execute("update incident_memory set repository_id = (select min(id) from repository)");
        rankSuspects();
        UUID incident =
                new IncidentMemory(database.dsl()).newest(null, true, 1).get(0).id();
        changes(incident, now.minus(Duration.ofMinutes(20)));
        return incident;
    }

    /** More than are shown in full, the last of them after it began; one of them did not do it. */
    private void changes(UUID incident, Instant began) {
        ChangeEvents changes = new ChangeEvents(database.dsl());
        for (int i = 0; i < 8; i++) {
            ChangeEvents.Told told = changes.tell(
                    new ChangeReport(
                            "flag " + i,
                            null,
                            new ServiceName(i % 2 == 0 ? "till" : "", i % 3 == 0 ? "production" : ""),
                            ChangeKind.FEATURE_FLAG,
                            "Turn on payments <img src=x onerror=window.hacked=1> " + i,
                            i % 4 == 0 ? "https://flags.example.org/" + i : null,
                            began.minus(Duration.ofMinutes(25L * i - 10))),
                    "/flags, says <b onclick=x>ci</b>");
            if (i == 2) {
                new IncidentAnswers(database.dsl()).answer(incident, told.change(), false, "somebody");
            }
        }
    }

    /** A deployment to production that is told of as done. */
    void deployed(String repository, String id, String sha, Instant at) {
        new DeploymentReports(new DeploymentMemory(database.dsl()), new WatchedDeployments(database.dsl()), clock)
                .take(new DeploymentReports.Report(
                        repositories.named(repository).orElseThrow().id(),
                        id,
                        "production",
                        null,
                        sha,
                        "v" + id,
                        DeploymentState.SUCCESS,
                        at));
    }

    /** A deployment after which things got worse, and the one before it. */
    void deployment(String repository, String before, String sha) {
        RepositoryId id = repositories.named(repository).orElseThrow().id();
        DeploymentReports reports = new DeploymentReports(
                new DeploymentMemory(database.dsl()), new WatchedDeployments(database.dsl()), clock);
        Instant now = clock.instant();
        reports.take(new DeploymentReports.Report(
                id, "440", "production", null, before, "v1.3", DeploymentState.SUCCESS, now.minus(Duration.ofDays(2))));
        reports.take(new DeploymentReports.Report(
                id, "441", "production", null, sha, "v1.4", DeploymentState.SUCCESS, now.minus(Duration.ofHours(1))));
        execute("update deployment_watch set state = 'healthy', due_at = null where external_id = '440'");
        execute("update deployment_watch set state = 'regressed' where external_id = '441'");
        execute(
                "insert into deployment_verdict (repository_id, watch_id, look, state, at, notes) select repository_id, id,"
                        + " 60, 'regressed', now(), '{No instance was seen to begin}' from deployment_watch where external_id = '441'");
        execute("insert into verdict_metric (repository_id, watch_id, look, service, environment, kind, before, after,"
                + " as_large, placebos, finding) select repository_id, id, 60, 'till', 'production', kind, .12, .34, 3, 3900,"
                + " finding from deployment_watch, (values ('latency', 'agreed'), ('errors', 'agreed'), ('memory', 'none'))"
                + " v (kind, finding) where external_id = '441'");
        execute(
                "insert into verdict_log (repository_id, watch_id, look, number, service, environment, kind, template_id,"
                        + " template, events) select repository_id, id, 60, 1, 'till', 'production', 'new_error', 7,"
                        + " 'no till <*> for order <*>', 12 from deployment_watch where external_id = '441'");
        execute("insert into verdict_log (repository_id, watch_id, look, number, service, environment, kind, events,"
                + " expected, as_large, placebos) select repository_id, id, 60, 2, 'till', 'production', 'errors_jump', 31, 2.5,"
                + " 0, 3900 from deployment_watch where external_id = '441'");
        execute("insert into verdict_metric (repository_id, watch_id, look, service, environment, kind, before, after,"
                + " as_large, placebos, finding) select repository_id, id, 60, 'mailer', 'production', 'memory', 1e8, 1e8,"
                + " 900, 3900, 'none' from deployment_watch where external_id = '441'");
        errors();
        rankSuspects();
    }

    /** All that wait for it. */
    void rankSuspects() {
        SuspectSearch search = new SuspectSearch(
                new SuspectSubjects(database.dsl()),
                new SuspectRankings(database.dsl()),
                new SuspectCommits(database.dsl()),
                new WatchedDeployments(database.dsl()),
                new CommitRanges(database.dsl()),
                repositories,
                it -> Optional.of(Path.of(it.location())),
                new IncidentAnswers(database.dsl()),
                WeightsDocument.shipped(),
                part -> {},
                clock);
        while (search.next()) {
            // More waits.
        }
    }

    /** Of the till in production: one that is gone, one that is new, one as before. */
    private void errors() {
        execute("insert into service (name, environment, first_seen_at, last_seen_at) values"
                + " ('till', 'production', now() - interval '20 days', now()) on conflict (name, environment)"
                + " do update set first_seen_at = excluded.first_seen_at, last_seen_at = now()");
        execute("insert into log_template (service_id, number, text, level, error, samples, events, first_seen_at,"
                + " last_seen_at) select id, 9000 + number, text, 4, true, '{}', 1, now(), now() from service,"
                + " (values (1, 'no till <*> for order <*>'), (2, 'printer of till <*> is out of paper'),"
                + " (3, '<img src=x onerror=window.hacked=1> <*>')) v (number, text)"
                + " where name = 'till' and environment = 'production'");
        String minute = "date_trunc('minute', now())";
        execute("insert into error_count (template_id, minute, events) select t.id, " + minute
                + " - interval '1 minute' * m, 2"
                + " from log_template t, generate_series(1, 400) m where (number = 9001 and m <= 55)"
                + " or (number = 9002 and m between 70 and 90) or (number = 9003 and m % 9 = 0)");
        execute("insert into log_count (service_id, minute, events, errors) select id, " + minute
                + " - interval '1 minute' * m, 20, case when m <= 55 then 2 else (m % 9 = 0)::integer end"
                + " from service, generate_series(1, 12960) m where name = 'till' and environment = 'production'");
    }

    /** Of the services that logged, and of two more, one of each state. */
    void origins() {
        execute("insert into repository (name, location, kind) values ('acme/till', 'till', 'local'),"
                + " ('ana/till', 'fork', 'local')");
        execute("insert into service (name, environment, first_seen_at, last_seen_at) values"
                + " ('outer', 'production', now(), now()), ('<b onclick=x>odd</b>', '', now(), now())");
        ServiceOrigins origins = new ServiceOrigins(database.dsl(), clock);
        new OriginLearning(new OriginGround(database.dsl()), origins, new ServiceStarts(database.dsl()), clock).learn();
        origins.correct(new ServiceName("outer", "production"), null, "", "somebody on this machine");
        origins.correct(
                new ServiceName("mailer", "production"),
                repositories.named("acme/shop").orElseThrow().id(),
                "src/main",
                "the token '<b onclick=x>ci</b>'");
    }

    /** As if an invented shop had been measured. */
    void metrics() {
        Instant now = clock.instant();
        ServiceName till = new ServiceName("till", "production");
        ServiceName hostile = new ServiceName("<img src=x onerror=window.hacked=1>", "");
        MetricSources sources = new MetricSources(database.dsl());
        sources.claim("prometheus", Duration.ZERO);
        MetricMemory measured = new MetricMemory(database.dsl());
        measured.store(
                "prometheus",
                List.of(
                        new Measurement(till, MetricKind.REQUESTS, now, 3.25, new UsualBand(12, 18.5)),
                        new Measurement(till, MetricKind.ERRORS, now, 0, new UsualBand(0, 0)),
                        new Measurement(till, MetricKind.LATENCY, now, 0.225, new UsualBand(0.15, 0.3)),
                        new Measurement(till, MetricKind.CPU, now, 0.5, null),
                        new Measurement(till, MetricKind.RESTARTS, now, 1, null),
                        new Measurement(hostile, MetricKind.MEMORY, now, 1.5e9, null)),
                List.of("Of 1,000 services the 200 are read of which most is measured."));
        measured.keep(till, InventedSeries.until(now));
        measured.asked(
                till,
                Map.of(
                        MetricKind.REQUESTS,
                        "sum(rate(http_requests_total{job=\"till\"}[5m]))",
                        MetricKind.LATENCY,
                        "latency{job=\"till\"}"));
        measured.keep(
                hostile,
                Map.of(
                        MetricKind.MEMORY,
                        Series.of(RecentSteps.floor(now.minusSeconds(900)), RecentSteps.STEP, 1e9, 2e9)));
        measured.found(
                "prometheus",
                List.of(
                        new FoundAnomaly(till, MetricKind.LATENCY, new Anomaly(now, 1.25, 0.2, 0.75), true),
                        new FoundAnomaly(till, MetricKind.CPU, new Anomaly(now, 2, 0.5, 0.5), false)),
                now);
    }

    /** Learns from a repository that was read, as the server does. */
    void learn(TrackedRepository repository, Prior prior) {
        new Learning(database.dsl(), clock, events, prior, true).learn(repository.id());
    }

    /** What was learned. */
    InventedLearning learning() {
        return learning;
    }

    void execute(String sql) {
        memory.execute(sql);
    }

    RepositoryMemory repositories() {
        return repositories;
    }

    /** The address that signs in once. */
    URI loginLink() {
        return URI.create(
                address + Links.login(logins.newLink(LoginMemory.Origin.COMMAND).text()));
    }

    EventHub events() {
        return events;
    }

    URI address() {
        return address;
    }

    void stop() {
        server.close();
    }

    void startAgain() throws IOException {
        server = start(address.getPort());
    }

    @Override
    public void close() {
        events.close();
        server.close();
        database.close();
        memory.close();
    }
}

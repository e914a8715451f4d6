package io.rootops.dashboard;

import io.rootops.core.deployment.Ladder;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.HealthView;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of this module: the pages and the dashboard API as servlets. Every address without another servlet is
 * answered too, by the page that says so.
 */
public final class Dashboard {
    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();

    /**
     * Makes all of them.
     *
     * @param backends asked for at each overview; must answer at once
     * @param warning on each page; null: none
     */
    public Dashboard(
            DashboardData data,
            Supplier<List<BackendCheck>> backends,
            RepositoryChoices choices,
            EventHub events,
            InstantSource clock,
            @Nullable String warning) {
        RepositoryMemory repositories = data.repositories();
        CommitMemory commits = data.commits();
        Assets assets = new Assets();
        Json json = new Json();
        Pages pages = new Pages(assets, clock, warning);
        TrustReader trust = new TrustReader(data.learning(), commits, data.publicRecord());
        RiskiestReader riskiest = new RiskiestReader(data.learning(), commits);
        CommitItems items = new CommitItems(data.learning());
        Rankings rankings = new Rankings(data.learning());
        PatternsReader patterns = new PatternsReader(data.patterns());
        HotspotsReader hotspots = new HotspotsReader(data.hotspots(), clock);
        RangeReader ranges = new RangeReader(data.ranges(), commits, items, data.learning());
        CommitReader reader = new CommitReader(
                commits,
                data.pulls(),
                data.facts(),
                items,
                rankings,
                data.learning(),
                trust,
                new AdviceReader(data.files(), commits, items, data.learning()),
                patterns,
                new WhatIfReader(data.learning(), ranges));
        CommitAnalysis analysis = new CommitAnalysis(new CommitLookup(commits), data.analysis());
        Supplier<HealthView> health = () -> HealthView.of(
                data.health().get(),
                data.deployments().verdicts().sureness(clock.instant().minus(Ladder.WINDOW)),
                backends.get());
        ChartReader charts = new ChartReader(data.signals());
        SuspectsReader suspects = new SuspectsReader(data.incidents(), commits, items, repositories);
        DeploymentsReader deployments = new DeploymentsReader(
                repositories,
                data.deployments(),
                ranges,
                suspects,
                new RollbackReader(data.deployments(), ranges, commits),
                new AroundReader(data.deployments(), data.signals(), data.logSources(), data.serviceOrigins(), charts),
                clock);
        ServicesReader services = new ServicesReader(data.serviceOrigins(), repositories, clock);
        ServiceCorrections corrections = new ServiceCorrections(data.serviceOrigins(), repositories);
        SuspicionsReader suspicions = new SuspicionsReader(data.suspicions(), suspects, repositories, clock);
        SuspicionActions answers = new SuspicionActions(data.incidents().reporting());
        IncidentsReader incidents =
                new IncidentsReader(data.incidents(), data.deployments().watched(), suspects, repositories, clock);
        DoraReader dora = new DoraReader(data.deployments(), data.incidents(), clock);
        DigestReader digest = new DigestReader(items, dora, patterns, data, clock);
        LogsReader logs = new LogsReader(data.logSources(), data.loggedServices(), services, charts, clock);
        MetricsReader metrics = new MetricsReader(
                data.metricSources(), data.measuredServices(), data.serviceOrigins(), charts, deployments, clock);
        OverviewReader overview =
                new OverviewReader(commits, items, rankings, trust, backends, choices, deployments, metrics, services);
        RepositoriesReader standings = new RepositoriesReader(repositories);
        servlets.put(
                "/dashboard/*",
                new DashboardServlet(
                        pages,
                        repositories,
                        new OverviewPage(
                                pages, overview, incidents, data.incidents().incidents()),
                        new CommitPages(pages, commits, reader),
                        new DeploymentPages(pages, deployments),
                        new IncidentPages(pages, incidents),
                        new PatternsPage(pages, patterns),
                        new HotspotsPage(pages, hotspots),
                        new DoraPage(pages, dora),
                        new DigestPage(pages, digest),
                        new TrustPage(pages, trust),
                        new RiskiestPage(pages, riskiest),
                        new DeliveriesPage(pages, data.deliveries(), backends),
                        new HealthPage(pages, health),
                        new LogsPage(pages, logs, backends),
                        new MetricsPage(pages, metrics, backends)));
        DeliveryActions actions = new DeliveryActions(data.deliveries());
        servlets.put(Links.REPLAY, new DeliveryFormServlet(pages, DeliveriesPage.REPLAYED, actions::replay));
        servlets.put(Links.DISMISS, new DeliveryFormServlet(pages, DeliveriesPage.DISMISSED, actions::dismiss));
        servlets.put(Links.SERVICES, new ServicesFormServlet(pages, repositories, services, corrections));
        servlets.put(Links.SUSPICIONS, new SuspicionsFormServlet(pages, repositories, suspicions, answers));
        IncidentInput incidentInput = new IncidentInput(repositories, commits, clock);
        IncidentActions incidentActions = new IncidentActions(data.incidents().reporting());
        IncidentForms incidentForms = new IncidentForms(pages, repositories);
        servlets.put(Links.NEW_INCIDENT, new NewIncidentServlet(pages, incidentForms, incidentInput, incidentActions));
        servlets.put(
                Links.EDIT_INCIDENT,
                new EditIncidentServlet(pages, incidentForms, incidentInput, incidentActions, repositories));
        IncidentAnswerInput answerInput =
                new IncidentAnswerInput(incidentInput, data.incidents().changes());
        servlets.put(Links.INCIDENT_ANSWER, new IncidentAnswerServlet(pages, answerInput, incidentActions));
        VerdictActions verdictActions =
                new VerdictActions(deployments, data.deployments().answers());
        servlets.put(Links.VERDICT_ANSWER, new VerdictFormServlet(pages, verdictActions));
        servlets.put("/api/v1/intelligence/verdicts/*", new VerdictAnswerServlet(json, verdictActions, deployments));
        servlets.put(Links.INCIDENT_STATE, new IncidentStateServlet(pages, incidentActions, clock));
        servlets.put(Links.ANALYZE, new AnalyzeServlet(pages, repositories, analysis));
        servlets.put("/dashboard/theme", new ThemeServlet(pages));
        servlets.put(
                Links.FOLLOW, new FollowServlet(pages, choices, new RepositoriesPage(pages, repositories, standings)));
        servlets.put("/assets/*", new AssetServlet(assets));
        servlets.put("/api/dashboard/overview", new OverviewServlet(json, repositories, overview, clock));
        servlets.put(
                "/api/dashboard/commits/*", new CommitsServlet(json, repositories, commits, reader, analysis, clock));
        servlets.put("/api/dashboard/range", new RangeServlet(json, repositories, ranges, clock));
        DeploymentReports reports = data.deployments().reports(clock);
        servlets.put(
                "/api/v1/intelligence/deployment",
                new DeploymentReportServlet(json, repositories, reports, deployments, clock, false));
        servlets.put(
                "/api/v1/intelligence/monitor",
                new DeploymentReportServlet(json, repositories, reports, deployments, clock, true));
        servlets.put(
                "/api/v1/events",
                new EventsServlet(
                        json,
                        new EventIntake(
                                new EventReports(repositories, data.serviceOrigins(), clock),
                                reports,
                                data.incidents().reporting(),
                                repositories,
                                clock)));
        servlets.put("/api/dashboard/deployments/*", new DeploymentsServlet(json, repositories, deployments));
        servlets.put("/api/dashboard/suspicions", new SuspicionsServlet(json, repositories, suspicions));
        servlets.put("/api/v1/intelligence/suspicions/*", new SuspicionAnswerServlet(json, suspicions, answers));
        servlets.put(
                "/api/v1/intelligence/incident/*",
                new IncidentReportServlet(json, incidentInput, answerInput, incidentActions, incidents));
        servlets.put("/api/dashboard/incidents/*", new IncidentsServlet(json, repositories, incidents));
        servlets.put("/api/v1/patterns", new PatternsServlet(json, repositories, patterns));
        servlets.put(
                "/api/v1/gate",
                new GateServlet(
                        json,
                        new GateReader(
                                repositories,
                                commits,
                                data.deployments(),
                                data.incidents().incidents(),
                                data.learning(),
                                data.gate(),
                                clock)));
        CommitRiskReader risks = new CommitRiskReader(commits, items, rankings, trust, ranges, clock);
        servlets.put("/api/v1/repositories/*", new CommitRiskServlet(json, repositories, risks, events));
        servlets.put("/api/v1/commits/*", new CommitRiskServlet(json, repositories, risks, events));
        servlets.put("/api/v1/hotspots", new HotspotsServlet(json, repositories, hotspots));
        servlets.put("/api/v1/digest", new DigestServlet(json, repositories, digest));
        servlets.put("/api/v1/dora", new DoraServlet(json, repositories, dora));
        servlets.put("/api/dashboard/trust", new TrustServlet(json, repositories, trust, clock));
        servlets.put("/api/dashboard/repositories", new RepositoriesServlet(json, repositories, standings));
        servlets.put("/api/dashboard/trust/riskiest", new RiskiestServlet(json, repositories, riskiest, clock));
        servlets.put("/api/dashboard/deliveries/*", new DeliveriesServlet(json, data.deliveries(), actions));
        servlets.put("/api/dashboard/logs", new LogsServlet(json, logs));
        servlets.put("/api/dashboard/services", new ServicesServlet(json, services, corrections));
        servlets.put("/api/dashboard/metrics", new MetricsServlet(json, metrics));
        servlets.put("/api/dashboard/health", new HealthServlet(json, health));
        servlets.put("/api/dashboard/stream", new StreamServlet(events, json));
        servlets.put("/api/*", new NotFoundServlet(json));
        servlets.put("/", new ElsewhereServlet(pages));
    }

    /** By path pattern, as the servlet specification writes it; each needs asynchronous requests to be allowed. */
    public Map<String, HttpServlet> servlets() {
        return Map.copyOf(servlets);
    }
}

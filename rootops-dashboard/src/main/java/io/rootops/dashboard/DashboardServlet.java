package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything below /dashboard, over all repositories or, below /dashboard/r/{owner}/{name}, over one. */
final class DashboardServlet extends PageServlet {
    private final transient RepositoryMemory repositories;
    private final transient OverviewPage overview;
    private final transient CommitPages commits;
    private final transient DeploymentPages deployments;
    private final transient IncidentPages incidents;
    private final transient PatternsPage patterns;
    private final transient HotspotsPage hotspots;
    private final transient DoraPage dora;
    private final transient DigestPage digest;
    private final transient TrustPage trust;
    private final transient RiskiestPage riskiest;
    private final transient DeliveriesPage deliveries;
    private final transient HealthPage health;
    private final transient LogsPage logs;
    private final transient MetricsPage metrics;

    DashboardServlet(
            Pages pages,
            RepositoryMemory repositories,
            OverviewPage overview,
            CommitPages commits,
            DeploymentPages deployments,
            IncidentPages incidents,
            PatternsPage patterns,
            HotspotsPage hotspots,
            DoraPage dora,
            DigestPage digest,
            TrustPage trust,
            RiskiestPage riskiest,
            DeliveriesPage deliveries,
            HealthPage health,
            LogsPage logs,
            MetricsPage metrics) {
        super(pages);
        this.repositories = repositories;
        this.overview = overview;
        this.commits = commits;
        this.deployments = deployments;
        this.incidents = incidents;
        this.patterns = patterns;
        this.hotspots = hotspots;
        this.dora = dora;
        this.digest = digest;
        this.trust = trust;
        this.riskiest = riskiest;
        this.deliveries = deliveries;
        this.health = health;
        this.logs = logs;
        this.metrics = metrics;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        List<String> path = segments(request.getPathInfo());
        List<TrackedRepository> all = repositories.all();
        TrackedRepository repository = null;
        if (path.size() >= 3 && path.get(0).equals("r")) {
            repository = RepositoryLookup.named(all, path.get(1) + "/" + path.get(2), request.getRequestURI());
            path = path.subList(3, path.size());
        }
        return page(request, path, all, repository);
    }

    private Answer page(
            HttpServletRequest request,
            List<String> path,
            List<TrackedRepository> all,
            @Nullable TrackedRepository repository) {
        if (path.isEmpty()) {
            return overview.answer(request, all, repository);
        }
        if (path.get(0).equals("commits") && path.size() == 1) {
            return commits.list(request, all, repository);
        }
        if (path.get(0).equals("commits") && path.size() == 2) {
            return commits.one(request, path.get(1), all, repository);
        }
        if (path.get(0).equals("deployments") && path.size() == 1) {
            return deployments.list(request, all, repository);
        }
        if (path.get(0).equals("deployments") && path.size() == 2 && repository == null) {
            return deployments.one(request, path.get(1), all);
        }
        if (path.get(0).equals("incidents") && path.size() == 1) {
            return incidents.list(request, all, repository);
        }
        if (path.get(0).equals("incidents") && path.size() == 2 && repository == null) {
            return incidents.one(request, path.get(1), all);
        }
        if (path.get(0).equals("patterns") && path.size() == 1) {
            return patterns.answer(request, all, repository);
        }
        if (path.get(0).equals("hotspots") && path.size() == 1) {
            return hotspots.answer(request, all, repository);
        }
        if (path.get(0).equals("dora") && path.size() == 1) {
            return dora.answer(request, all, repository);
        }
        if (path.get(0).equals("digest") && path.size() == 1) {
            return digest.last(request, all, repository);
        }
        if (path.get(0).equals("digest") && path.size() == 2 && repository != null) {
            return digest.of(request, path.get(1), all, repository);
        }
        if (path.get(0).equals("trust") && path.size() == 1) {
            return trust.answer(request, all, repository);
        }
        if (path.equals(List.of("trust", "riskiest"))) {
            return riskiest.answer(request, all, repository);
        }
        if (path.get(0).equals("deliveries") && path.size() == 1 && repository == null) {
            return deliveries.answer(request, all);
        }
        if (path.get(0).equals("health") && path.size() == 1 && repository == null) {
            return health.answer(request, all);
        }
        if (path.get(0).equals("logs") && path.size() == 1 && repository == null) {
            return logs.answer(request, all);
        }
        if (path.get(0).equals("metrics") && path.size() == 1 && repository == null) {
            return metrics.answer(request, all);
        }
        throw ProblemException.noSuchPage(request.getRequestURI());
    }

    /** A slash at the end means nothing. */
    private static List<String> segments(@Nullable String pathInfo) {
        List<String> segments = new ArrayList<>();
        if (pathInfo != null && pathInfo.length() > 1) {
            segments.addAll(Arrays.asList(pathInfo.substring(1).split("/")));
        }
        return segments;
    }
}

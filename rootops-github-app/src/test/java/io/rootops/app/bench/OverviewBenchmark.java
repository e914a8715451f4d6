package io.rootops.app.bench;

import io.rootops.app.access.LocalAccess;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.app.web.HttpServer;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.gate.GateRule;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.HealthMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.settings.SignalPages;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * How long the overview takes over HTTP when the memory is large. The commits are invented: a million of them, half in
 * one of twenty repositories, one repository quiet for two years, one message in a thousand about an invoice. Run by
 * {@code make bench-overview}.
 */
final class OverviewBenchmark {
    private static final int COMMITS = Integer.getInteger("commits", 1_000_000);
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 1_000;

    private OverviewBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            fill(database.dsl());
            try (EventHub events = new EventHub();
                    HttpServer server = new HttpServer(
                            "127.0.0.1",
                            0,
                            new Dashboard(
                                            new DashboardData(
                                                    new RepositoryMemory(database.dsl()),
                                                    new CommitMemory(database.dsl()),
                                                    new CommitRanges(database.dsl()),
                                                    new StoredLearning(
                                                            new LearningMemory(database.dsl()),
                                                            new OutcomeMemory(database.dsl()),
                                                            null),
                                                    new Analysis(database.dsl(), InstantSource.system(), part -> {}),
                                                    new DeliveryMemory(database.dsl()),
                                                    new PullRequestMemory(database.dsl()),
                                                    new CommitFacts(
                                                            new CheckMemory(database.dsl()),
                                                            new DeploymentMemory(database.dsl()),
                                                            new IssueMemory(database.dsl())),
                                                    new FilePasts(database.dsl()),
                                                    new PatternMemory(database.dsl()),
                                                    new HotspotSearch(database.dsl(), it -> Optional.empty()),
                                                    new LogSources(database.dsl()),
                                                    new LoggedServices(database.dsl()),
                                                    new DeploymentFacts(
                                                            new WatchedDeployments(database.dsl()),
                                                            new VerdictMemory(database.dsl()),
                                                            new DeploymentMemory(database.dsl()),
                                                            new ServedDeployments(database.dsl()),
                                                            new LiveCommits(database.dsl()),
                                                            new VerdictAnswers(database.dsl()),
                                                            new RevertTrials(
                                                                    it -> Optional.empty(), InstantSource.system())),
                                                    new ServiceOrigins(database.dsl(), InstantSource.system()),
                                                    new MetricSources(database.dsl()),
                                                    new MeasuredServices(database.dsl()),
                                                    new SuspicionFacts(
                                                            new Suspicions(database.dsl()),
                                                            new QuietDays(database.dsl())),
                                                    new IncidentFacts(
                                                            new IncidentMemory(database.dsl()),
                                                            new IncidentAnswers(database.dsl()),
                                                            new SuspectRankings(database.dsl()),
                                                            new ChangeEvents(database.dsl()),
                                                            new ChangeSuspects(
                                                                    new ChangeEvents(database.dsl()),
                                                                    new IncidentMemory(database.dsl()),
                                                                    WeightsDocument.shipped()),
                                                            new IncidentReporting(database.dsl(), part -> {})),
                                                    new SignalFacts(
                                                            new MetricHistory(database.dsl()),
                                                            new LogHistory(database.dsl()),
                                                            new TemplateChanges(database.dsl()),
                                                            SignalPages.NONE),
                                                    new GateRule(95),
                                                    List.of(),
                                                    () -> new HealthMemory(database.dsl())
                                                            .read(Duration.ofSeconds(10))),
                                            List::of,
                                            RepositoryChoices.none(),
                                            events,
                                            InstantSource.system(),
                                            null)
                                    .servlets(),
                            LocalAccess.withoutDatabase())) {
                server.start();
                System.out.printf(
                        "%,d commits in 20 repositories; %,d requests each, one at a time%n", COMMITS, REQUESTS);
                System.out.printf("%-48s %8s %8s %8s%n", "", "p50 ms", "p95 ms", "p99 ms");
                for (String path : List.of(
                        "/dashboard",
                        "/api/dashboard/overview",
                        "/dashboard/r/acme/big",
                        "/dashboard/r/acme/quiet",
                        "/dashboard/commits?level=high",
                        "/dashboard/r/acme/big/commits?q=invoice")) {
                    measure(server.address().resolve(path));
                }
            }
        }
    }

    private static void measure(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).build();
        double[] millis = new double[REQUESTS];
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long start = System.nanoTime();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-48s %8.1f %8.1f %8.1f%n",
                address.toString().replaceFirst("https?://[^/]*", ""),
                millis[REQUESTS / 2],
                millis[REQUESTS * 95 / 100],
                millis[REQUESTS * 99 / 100]);
    }

    private static void fill(DSLContext db) {
        db.execute(
                "insert into repository (name, location, kind, state, default_branch, commits, scored_commits, last_mined_at)"
                        + " select case n when 1 then 'acme/big' when 20 then 'acme/quiet' else 'acme/r' || n end, '/repo/' || n,"
                        + " 'local', 'ready', 'main', 0, 0, now() from generate_series(1, 20) n");
        db.execute("insert into author select r, n, 'dev' || n || '@example.org', 'Dev ' || n, false"
                + " from generate_series(1, 20) r, generate_series(1, 50) n");
        db.execute("insert into path select r, n, 'src/main/java/File' || n || '.java'"
                + " from generate_series(1, 20) r, generate_series(1, 500) n");
        db.execute("""
                insert into commit_memory
                select r, i, sha1, i, '{}', 1 + i % 50, at, at, 'Change the ' || case when i % 1000 = 0 then 'invoice' else 'order' end || ' number ' || i, 1, i % 997, i % 101, true, false,
                       1, p, (case when p >= 90 then 'high' when p >= 70 then 'medium' else 'low' end)::risk_level
                from (select i, case when i % 2 = 0 then 1 else 2 + i % 19 end as r,
                             substr(sha256(('c' || i)::bytea), 1, 20) as sha1,
                             now() - make_interval(secs => ({0} - i)::float8 * 120)
                                   - case when i % 2 = 1 and 2 + i % 19 = 20 then interval '2 years' else interval '0' end as at,
                             (i::bigint * 7919 % 1000) / 10.0::real as p
                      from generate_series(1, {0}) i) x""".replace("{0}", Integer.toString(COMMITS)));
        db.execute("insert into commit_message select repository_id, id, subject from commit_memory");
        db.execute("insert into file_change select repository_id, id, 1 + id % 500, null, 1 + id % 500, 'M', false,"
                + " lines_added, lines_deleted from commit_memory");
        db.execute(
                "insert into commit_day select repository_id, (committed_at at time zone 'UTC')::date, level, count(*),"
                        + " sum(lines_added + lines_deleted) from commit_memory group by 1, 2, 3");
        db.execute("update repository r set commits = n, scored_commits = n from"
                + " (select repository_id, count(*) n from commit_memory group by 1) c where c.repository_id = r.id");
        db.execute("vacuum analyze");
    }
}

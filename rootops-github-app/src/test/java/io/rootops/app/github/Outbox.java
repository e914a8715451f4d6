package io.rootops.app.github;

import io.rootops.app.report.ReportDoor;
import io.rootops.app.report.ReportSender;
import io.rootops.app.rootcause.WeightsDocument;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.RepositoryReading;
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
import io.rootops.core.memory.RefusalMemory;
import io.rootops.core.memory.ReportIntake;
import io.rootops.core.memory.ReportOutbox;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.report.ReportKind;
import io.rootops.core.settings.SignalPages;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import io.rootops.dashboard.CommitFacts;
import io.rootops.dashboard.DashboardData;
import io.rootops.dashboard.DeploymentFacts;
import io.rootops.dashboard.IncidentFacts;
import io.rootops.dashboard.RiskReports;
import io.rootops.dashboard.SignalFacts;
import io.rootops.dashboard.SuspicionFacts;
import io.rootops.dashboard.learning.StoredLearning;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A memory that knows acme/shop on a GitHub, two commits that were read from a real repository, and what is told of them. */
final class Outbox implements AutoCloseable {
    private static final Announcements NOBODY = part -> {};

    private final InstantSource clock = InstantSource.system();
    private final TestDatabase db = TestDatabase.create();
    private final TrackedRepository shop;
    private final DashboardData data;
    private RiskReports contents;
    private final GitFixture git;
    private String head;

    /** @param clone an empty directory */
    Outbox(Path clone, URI web) {
        RepositoryMemory repositories = new RepositoryMemory(db.dsl());
        shop = repositories.track("acme/shop", web + "/acme/shop.git", Kind.GITHUB, web + "/acme/shop");
        git = GitFixture.bare(clone);
        long now = Instant.now().getEpochSecond();
        String first =
                git.commit().file("README.md", "Shop\n").at(now - 200_000).on("main");
        RepositoryReading reading = new RepositoryReading(
                repositories,
                (it, only) -> clone,
                new Ingest(db.dsl(), clock, NOBODY, 2, true),
                new OtherBranches(db.dsl(), clock, NOBODY, true),
                NOBODY);
        reading.read(shop.id());
        for (ReportKind kind : List.of(ReportKind.CHECK_RUN, ReportKind.STATUS)) {
            enqueue(kind);
        }
        head = git.commit(first)
                .file("src/@all `x`.java", "class Cart { int items; }\n")
                .at(now - 100_000)
                .on("main");
        reading.read(shop.id());
        data = new DashboardData(
                repositories,
                new CommitMemory(db.dsl()),
                new CommitRanges(db.dsl()),
                new StoredLearning(new LearningMemory(db.dsl()), new OutcomeMemory(db.dsl()), null),
                new Analysis(db.dsl(), clock, NOBODY),
                new DeliveryMemory(db.dsl()),
                new PullRequestMemory(db.dsl()),
                new CommitFacts(new CheckMemory(db.dsl()), new DeploymentMemory(db.dsl()), new IssueMemory(db.dsl())),
                new FilePasts(db.dsl()),
                new PatternMemory(db.dsl()),
                new HotspotSearch(db.dsl(), it -> Optional.empty()),
                new LogSources(db.dsl()),
                new LoggedServices(db.dsl()),
                new DeploymentFacts(
                        new WatchedDeployments(db.dsl()),
                        new VerdictMemory(db.dsl()),
                        new DeploymentMemory(db.dsl()),
                        new ServedDeployments(db.dsl()),
                        new LiveCommits(db.dsl()),
                        new VerdictAnswers(db.dsl()),
                        new RevertTrials(it -> Optional.empty(), clock)),
                new ServiceOrigins(db.dsl(), clock),
                new MetricSources(db.dsl()),
                new MeasuredServices(db.dsl()),
                new SuspicionFacts(new Suspicions(db.dsl()), new QuietDays(db.dsl())),
                new IncidentFacts(
                        new IncidentMemory(db.dsl()),
                        new IncidentAnswers(db.dsl()),
                        new SuspectRankings(db.dsl()),
                        new ChangeEvents(db.dsl()),
                        new ChangeSuspects(
                                new ChangeEvents(db.dsl()), new IncidentMemory(db.dsl()), WeightsDocument.shipped()),
                        new IncidentReporting(db.dsl(), part -> {})),
                new SignalFacts(
                        new MetricHistory(db.dsl()),
                        new LogHistory(db.dsl()),
                        new TemplateChanges(db.dsl()),
                        SignalPages.NONE),
                new GateRule(95),
                List.of(),
                () -> new HealthMemory(db.dsl()).read(Duration.ofSeconds(10)));
        contents = new RiskReports(data, null, null, clock);
    }

    /** From now on, as {@code CHECK_FAIL_PERCENTILE} says; none fails before. */
    void failsFrom(int percentile) {
        contents = new RiskReports(data, null, percentile, clock);
    }

    TrackedRepository shop() {
        return shop;
    }

    String head() {
        return head;
    }

    /** The head gets the name that it has on a GitHub whose commits are not ours to make. */
    void headIs(String sha) {
        db.execute("update commit_memory set sha = '\\x" + sha + "' where sha = '\\x" + head + "'");
        db.execute("update repository set mined_head = '\\x" + sha + "'");
        head = sha;
    }

    /** @return how many became due */
    int enqueue(ReportKind kind) {
        return new ReportIntake(db.dsl()).heads(shop.id(), kind);
    }

    void rescore(int percentile) {
        db.execute("update commit_memory set level = 'low', percentile = " + percentile);
        db.execute("update risk_score set percentile = " + percentile);
    }

    /** As another model with the same result does. */
    void sameScoreByAnotherModel() {
        db.execute("update risk_report set model_version = model_version + 100");
    }

    void run(ReportDoor door) {
        new ReportSender(
                        new ReportOutbox(db.dsl()),
                        contents::of,
                        door,
                        new RefusalMemory(db.dsl()),
                        delay -> {},
                        clock,
                        new Random(1))
                .run();
    }

    /** Whoever has claimed anything is dead, and all that waits has waited. */
    void later() {
        db.execute("update risk_report set locked_until = null, next_run_at = least(next_run_at, now())");
        db.execute("update refusal set until = now()");
    }

    /** So many were told in this minute. */
    void busy(int calls) {
        db.execute("insert into report_call (called_at) select now() from generate_series(1, " + calls + ")");
    }

    /** Of the one report. */
    String report(String expression) {
        return String.valueOf(
                db.dsl().fetchValue("select " + expression + " from risk_report where sha = '\\x" + head + "'"));
    }

    @Override
    public void close() {
        git.close();
        db.close();
    }
}

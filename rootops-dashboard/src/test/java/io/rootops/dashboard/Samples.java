package io.rootops.dashboard;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Rung;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Interval;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.evaluate.Reliability;
import io.rootops.core.evaluate.TrustReport;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.pull.Issue;
import io.rootops.core.pull.KnownPull;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.Reviewer;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.DayItem;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.IncidentsView;
import io.rootops.dashboard.view.OverviewView;
import io.rootops.dashboard.view.Ranking;
import io.rootops.dashboard.view.SecondLook;
import io.rootops.dashboard.view.Surroundings;
import io.rootops.dashboard.view.TrustView;
import io.rootops.dashboard.view.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records as the memory gives them. */
public final class Samples {
    static final IncidentsView NO_INCIDENTS = new IncidentsView(Instant.EPOCH, 0, List.of());

    public static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    public static final String SHA = "9f1c2ab0".repeat(5);

    public static final ModelState MODEL = new ModelState(
            RiskScore.Model.LEARNED,
            3,
            612,
            NOW,
            "Learned from 612 commits.",
            null,
            false,
            Population.REPOSITORY,
            true);
    public static final Reliability.Bin BIN =
            new Reliability.Bin(0.28, 0.35, 0.31, 0.31, new Interval(0.28, 0.35), 684, 212);
    public static final Label REVERTED = new Label(NOW.plus(Duration.ofDays(3)), OutcomeSource.REVERT, "b".repeat(40));

    private Samples() {}

    public static TrackedRepository repository(State state) {
        return new TrackedRepository(
                new RepositoryId(1),
                "acme/shop",
                "/srv/shop",
                TrackedRepository.Kind.LOCAL,
                "https://github.com/acme/shop",
                "main",
                state,
                state == State.FAILED ? "there is no directory /srv/shop; give the path of a git repository" : null,
                new TrackedRepository.Mining(12_431, 38_590, 50, NOW.minusSeconds(10), NOW.minusSeconds(120)),
                38_590,
                37_900,
                0,
                false);
    }

    public static @Nullable RiskScore score(double percentile, boolean provisional) {
        return RiskScore.bySize(
                1, percentile, provisional, List.of(new Reason("lines_changed", "412 lines added, 25 deleted", null)));
    }

    /** 31 %, of which size raises most. */
    public static RiskScore learned() {
        double logit = -2.75 + 1.6 + 0.5 - 0.15;
        return new RiskScore(
                RiskScore.Model.LEARNED,
                3,
                91.4,
                false,
                1 / (1 + Math.exp(-logit)),
                List.of(
                        new Reason("size", "412 lines added (more than 93 % of commits here); 31 conditions", 1.6),
                        new Reason("files_history", "6 fixes of these files in 180 days (as usual here)", 0.5),
                        new Reason("message", "the subject speaks of documentation or a release", -0.15)),
                -2.75);
    }

    /** The record of so many commits, every tenth of them bad, over five years. */
    public static TrustView trust(int commits, ModelState model) {
        return trust(held(commits, 1), model, "Move totals");
    }

    /** @param told how much the score knows: 0 nothing; lines changed always know a little */
    public static List<HeldOut> held(int commits, double told) {
        Random random = new Random(4);
        List<HeldOut> all = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            Instant at = NOW.minus(Duration.ofDays(5 * 365L - 5 * 300L * i / commits));
            boolean bad = i % 10 == 0;
            double logit = -2.5 + random.nextGaussian() + (bad ? told : 0);
            all.add(new HeldOut(
                    String.format("%040x", i),
                    at,
                    i * 10 / commits,
                    logit,
                    logit / 2,
                    1 / (1 + Math.exp(-logit)),
                    1 + random.nextInt(100) + (bad ? 20 : 0),
                    random.nextInt(11),
                    bad ? at.plus(Duration.ofDays(40)) : null,
                    bad ? OutcomeSource.values()[1 + i / 10 % 3] : null,
                    bad ? String.format("%040x", i + 1) : null,
                    false));
        }
        return all;
    }

    public static TrustView trust(List<HeldOut> held, ModelState model, String subject) {
        return trust(held, model, null, subject, Reservations.NONE);
    }

    public static TrustView trust(List<HeldOut> held, ModelState model, String subject, Reservations reservations) {
        return trust(held, model, null, subject, reservations);
    }

    /** @param notTaken why the newest model is not in use */
    public static TrustView trust(List<HeldOut> held, ModelState model, @Nullable String notTaken, String subject) {
        return trust(held, model, notTaken, subject, Reservations.NONE);
    }

    private static TrustView trust(
            List<HeldOut> held,
            ModelState model,
            @Nullable String notTaken,
            String subject,
            Reservations reservations) {
        Map<String, String> titles = held.stream().collect(Collectors.toMap(HeldOut::sha, it -> subject));
        return TrustView.of(
                "acme/shop",
                model,
                notTaken,
                null,
                TrustReport.of(held, NOW),
                titles,
                reservations,
                List.of(new PublicRecord("kafka", 0.89, 0.85)));
    }

    public static CommitSummary commit(String subject, String author, @Nullable RiskScore risk) {
        return new CommitSummary(
                repository(State.READY),
                SHA,
                subject,
                new Author("m@evil.example", author, false),
                NOW.minusSeconds(300),
                NOW.minusSeconds(240),
                false,
                true,
                null,
                2,
                412,
                25,
                true,
                false,
                risk);
    }

    /** Stored without a score, until somebody asks for it. */
    public static CommitSummary notAnalyzed() {
        CommitSummary it = commit("Wait", "Neil", null);
        return new CommitSummary(
                it.repository(),
                it.sha(),
                it.subject(),
                it.author(),
                it.authoredAt(),
                it.committedAt(),
                it.merge(),
                it.onDefaultBranch(),
                it.leftBranchesAt(),
                it.files(),
                it.linesAdded(),
                it.linesDeleted(),
                false,
                false,
                null);
    }

    public static CommitDetail detail(CommitSummary summary, String path) {
        float[] values = new float[Feature.values().length];
        values[Feature.LA.ordinal()] = 412;
        return new CommitDetail(
                summary,
                summary.subject() + "\n\nBecause " + path,
                List.of("a".repeat(40)),
                List.of(),
                false,
                List.of(
                        new CommitDetail.FileDetail(
                                new ChangedFile(path, null, FileStatus.MODIFIED, false, 400, 25), 7),
                        new CommitDetail.FileDetail(
                                new ChangedFile("old/" + path, null, FileStatus.DELETED, true, 0, 0), 1)),
                new Features(values));
    }

    /** Known by the forge's list of its files alone. */
    public static CommitDetail listed(String subject) {
        RiskScore it = learned();
        CommitSummary whole = commit(
                subject,
                "Ada",
                new RiskScore(
                        it.model(),
                        it.modelVersion(),
                        it.exactPercentile(),
                        true,
                        it.probability(),
                        it.reasons(),
                        it.basePoints()));
        CommitSummary summary = new CommitSummary(
                whole.repository(),
                whole.sha(),
                whole.subject(),
                whole.author(),
                whole.authoredAt(),
                whole.committedAt(),
                whole.merge(),
                whole.onDefaultBranch(),
                whole.leftBranchesAt(),
                whole.files(),
                whole.linesAdded(),
                whole.linesDeleted(),
                whole.analyzed(),
                true,
                whole.risk());
        float[] values = new float[Feature.values().length];
        values[Feature.ACALL.ordinal()] = Float.NaN;
        return new CommitDetail(
                summary,
                subject,
                List.of("a".repeat(40)),
                List.of(),
                false,
                List.of(new CommitDetail.FileDetail(
                        new ChangedFile("a.txt", null, FileStatus.MODIFIED, false, 400, 25), null)),
                new Features(values));
    }

    public static CommitView view(CommitDetail detail) {
        return view(detail, null, ModelState.NOTHING_LEARNED, null);
    }

    public static CommitView view(
            CommitDetail detail, @Nullable Label label, ModelState model, Reliability.@Nullable Bin bin) {
        return view(detail, label, List.of(), model, bin);
    }

    public static CommitView view(
            CommitDetail detail,
            @Nullable Label label,
            List<Weighed> evidence,
            ModelState model,
            Reliability.@Nullable Bin bin) {
        return view(detail, label, evidence, model, bin, Surroundings.NONE);
    }

    /** Of a commit that was deployed, checked, and brought by a pull request that closes issues. */
    public static final Surroundings AROUND = new Surroundings(
            new KnownPull(
                    new PullRequest(
                            5,
                            105,
                            "Move",
                            "octo",
                            PullRequest.State.OPEN,
                            false,
                            false,
                            SHA,
                            "main",
                            SHA,
                            null,
                            null,
                            List.of(7, 8),
                            NOW),
                    null),
            List.of(new Issue(7, "It is <down>", Issue.State.CLOSED, List.of("bug"), NOW, NOW, NOW)),
            List.of(new CheckConclusion(
                    SHA,
                    CheckConclusion.Kind.CHECK_RUN,
                    1,
                    3,
                    "build <it>",
                    2,
                    "CI",
                    CheckConclusion.Progress.COMPLETED,
                    "timed_out",
                    NOW,
                    NOW)),
            List.of(
                    deployment("live", DeploymentState.SUCCESS).merge(deployment("live", DeploymentState.INACTIVE)),
                    deployment("staging", DeploymentState.FAILURE)),
            new Footing(Rung.DEPLOYMENT_STATUS, Map.of("live", Confidence.MEDIUM)));

    private static DeploymentEvent deployment(String environment, DeploymentState state) {
        return DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                "1",
                new Environment(environment, null, null),
                SHA,
                "main",
                null,
                state,
                NOW,
                state.ordinal(),
                NOW);
    }

    /** People who know it, one file and one past change that went wrong. */
    public static Advice advice(String title, String author, String path) {
        return new Advice(
                List.of(new SecondLook(path, 40, 12, 3)),
                List.of(
                        new Reviewer(author, null, true, path, NOW),
                        new Reviewer("Zoe", author, false, path, NOW.minus(Duration.ofDays(40)))),
                true,
                List.of(CommitItem.of(commit(title, author, learned()), REVERTED)));
    }

    public static CommitView view(CommitDetail detail, Advice advice) {
        CommitItem item = CommitItem.of(detail.summary(), (Label) null);
        return CommitView.of(
                detail,
                item,
                List.of(),
                ModelState.NOTHING_LEARNED,
                null,
                Surroundings.NONE,
                advice,
                List.of(),
                List.of(),
                NOW);
    }

    public static CommitView view(CommitDetail detail, Surroundings around) {
        return view(detail, null, List.of(), ModelState.NOTHING_LEARNED, null, around);
    }

    private static CommitView view(
            CommitDetail detail,
            @Nullable Label label,
            List<Weighed> evidence,
            ModelState model,
            Reliability.@Nullable Bin bin,
            Surroundings around) {
        CommitItem item = CommitItem.of(detail.summary(), label);
        return CommitView.of(detail, item, evidence, model, bin, around, null, List.of(), List.of(), NOW);
    }

    public static CommitsView list(@Nullable String nextCursor, CommitSummary... commits) {
        return new CommitsView(
                Ranking.BY_SIZE,
                java.util.Arrays.stream(commits).map(CommitItem::of).toList(),
                nextCursor);
    }

    public static OverviewView overview(List<TrackedRepository> repositories, CommitSummary... commits) {
        return overview(repositories, RepositoryChoices.none().listing(), commits);
    }

    public static OverviewView overview(
            List<TrackedRepository> repositories, RepositoryChoices.Listing choices, CommitSummary... commits) {
        List<CommitItem> items =
                java.util.Arrays.stream(commits).map(CommitItem::of).toList();
        return OverviewView.of(
                NOW,
                null,
                Ranking.BY_SIZE,
                null,
                repositories,
                items,
                items.stream()
                        .filter(it -> it.percentile() != null && it.percentile() >= 95)
                        .toList(),
                DayItem.strip(List.of(), LocalDate.parse("2026-03-14"), OverviewView.DAYS),
                List.of(new BackendCheck(
                        "logs",
                        BackendCheck.State.NONE,
                        "not configured",
                        List.of("/logs"),
                        null,
                        List.of("error correlation"))),
                choices,
                List.of(),
                List.of());
    }

    public static Frame frame(Section section, @Nullable String repository, List<String> repositories) {
        return frame(section, repository, repositories, Visitor.ANYONE);
    }

    static Frame frame(Section section, @Nullable String repository, List<String> repositories, Visitor visitor) {
        return new Frame(
                "A title",
                section,
                repository,
                repositories,
                "auto",
                "/dashboard",
                null,
                visitor,
                null,
                "#page",
                new Frame.AssetPaths(
                        "/assets/a.css",
                        "/assets/h.js",
                        "/assets/a.js",
                        "/assets/s.js",
                        "/assets/e.js",
                        "/assets/c.js"),
                NOW);
    }
}

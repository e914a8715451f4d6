package io.rootops.dashboard;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.evaluate.Reliability;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.DayItem;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.OverviewView;
import io.rootops.dashboard.view.Ranking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as the memory gives them. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    public static final String SHA = "9f1c2ab0".repeat(5);

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
                2,
                412,
                25,
                true,
                risk);
    }

    public static CommitDetail detail(CommitSummary summary, String path) {
        float[] values = new float[Feature.values().length];
        values[Feature.LA.ordinal()] = 412;
        return new CommitDetail(
                summary,
                summary.subject() + "\n\nBecause " + path,
                List.of("a".repeat(40)),
                List.of(),
                List.of(
                        new CommitDetail.FileDetail(
                                new ChangedFile(path, null, FileStatus.MODIFIED, false, 400, 25), 7),
                        new CommitDetail.FileDetail(
                                new ChangedFile("old/" + path, null, FileStatus.DELETED, true, 0, 0), 1)),
                new Features(values));
    }

    public static CommitView view(CommitDetail detail) {
        return view(detail, null, ModelState.NOTHING_LEARNED, null);
    }

    public static CommitView view(
            CommitDetail detail, @Nullable Label label, ModelState model, Reliability.@Nullable Bin bin) {
        return CommitView.of(detail, CommitItem.of(detail.summary(), label), model, bin, NOW);
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
                choices);
    }

    public static Frame frame(Section section, @Nullable String repository, List<String> repositories) {
        return new Frame(
                "A title",
                section,
                repository,
                repositories,
                "auto",
                "/dashboard",
                null,
                "#page",
                new Frame.AssetPaths("/assets/a.css", "/assets/h.js", "/assets/a.js", "/assets/s.js"),
                NOW);
    }
}

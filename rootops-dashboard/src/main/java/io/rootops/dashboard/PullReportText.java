package io.rootops.dashboard;

import io.rootops.core.pull.Reviewer;
import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RiskLevel;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.OutcomeItem;
import io.rootops.dashboard.view.PullView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.SecondLook;
import io.rootops.dashboard.view.Shown;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pull request as a report, in Markdown. */
final class PullReportText {
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_REASON = 400;

    private final PullView view;
    private final RangeView range;
    private final @Nullable URI home;
    private final @Nullable Integer failFrom;
    private final List<String> lines = new ArrayList<>();

    private PullReportText(PullView view, @Nullable URI home, @Nullable Integer failFrom) {
        this.view = view;
        this.range = view.range();
        this.failFrom = range.provisional() ? null : failFrom;
        this.home = home;
    }

    /**
     * The report.
     *
     * @param view of one that has a percentile
     * @param home where people reach this RootOps; null: nobody knows, so links lead to the forge
     * @param failFrom percentile from which on it fails; null: it never does
     */
    static RiskReport of(PullView view, @Nullable URI home, @Nullable Integer failFrom) {
        PullReportText text = new PullReportText(view, home, failFrom);
        int percentile = Objects.requireNonNull(view.range().percentile(), "no score");
        return new RiskReport(
                text.title(percentile),
                text.summary(),
                ReportText.fails(percentile, text.failFrom),
                view.pull().number());
    }

    private String title(int percentile) {
        RiskLevel level = Objects.requireNonNull(range.level());
        return String.format(
                Locale.ENGLISH,
                "%s risk: %d of 100 (score %.1f%s) for %s",
                Shown.word(level),
                percentile,
                percentile / 10.0,
                range.provisional() ? ", provisional" : "",
                Shown.count(range.commits(), "commit"));
    }

    private String summary() {
        if (range.provisional()) {
            lines.add(ReportText.PROVISIONAL);
            lines.add("");
        }
        lines.add("**" + Markdown.words(view.place()) + "**");
        lines.add((range.ranking().learned() ? "Score " : "Ranked ")
                + Markdown.words(range.ranking().modelNote()) + ".");
        if (range.probability() != null) {
            lines.add("");
            lines.add("**" + Shown.percent(range.probability()) + "** " + Markdown.words(view.expectation()));
        }
        section(range.commits() == 1 ? "The commit" : "Riskiest commits", range.riskiest(), this::risky);
        section("Why", view.reasons(), it -> Markdown.words(Shown.cut(it.text(), LONGEST_REASON)));
        section("Files worth a second look", view.files(), PullReportText::file);
        section("Who knows these files", view.reviewers(), PullReportText::person);
        section("Similar changes that went wrong", view.similar(), this::similar);
        return ReportText.joined(lines, ReportText.end(range.percentile(), failFrom));
    }

    private interface Line<T> {
        String of(T item);
    }

    private <T> void section(String title, List<T> items, Line<T> line) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("### " + title);
            lines.add("");
            items.forEach(it -> lines.add("- " + line.of(it)));
        }
    }

    private String risky(CommitItem commit) {
        return commit.percentile() + " of 100: " + linked(commit)
                + (commit.probability() == null ? "" : ", " + Shown.percent(commit.probability()));
    }

    private String linked(CommitItem commit) {
        String page = home == null ? commit.links().github() : home + Links.commit(commit.repository(), commit.sha());
        String sha = "`" + CommitItem.abbreviated(commit.sha()) + "`";
        return (page == null ? sha : "[" + sha + "](" + page + ")") + " "
                + Markdown.code(commit.title(), LONGEST_TITLE);
    }

    private static String file(SecondLook file) {
        return Markdown.code(file.path(), LONGEST_PATH) + ": " + Markdown.words(file.words());
    }

    private static String person(Reviewer person) {
        return Markdown.code(person.name(), LONGEST_NAME) + " changed " + Markdown.code(person.path(), LONGEST_PATH)
                + " " + Markdown.words(PullView.knows(person));
    }

    private String similar(CommitItem commit) {
        OutcomeItem outcome = commit.outcome();
        return linked(commit) + (outcome == null ? "" : ", " + Markdown.code(outcome.text(), LONGEST_TITLE));
    }
}

package io.rootops.dashboard;

import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RiskLevel;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.PullView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.Shown;
import io.rootops.dashboard.view.WhatIfItem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pull request as a report, in Markdown. */
final class PullReportText {
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
        AdviceText.section(
                lines, range.commits() == 1 ? "The commit" : "Riskiest commits", range.riskiest(), this::risky);
        AdviceText.section(lines, "Why", view.reasons(), it -> Markdown.words(Shown.cut(it.text(), LONGEST_REASON)));
        AdviceText.section(
                lines,
                range.commits() == 1 ? "What if" : "What if the riskiest commit were otherwise",
                view.whatIf(),
                it -> Markdown.words(it.text()));
        if (!view.whatIf().isEmpty()) {
            lines.add("");
            lines.add("_" + WhatIfItem.ABOUT + "_");
        }
        AdviceText.sections(lines, view.advice(), home);
        return ReportText.joined(lines, ReportText.end(range.percentile(), failFrom));
    }

    private String risky(CommitItem commit) {
        return commit.percentile() + " of 100: " + AdviceText.linked(commit, home)
                + (commit.probability() == null ? "" : ", " + Shown.percent(commit.probability()));
    }
}

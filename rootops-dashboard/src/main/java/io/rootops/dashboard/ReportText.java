package io.rootops.dashboard;

import io.rootops.core.report.RiskReport;
import io.rootops.core.risk.RiskLevel;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitView;
import io.rootops.dashboard.view.Contribution;
import io.rootops.dashboard.view.FileItem;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.OutcomeItem;
import io.rootops.dashboard.view.Shown;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A commit's page as a report: the same words, in Markdown. */
final class ReportText {
    private static final int MOST_FILES = 20;
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_REASON = 400;
    private static final String END =
            "\n_A score asks for a second look and blocks nothing: most commits of a high risk are fine._\n";

    /** Said where it is true of what is told. */
    static final String PROVISIONAL =
            "**Provisional**: of GitHub's file list alone; the code is not fetched yet. What only"
                    + " the code tells counts as usual until it is; then this is replaced.";

    private final CommitView view;
    private final CommitItem item;

    private final @Nullable URI home;
    private final @Nullable Integer failFrom;

    private ReportText(CommitView view, @Nullable URI home, @Nullable Integer failFrom) {
        this.view = view;
        this.item = view.item();
        // Nothing is held up by what may be otherwise in a minute.
        this.failFrom = item.listed() ? null : failFrom;
        this.home = home;
    }

    /**
     * The report.
     *
     * @param view of a commit that has a score
     * @param home where people reach this RootOps; null: nobody knows, so no link leads there
     * @param failFrom percentile from which on it fails; null: it never does
     */
    static RiskReport of(CommitView view, @Nullable URI home, @Nullable Integer failFrom) {
        ReportText text = new ReportText(view, home, failFrom);
        return new RiskReport(text.title(), text.summary(), fails(view.item().percentile(), text.failFrom), null);
    }

    private String title() {
        RiskLevel level = Objects.requireNonNull(item.level(), "no score");
        return String.format(
                Locale.ENGLISH,
                "%s risk: %d of 100 (score %.1f%s)",
                Shown.word(level),
                item.percentile(),
                item.score(),
                item.listed() ? ", provisional" : "");
    }

    private String summary() {
        List<String> lines = new ArrayList<>();
        outcome(lines);
        if (item.listed()) {
            lines.add(PROVISIONAL);
            lines.add("");
        }
        lines.add("**" + Markdown.words(view.place()) + "**");
        lines.add((view.ranking().learned() ? "Score " : "Ranked ")
                + Markdown.words(view.ranking().modelNote()) + ".");
        String caution = view.aboutPlace();
        if (caution != null) {
            lines.add(Markdown.words(caution));
        }
        if (item.probability() != null) {
            lines.add("");
            lines.add("**" + Shown.percent(item.probability()) + "** " + Markdown.words(view.expectation()));
        }
        reasons(lines);
        if (home != null) {
            lines.add("");
            lines.add("[All that is known of it](" + home + Links.commit(item.repository(), item.sha()) + ")");
        }
        if (view.advice() != null) {
            AdviceText.sections(lines, view.advice(), home);
        }
        files(lines);
        return joined(lines, end(item.percentile(), failFrom));
    }

    private void outcome(List<String> lines) {
        OutcomeItem outcome = item.outcome();
        if (outcome != null) {
            lines.add("**This commit was** " + Markdown.code(outcome.text(), LONGEST_PATH) + ": "
                    + Markdown.words(outcome.trust()) + ".");
            lines.add("");
        }
    }

    private void reasons(List<String> lines) {
        List<Contribution> parts = view.contributions();
        lines.add("");
        lines.add("### Why");
        lines.add("");
        if (parts.isEmpty()) {
            item.reasons().forEach(it -> lines.add("- " + reason(it.text())));
            return;
        }
        lines.add("| Part | | Points of 100, rounded |");
        lines.add("|---|---|--:|");
        lines.add("| A usual commit here | the middle of this repository in everything | "
                + Shown.percent(parts.get(0).from()) + " |");
        parts.forEach(it ->
                lines.add("| " + Markdown.words(it.title()) + " | " + reason(it.text()) + " | " + it.points() + " |"));
        lines.add("| **This commit** | | **" + Shown.percent(item.probability()) + "** |");
    }

    private static String reason(String text) {
        return Markdown.words(Shown.cut(text, LONGEST_REASON));
    }

    private void files(List<String> lines) {
        List<FileItem> shown = view.changedFiles().stream().limit(MOST_FILES).toList();
        if (shown.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("### " + Shown.count(item.files(), "file") + " changed (+" + Shown.number(item.linesAdded()) + " −"
                + Shown.number(item.linesDeleted()) + ")");
        lines.add("");
        shown.forEach(it -> lines.add("- " + file(it)));
        if (shown.size() < item.files()) {
            lines.add("");
            lines.add("The " + shown.size() + " most changed are shown; " + Shown.number(item.files() - shown.size())
                    + " more are in the commit.");
        }
    }

    private static String file(FileItem file) {
        String old = file.oldPath();
        return Markdown.code(file.path(), LONGEST_PATH)
                + (old == null ? "" : " from " + Markdown.code(old, LONGEST_PATH))
                + " " + Shown.word(file.status()).toLowerCase(Locale.ROOT)
                + (file.binary()
                        ? ", binary"
                        : ", +" + Shown.number(file.linesAdded()) + " −" + Shown.number(file.linesDeleted()));
    }

    /** Whole lines, as many as the limit takes. */
    static String joined(List<String> lines, String end) {
        StringBuilder text = new StringBuilder();
        int room = RiskReport.LONGEST_SUMMARY - bytes(end);
        for (String line : lines) {
            room -= bytes(line) + 1;
            if (room < 0) {
                break;
            }
            text.append(line).append('\n');
        }
        return text.append(end).toString();
    }

    /** What a score asks for. */
    static String end(@Nullable Integer percentile, @Nullable Integer failFrom) {
        return fails(percentile, failFrom)
                ? "\n_This check fails from percentile " + failFrom
                        + " on, as your team has set it: have somebody look at it"
                        + " again. Most commits of a high risk are fine._\n"
                : END;
    }

    static boolean fails(@Nullable Integer percentile, @Nullable Integer failFrom) {
        return failFrom != null && percentile != null && percentile >= failFrom;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

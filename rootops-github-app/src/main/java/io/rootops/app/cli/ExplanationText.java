package io.rootops.app.cli;

import io.rootops.app.cli.Explanation.Fact;
import io.rootops.app.cli.Explanation.FileItem;
import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An explanation for people. */
final class ExplanationText {
    private static final int MOST_FILES = 50;
    private static final int LONGEST = 200;

    private ExplanationText() {}

    static void print(Output out, Explanation it, Ranking ranking) {
        ScoredCommit commit = it.commit();
        RiskScore risk = ranking.commits().get(0).risk();
        String mark =
                LevelMark.of(risk == null ? null : risk.level(), commit.merge()).styled(0);
        out.line(
                risk == null
                        ? mark + "  no score"
                        : String.format(
                                Locale.ENGLISH,
                                "%s  %d of 100, score %.1f of 10",
                                mark,
                                risk.percentile(),
                                risk.score()));
        if (risk != null && risk.probability() != null) {
            out.line("Probability that it will have to be fixed or reverted: " + percent(risk.probability()));
        }
        out.line(it.unscoredReason() == null ? ScoreTable.note(ranking) : it.unscoredReason());
        out.line("");
        out.line("  commit     " + commit.sha() + (commit.onDefaultBranch() ? "" : " (not merged)"));
        out.line("  author     " + TerminalText.of(commit.author().name(), LONGEST)
                + (commit.author().bot() ? " (bot)" : ""));
        out.line("  committed  " + commit.committedAt());
        out.line("  title      "
                + (commit.title().isBlank() ? "(no message)" : TerminalText.of(commit.title(), LONGEST)));
        if (!commit.reasons().isEmpty()) {
            out.line("\nWhy");
            commit.reasons().forEach(reason -> out.line("  " + points(reason) + reason.text()));
        }
        files(out, it.changedFiles());
        facts(out, it.features());
    }

    /** Rounded, for people; {@code --json} has them whole. */
    private static String points(Reason reason) {
        return reason.points() == null ? "" : String.format(Locale.ENGLISH, "%+.1f  ", reason.points());
    }

    private static String percent(double probability) {
        return probability < 0.01 ? "under 1 %" : String.format(Locale.ENGLISH, "%.0f %%", 100 * probability);
    }

    private static void files(Output out, List<FileItem> files) {
        if (files.isEmpty()) {
            return;
        }
        out.line("\nFiles");
        files.stream().limit(MOST_FILES).forEach(it -> out.line(file(it)));
        if (files.size() > MOST_FILES) {
            out.line(String.format(Locale.ENGLISH, "  and %,d more", files.size() - MOST_FILES));
        }
    }

    private static String file(FileItem it) {
        String lines =
                it.binary() ? "binary" : String.format(Locale.ENGLISH, "+%,d -%,d", it.linesAdded(), it.linesDeleted());
        String from = it.oldPath() == null ? "" : " (from " + TerminalText.of(it.oldPath(), LONGEST) + ")";
        return String.format("  %-14s  %-12s  ", lines, it.status().replace('_', ' '))
                + TerminalText.of(it.path(), LONGEST)
                + from;
    }

    private static void facts(Output out, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        out.line("\nFacts known when it landed");
        Map<String, List<Fact>> families =
                facts.stream().collect(Collectors.groupingBy(Fact::family, LinkedHashMap::new, Collectors.toList()));
        families.forEach((family, members) -> {
            out.line("  " + family);
            members.forEach(it -> out.line(String.format("  %12s  ", number(it.value())) + it.description()));
        });
    }

    private static String number(float value) {
        return value == Math.rint(value)
                ? String.format(Locale.ENGLISH, "%,d", (long) value)
                : String.format(Locale.ENGLISH, "%,.2f", value);
    }
}

package io.rootops.app.cli;

import io.rootops.core.evaluate.bench.Baseline;
import io.rootops.core.evaluate.bench.Evaluation;
import io.rootops.core.evaluate.bench.Figures;
import io.rootops.core.evaluate.bench.Mode;
import io.rootops.core.evaluate.bench.ProjectFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of {@code evaluate commits} for people: a project a line, and the baselines' AUC beside it. */
final class CommitFiguresTable {
    private static final int NAME = 20;

    private CommitFiguresTable() {}

    static void print(Output out, Evaluation evaluation, String prior) {
        out.line(heading(evaluation.mode()) + " Prior: " + TerminalText.of(prior) + ".");
        out.line(pad("Project")
                + " Commits    Bad    AUC  95 %          Lift10  R@10   R@20     AP  Brier    ECE  | AUC of "
                + Arrays.stream(Baseline.values()).map(Baseline::word).collect(Collectors.joining("  ")));
        evaluation.projects().forEach(it -> out.line(row(it)));
        if (!evaluation.projects().isEmpty()) {
            out.line(pad("mean")
                    + " ".repeat(15)
                    + figures(evaluation.mean(), " ".repeat(13))
                    + baselines(evaluation.meanBaselines()));
        }
        evaluation.skipped().forEach(it -> out.line(TerminalText.of(it.project() + ": not measured; " + it.why())));
        List<ProjectFigures> below = evaluation.projects().stream()
                .filter(it -> !it.better().isEmpty())
                .toList();
        below.forEach(it -> out.line(TerminalText.of(it.project()) + ": below "
                + it.better().stream().map(Baseline::word).collect(Collectors.joining(", "))));
        if (below.isEmpty() && !evaluation.projects().isEmpty()) {
            out.line("No project is below a baseline.");
        }
    }

    private static String heading(Mode mode) {
        return switch (mode) {
            case ONLINE -> "Refitted each half year on what was known then, and scored on the next half year.";
            case COLD_START -> "Scored by the prior alone.";
            case STATIC -> "The oldest 80 % taught, the newest 20 % were scored.";
        };
    }

    private static String row(ProjectFigures it) {
        Double low = it.aucLow();
        Double high = it.aucHigh();
        String interval =
                low == null || high == null ? " ".repeat(13) : String.format(Locale.ENGLISH, "%.3f - %.3f", low, high);
        return pad(TerminalText.of(it.project(), NAME))
                + String.format(Locale.ENGLISH, " %7d %6d ", it.n(), it.bugs())
                + figures(it.figures(), interval)
                + baselines(it.baselines());
    }

    private static String figures(Figures it, String interval) {
        return String.join(
                "  ",
                number(it.auc()),
                interval,
                number(it.lift10()) + " ",
                number(it.recall10()),
                number(it.recall20()),
                number(it.ap()),
                number(it.brier()),
                number(it.ece()));
    }

    private static String baselines(Map<Baseline, Figures> baselines) {
        return "  |        "
                + Arrays.stream(Baseline.values())
                        .map(it -> {
                            Figures figures = baselines.get(it);
                            return " ".repeat(Math.max(0, it.word().length() - 5))
                                    + number(figures == null ? null : figures.auc());
                        })
                        .collect(Collectors.joining("  "));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "    -" : String.format(Locale.ENGLISH, "%.3f", value);
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, NAME - text.codePointCount(0, text.length())));
    }
}

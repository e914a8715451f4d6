package io.rootops.app.cli;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.evaluate.suspect.RankFigures;
import io.rootops.core.evaluate.suspect.SuspectEvaluation;
import io.rootops.core.evaluate.suspect.SuspectEvaluation.SetFigures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of {@code evaluate root-cause} for people. */
final class SuspectFiguresTable {
    private SuspectFiguresTable() {}

    static void print(Output out, SuspectEvaluation evaluation) {
        for (SetFigures set : evaluation.sets()) {
            out.line(String.format("%-34s    n    MRR  acc@1  acc@3  acc@5 acc@10", TerminalText.of(set.set())));
            row(out, "all candidates", set.all());
            out.line(String.format(
                    Locale.ENGLISH,
                    "    %,d candidates in the median; %.0f %% of the causes are older than 30 days",
                    set.medianCandidates(),
                    100 * set.oldCauses()));
            interval(out, "MRR", set.intervals().mrr());
            interval(out, "acc@5", set.intervals().acc5());
            row(out, "newest 100 candidates", set.newest100());
            row(out, "newest 500 candidates", set.newest500());
            row(out, "mean over other folds", set.otherFolds());
            row(out, "without the incident's project", set.leaveOneProjectOut());
            row(out, "baseline: newest first", set.newestFirst());
            row(out, "baseline: frames blamed", set.blamedFirst());
        }
        out.line(String.format(
                Locale.ENGLISH,
                "Chances, distance from what happened (ECE): first suspect %.3f, among the first five %.3f",
                evaluation.calibration().top1Ece(),
                evaluation.calibration().top5Ece()));
    }

    private static void row(Output out, String name, @Nullable RankFigures it) {
        if (it != null) {
            out.line(String.format(
                    Locale.ENGLISH,
                    "  %-32s %4d  %5.3f  %5.3f  %5.3f  %5.3f  %5.3f",
                    name,
                    it.n(),
                    it.mrr(),
                    it.acc1(),
                    it.acc3(),
                    it.acc5(),
                    it.acc10()));
        }
    }

    private static void interval(Output out, String name, Interval it) {
        out.line(String.format(Locale.ENGLISH, "    95 %% of %s: %.3f to %.3f", name, it.low(), it.high()));
    }
}

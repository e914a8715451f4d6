package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.LowRiskLane;
import io.rootops.core.evaluate.Measurement;
import io.rootops.core.evaluate.RankedBy;
import io.rootops.core.evaluate.RankingQuality;
import io.rootops.core.evaluate.TrustReport;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of the Trust page in sentences. */
public final class TrustWords {
    private TrustWords() {}

    static String sentence(TrustReport report) {
        Measurement measured = report.measurement();
        if (measured == null) {
            return tooFew(report);
        }
        RankingQuality churn = measured.baseline(RankedBy.CHURN);
        return String.format(
                Locale.ENGLISH,
                "On %s of %s to %s, each scored without knowing the future, the riskiest tenth held %s of the %s that"
                        + " had to be fixed, %s times as many as chance; sorting by lines changed: %s.",
                Shown.count(report.commits(), "commit"),
                Shown.monthYear(Objects.requireNonNull(report.from())),
                Shown.monthYear(Objects.requireNonNull(report.to())),
                Shown.percent(measured.learned().recall10()),
                Shown.number(report.bad()),
                times(measured.learned().lift10()),
                times(churn.lift10()));
    }

    private static String tooFew(TrustReport report) {
        if (report.commits() == 0) {
            return report.tooYoung() == 0
                    ? "Nothing is measured here yet: the score is tried on commits that come after the first year and the"
                            + " first 200 of them, when they are " + Learner.WAIT.toDays() + " days old."
                    : String.format(
                            Locale.ENGLISH,
                            "Nothing can be measured here yet: none of the %s is older than %d days, and younger ones"
                                    + " may still turn out bad.",
                            Shown.count(report.tooYoung(), "scored commit"),
                            Learner.WAIT.toDays());
        }
        return String.format(
                Locale.ENGLISH,
                "%s of the %s that can be judged here had to be fixed so far: too few to measure by. It takes %d"
                        + " commits, %d that had to be fixed and as many that had not.",
                Shown.number(report.bad()),
                Shown.count(report.commits(), "commit"),
                TrustReport.LEAST_COMMITS,
                TrustReport.LEAST_OF_EACH_KIND);
    }

    static String verdict(TrustReport report, ModelState model, @Nullable String priorProblem) {
        return Stream.of(decision(report, model), model.problem(), priorProblem)
                .filter(Objects::nonNull)
                .map(Shown::sentence)
                .collect(Collectors.joining(" "));
    }

    private static String decision(TrustReport report, ModelState model) {
        Measurement measured = report.measurement();
        boolean bySize = model.kind() == RiskScore.Model.SIZE;
        if (measured == null || (bySize && measured.better() != RankedBy.CHURN)) {
            return model.reason() != null
                    ? Shown.sentence(model.reason())
                    : bySize
                            ? "RootOps ranks by lines changed here until it has learned."
                            : "Until then scores rest on what other projects teach.";
        }
        String unclear = measured.clear() ? "" : ", though chance may have decided that";
        if (measured.better() == RankedBy.LEARNED) {
            return "The learned score ranks better here than lines changed" + unclear + ". RootOps ranks by it.";
        }
        return "Lines changed rank better here" + unclear + ". "
                + (bySize
                        ? "RootOps ranks by lines changed here."
                        : "The next learning decides what RootOps ranks by.");
    }

    public static String trend(Measurement measured) {
        Interval change = measured.change();
        String range = change == null ? "" : signed(change.low()) + " to " + signed(change.high());
        return switch (measured.trend()) {
            case BETTER ->
                "It gets better: the order of the later half-years beats that of the earlier ones by " + range
                        + " (AUC, 95 % interval).";
            case WORSE ->
                "It gets worse: the order of the later half-years differs from that of the earlier ones by " + range
                        + " (AUC, 95 % interval).";
            case NO_CLEAR_CHANGE ->
                "No clear change: the later half-years differ from the earlier ones by " + range
                        + " (AUC, 95 % interval), which may be chance.";
            case TOO_SHORT -> "Too few half-years with enough outcomes to tell whether it gets better or worse.";
        };
    }

    public static String lane(LowRiskLane lane, int bad) {
        return String.format(
                Locale.ENGLISH,
                "%s of all commits ranked below percentile %.0f, and only %s of the %s bad ones did.",
                Shown.percent(lane.share()),
                lane.below(),
                Shown.number(lane.bad()),
                Shown.number(bad));
    }

    public static @Nullable String laneCheck(LowRiskLane lane) {
        LowRiskLane.Check check = lane.check();
        return check == null
                ? null
                : String.format(
                        Locale.ENGLISH,
                        "A line is easily drawn afterwards. Drawn on the earlier half alone, at percentile %.0f, it"
                                + " had %s of the later commits below it and %s of the later bad ones.",
                        check.below(),
                        Shown.percent(check.share()),
                        Shown.percent(check.missed()));
    }

    public static String ranker(RankedBy by) {
        return switch (by) {
            case LEARNED -> "RootOps, learned";
            case PRIOR -> "RootOps as shipped";
            case CHURN -> "Lines changed";
            case HEURISTIC_V1 -> "First version, 0 to 10";
        };
    }

    public static String source(@Nullable OutcomeSource source) {
        return source == null
                ? "anybody"
                : switch (source) {
                    case INCIDENT -> "Caused an incident, confirmed";
                    case TRAILER -> "Named by its fix";
                    case REVERT -> "Reverted";
                    case SZZ -> "Lines rewritten by a fix";
                };
    }

    public static String auc(@Nullable Double auc) {
        return auc == null ? "–" : String.format(Locale.ENGLISH, "%.2f", auc);
    }

    public static String times(@Nullable Double lift) {
        return lift == null ? "–" : String.format(Locale.ENGLISH, "%.1f", lift);
    }

    public static String signed(double number) {
        String text = String.format(Locale.ENGLISH, "%+.2f", number);
        return text.endsWith("0.00") ? "0.00" : text.replace('-', '−');
    }
}

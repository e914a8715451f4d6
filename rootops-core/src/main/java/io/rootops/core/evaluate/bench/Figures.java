package io.rootops.core.evaluate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How good one ranking is. Figures of the order are means over the windows that have at least 8 commits of each kind,
 * by the windows' sizes; {@code aucPooled}, {@code ap}, {@code brier} and {@code ece} are over all scored commits
 * together. Null where they cannot be had. Shares are of 1.
 *
 * @param auc chance that a bad commit stands above a clean one
 * @param lift10 how many times as many bad commits as chance would put there the riskiest tenth holds
 * @param recall10 share of the bad commits in the riskiest tenth
 * @param recall20 share of the bad commits in the riskiest fifth
 * @param recall20Churn share of the bad commits found when a fifth of the changed lines is read by descending score
 * @param recall20ChurnDensity the same by descending score / lines changed
 * @param popt area under recall over lines read, by descending score, scaled from the worst order (0) to the best (1)
 * @param poptDensity the same by descending score / lines changed
 * @param initialFalseAlarms clean commits above the first bad one
 * @param ap average precision
 * @param brier mean squared error of the shown probability
 * @param ece mean gap between shown probability and share of bad commits, in ten bins of equal width
 */
public record Figures(
        @Nullable Double auc,
        @Nullable Double lift10,
        @Nullable Double recall10,
        @Nullable Double recall20,
        @Nullable Double recall20Churn,
        @Nullable Double recall20ChurnDensity,
        @Nullable Double popt,
        @Nullable Double poptDensity,
        @Nullable Double initialFalseAlarms,
        @Nullable Double aucPooled,
        @Nullable Double ap,
        @Nullable Double brier,
        @Nullable Double ece) {
    /** A window with fewer of either kind says nothing of an order. */
    static final int LEAST_OF_EACH_KIND = 8;

    private static final double TENTH = 0.1;
    private static final double FIFTH = 0.2;
    private static final int BINS = 10;

    static Figures of(List<ScoredRow> rows) {
        List<Ranking> byScore = telling(rows, ScoredRow::score);
        List<Ranking> byDensity = telling(rows, ScoredRow::density);
        Ranking pooled = new Ranking(rows, ScoredRow::score);
        boolean both = pooled.has(1);
        boolean probable = !rows.isEmpty() && rows.stream().noneMatch(it -> Double.isNaN(it.probability()));
        return new Figures(
                mean(byScore, Ranking::auc),
                mean(byScore, it -> it.lift(TENTH)),
                mean(byScore, it -> it.recall(TENTH)),
                mean(byScore, it -> it.recall(FIFTH)),
                mean(byScore, it -> it.recallAtChurn(FIFTH)),
                mean(byDensity, it -> it.recallAtChurn(FIFTH)),
                mean(byScore, Ranking::popt),
                mean(byDensity, Ranking::popt),
                mean(byScore, Ranking::initialFalseAlarms),
                both ? pooled.auc() : null,
                both ? pooled.averagePrecision() : null,
                probable ? brier(rows) : null,
                probable ? ece(rows) : null);
    }

    /** The mean of each figure over the projects that have it. */
    static Figures mean(List<Figures> all) {
        return new Figures(
                known(all, Figures::auc),
                known(all, Figures::lift10),
                known(all, Figures::recall10),
                known(all, Figures::recall20),
                known(all, Figures::recall20Churn),
                known(all, Figures::recall20ChurnDensity),
                known(all, Figures::popt),
                known(all, Figures::poptDensity),
                known(all, Figures::initialFalseAlarms),
                known(all, Figures::aucPooled),
                known(all, Figures::ap),
                known(all, Figures::brier),
                known(all, Figures::ece));
    }

    /** The windows that say something of the order, oldest first. */
    static List<Ranking> telling(List<ScoredRow> rows, ToDoubleFunction<ScoredRow> by) {
        Map<Integer, List<ScoredRow>> windows = new LinkedHashMap<>();
        rows.forEach(it ->
                windows.computeIfAbsent(it.window(), none -> new ArrayList<>()).add(it));
        return windows.values().stream()
                .map(it -> new Ranking(it, by))
                .filter(it -> it.has(LEAST_OF_EACH_KIND))
                .toList();
    }

    static @Nullable Double mean(List<Ranking> windows, ToDoubleFunction<Ranking> figure) {
        double sum = 0;
        double weight = 0;
        for (Ranking window : windows) {
            double value = figure.applyAsDouble(window);
            if (!Double.isNaN(value)) {
                sum += value * window.size();
                weight += window.size();
            }
        }
        return weight > 0 ? sum / weight : null;
    }

    private static @Nullable Double known(List<Figures> all, Function<Figures, @Nullable Double> figure) {
        double sum = 0;
        int count = 0;
        for (Figures each : all) {
            Double value = figure.apply(each);
            if (value != null) {
                sum += value;
                count++;
            }
        }
        return count > 0 ? sum / count : null;
    }

    private static double brier(List<ScoredRow> rows) {
        double sum = 0;
        for (ScoredRow row : rows) {
            double error = row.probability() - (row.bad() ? 1 : 0);
            sum += error * error;
        }
        return sum / rows.size();
    }

    private static double ece(List<ScoredRow> rows) {
        double[] gap = new double[BINS];
        for (ScoredRow row : rows) {
            gap[Math.min(BINS - 1, (int) (row.probability() * BINS))] += row.probability() - (row.bad() ? 1 : 0);
        }
        double sum = 0;
        for (double each : gap) {
            sum += Math.abs(each);
        }
        return sum / rows.size();
    }
}

package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.RankingArea;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Commits, riskiest first; equal ones stay in the order they came in. */
final class Ranking {
    private final List<ScoredRow> rows;
    private final ToDoubleFunction<ScoredRow> by;
    private final double bad;
    private final double lines;

    Ranking(List<ScoredRow> rows, ToDoubleFunction<ScoredRow> by) {
        this.rows =
                rows.stream().sorted(Comparator.comparingDouble(by).reversed()).toList();
        this.by = by;
        this.bad = rows.stream().filter(ScoredRow::bad).count();
        this.lines = rows.stream().mapToDouble(ScoredRow::churn).sum();
    }

    int size() {
        return rows.size();
    }

    boolean has(int leastOfEachKind) {
        return bad >= leastOfEachKind && rows.size() - bad >= leastOfEachKind;
    }

    /** The chance that a bad commit stands above a clean one; equal ones count half. */
    double auc() {
        boolean[] isBad = new boolean[rows.size()];
        for (int i = 0; i < isBad.length; i++) {
            isBad[i] = rows.get(i).bad();
        }
        return RankingArea.of(rows.stream().mapToDouble(by).toArray(), isBad);
    }

    /** Mean precision at each bad commit, equal ones taken together. */
    double averagePrecision() {
        double found = 0;
        double sum = 0;
        for (int from = 0; from < rows.size(); ) {
            int to = endOfEqual(from);
            double equalBad = count(from, to);
            found += equalBad;
            sum += equalBad * found / to;
            from = to;
        }
        return sum / bad;
    }

    /** Share of the bad commits among the riskiest ones, these being the given share of all, rounded, at least one. */
    double recall(double share) {
        return count(0, top(share)) / bad;
    }

    /** How many times as many bad ones the riskiest hold as chance would put there. */
    double lift(double share) {
        return count(0, top(share)) / top(share) / (bad / rows.size());
    }

    /** Share of the bad commits read in full before the given share of all changed lines is read. */
    double recallAtChurn(double share) {
        double read = 0;
        double found = 0;
        for (ScoredRow row : rows) {
            read += row.churn();
            if (read > share * lines) {
                break;
            }
            found += row.bad() ? 1 : 0;
        }
        return found / bad;
    }

    /** Area under the share of bad commits found over the share of lines read, 0 at the worst order and 1 at the best. */
    double popt() {
        double best = new Ranking(rows, it -> it.bad() ? 2 - it.churn() / (lines + 1) : -it.churn()).area();
        double worst = new Ranking(rows, it -> it.bad() ? it.churn() / (lines + 1) - 2 : it.churn()).area();
        return best > worst ? (area() - worst) / (best - worst) : Double.NaN;
    }

    /** Clean commits above the first bad one. */
    double initialFalseAlarms() {
        int at = 0;
        while (at < rows.size() && !rows.get(at).bad()) {
            at++;
        }
        return at;
    }

    private double area() {
        double area = 0;
        double found = 0;
        for (ScoredRow row : rows) {
            double more = row.bad() ? 1 : 0;
            area += row.churn() * (found + more / 2);
            found += more;
        }
        return area / (lines * bad);
    }

    private int top(double share) {
        return Math.max(1, (int) Math.rint(share * rows.size()));
    }

    private double count(int from, int to) {
        return rows.subList(from, to).stream().filter(ScoredRow::bad).count();
    }

    private int endOfEqual(int from) {
        double score = by.applyAsDouble(rows.get(from));
        int to = from + 1;
        while (to < rows.size() && by.applyAsDouble(rows.get(to)) == score) {
            to++;
        }
        return to;
    }
}

package io.rootops.core.evaluate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    /** Scores fall from left to right; x is bad, o is clean. */
    private static List<ScoredRow> rows(String kinds) {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < kinds.length(); i++) {
            rows.add(new ScoredRow(0, kinds.length() - i, Double.NaN, kinds.charAt(i) == 'x', 10));
        }
        return rows;
    }

    private static Ranking ranking(String kinds) {
        return new Ranking(rows(kinds), ScoredRow::score);
    }

    @Test
    void aucIsTheChanceThatBadStandsAboveClean() {
        assertThat(ranking("xxoo").auc()).isEqualTo(1);
        assertThat(ranking("ooxx").auc()).isZero();
        assertThat(ranking("xoxo").auc()).isEqualTo(0.75);
    }

    @Test
    void equalScoresCountHalf() {
        List<ScoredRow> equal = rows("xoxoo").stream()
                .map(it -> new ScoredRow(0, 1, 0.5, it.bad(), 1))
                .toList();

        assertThat(new Ranking(equal, ScoredRow::score).auc()).isEqualTo(0.5);
        assertThat(new Ranking(equal, ScoredRow::score).averagePrecision()).isEqualTo(0.4);
    }

    @Test
    void averagePrecisionIsTheMeanOverTheBadOnes() {
        assertThat(ranking("xoxo").averagePrecision()).isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));
        assertThat(ranking("ooox").averagePrecision()).isEqualTo(0.25);
    }

    @Test
    void recallAndLiftLookAtTheRiskiest() {
        Ranking twenty = ranking("xxoxoooooooooooooooo");

        assertThat(twenty.recall(0.1)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(twenty.recall(0.2)).isEqualTo(1);
        assertThat(twenty.lift(0.1)).isCloseTo(20.0 / 3, within(1e-12));
        // A tenth of four commits is one.
        assertThat(ranking("xoxo").recall(0.1)).isEqualTo(0.5);
    }

    @Test
    void recallAtChurnStopsBeforeTheLineBudgetIsPassed() {
        List<ScoredRow> rows = List.of(
                new ScoredRow(0, 3, Double.NaN, true, 15),
                new ScoredRow(0, 2, Double.NaN, true, 10),
                new ScoredRow(0, 1, Double.NaN, false, 75));

        assertThat(new Ranking(rows, ScoredRow::score).recallAtChurn(0.2)).isEqualTo(0.5);
        assertThat(new Ranking(rows, ScoredRow::score).recallAtChurn(0.25)).isEqualTo(1);
        assertThat(new Ranking(rows, ScoredRow::score).recallAtChurn(0.1)).isZero();
    }

    @Test
    void poptIsOneForTheBestOrderAndZeroForTheWorst() {
        List<ScoredRow> best = List.of(
                new ScoredRow(0, 4, Double.NaN, true, 2),
                new ScoredRow(0, 3, Double.NaN, true, 9),
                new ScoredRow(0, 2, Double.NaN, false, 30));
        List<ScoredRow> worst = List.of(
                new ScoredRow(0, 4, Double.NaN, false, 30),
                new ScoredRow(0, 3, Double.NaN, true, 9),
                new ScoredRow(0, 2, Double.NaN, true, 2));

        assertThat(new Ranking(best, ScoredRow::score).popt()).isCloseTo(1, within(1e-12));
        assertThat(new Ranking(worst, ScoredRow::score).popt()).isCloseTo(0, within(1e-12));
    }

    @Test
    void initialFalseAlarmsStandAboveTheFirstBadOne() {
        assertThat(ranking("ooxo").initialFalseAlarms()).isEqualTo(2);
        assertThat(ranking("xooo").initialFalseAlarms()).isZero();
    }
}

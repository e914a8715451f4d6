package io.rootops.core.evaluate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void windowsCountByTheirSizes() {
        List<ScoredRow> rows = new ArrayList<>();
        window(rows, 0, 10, 10, true);
        window(rows, 1, 20, 40, false);
        window(rows, 2, 7, 400, true);

        Figures figures = Figures.of(rows);

        // The first is in perfect order, the second in the worst, the third has too few bad ones to tell.
        assertThat(figures.auc()).isCloseTo(20.0 / 80, within(1e-12));
        assertThat(figures.aucPooled()).isNotNull();
        assertThat(Figures.telling(rows, ScoredRow::score)).hasSize(2);
        assertThat(WindowBootstrap.auc(Figures.telling(rows, ScoredRow::score))).isNull();
    }

    @Test
    void theIntervalHoldsTheMeanAndIsTheSameEachTime() {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            window(rows, i, 10, 20, i % 3 != 0);
        }
        List<Ranking> windows = Figures.telling(rows, ScoredRow::score);
        double[] interval = Objects.requireNonNull(WindowBootstrap.auc(windows));

        assertThat(interval).isEqualTo(WindowBootstrap.auc(windows)).hasSize(2);
        assertThat(Figures.of(rows).auc()).isBetween(interval[0], interval[1]);
        assertThat(interval[0]).isLessThan(interval[1]);
    }

    @Test
    void probabilitiesAreComparedWithWhatHappened() {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(new ScoredRow(0, 1, 0.25, i < 30, 1));
            rows.add(new ScoredRow(0, 2, 1, i < 80, 1));
        }
        Figures figures = Figures.of(rows);

        assertThat(figures.ece()).isCloseTo((0.05 + 0.2) / 2, within(1e-12));
        assertThat(figures.brier()).isCloseTo((0.3 * 0.75 * 0.75 + 0.7 * 0.25 * 0.25 + 0.2) / 2, within(1e-12));
    }

    @Test
    void aRankingWithoutProbabilitiesHasNoneOfTheirFigures() {
        List<ScoredRow> rows = new ArrayList<>();
        window(rows, 0, 10, 10, true);

        assertThat(Figures.of(rows).brier()).isNull();
        assertThat(Figures.of(rows).ece()).isNull();
        assertThat(Figures.of(rows).auc()).isEqualTo(1);
    }

    @Test
    void withoutBadCommitsThereAreNoFigures() {
        List<ScoredRow> rows = new ArrayList<>();
        window(rows, 0, 0, 50, true);

        assertThat(Figures.of(rows).auc()).isNull();
        assertThat(Figures.of(rows).ap()).isNull();
        assertThat(Figures.of(List.of()).brier()).isNull();
        assertThat(Figures.mean(List.of(Figures.of(rows))).auc()).isNull();
    }

    private static void window(List<ScoredRow> rows, int window, int bad, int clean, boolean right) {
        for (int i = 0; i < bad + clean; i++) {
            boolean isBad = i < bad;
            double score = isBad == right ? 1_000 - i : -i;
            rows.add(new ScoredRow(window, score, Double.NaN, isBad, 3));
        }
    }
}

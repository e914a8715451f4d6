package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IrlsTest {
    private static final int ROWS = 900;
    private static final int COLUMNS = 6;
    private static final int GROUPS = 5;
    private static final double L2 = 30;

    private final Random random = new Random(11);

    /** Gradient descent on the penalised loss with a column of its own for each group: another way to the same place. */
    @Test
    void eliminatedGroupInterceptsAreThoseOfDummyColumns() {
        Standardised data = data();
        int[] group = new int[ROWS];
        Arrays.setAll(group, i -> i * GROUPS / ROWS);

        double[] fitted = new Irls(data, L2, group, GROUPS).fit();

        double[] slow = descend(data, group);
        assertThat(Arrays.stream(fitted).map(Math::abs).max().orElse(0)).isGreaterThan(0.1);
        for (int i = 0; i <= COLUMNS; i++) {
            assertThat(fitted[i]).isCloseTo(slow[i], within(1e-6));
        }
    }

    @Test
    void withoutGroupsItIsPlainLogisticRegression() {
        Standardised data = data();

        double[] fitted = new Irls(data, L2, new int[ROWS], 0).fit();

        double[] residual = new double[COLUMNS + 1];
        for (int row = 0; row < ROWS; row++) {
            double logit = fitted[COLUMNS];
            for (int i = 0; i < COLUMNS; i++) {
                logit += fitted[i] * data.values()[row * COLUMNS + i];
            }
            double left = data.weights()[row] * (data.bad()[row] - Logit.probability(logit));
            for (int i = 0; i < COLUMNS; i++) {
                residual[i] += left * data.values()[row * COLUMNS + i];
            }
            residual[COLUMNS] += left;
        }
        for (int i = 0; i < COLUMNS; i++) {
            assertThat(residual[i]).isCloseTo(L2 * fitted[i], within(1e-6));
        }
        assertThat(residual[COLUMNS]).isCloseTo(0, within(1e-6));
    }

    private Standardised data() {
        double[] values = new double[ROWS * COLUMNS];
        double[] bad = new double[ROWS];
        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double logit = -0.5 + (double) row / ROWS;
            for (int i = 0; i < COLUMNS; i++) {
                values[row * COLUMNS + i] = random.nextGaussian();
                logit += values[row * COLUMNS + i] * (i - 2) / 3;
            }
            bad[row] = random.nextDouble() < Logit.probability(logit) ? 1 : 0;
            weights[row] = 0.5 + random.nextDouble();
        }
        double[] ones = new double[COLUMNS];
        Arrays.fill(ones, 1);
        return new Standardised(List.of(), new double[COLUMNS], ones, values, bad, weights);
    }

    private static double[] descend(Standardised data, int[] group) {
        double[] at = new double[COLUMNS + 1 + GROUPS];
        for (int step = 0; step < 30_000; step++) {
            double[] slope = new double[at.length];
            for (int row = 0; row < ROWS; row++) {
                double logit = at[COLUMNS] + at[COLUMNS + 1 + group[row]];
                for (int i = 0; i < COLUMNS; i++) {
                    logit += at[i] * data.values()[row * COLUMNS + i];
                }
                double left = data.weights()[row] * (data.bad()[row] - Logit.probability(logit));
                for (int i = 0; i < COLUMNS; i++) {
                    slope[i] += left * data.values()[row * COLUMNS + i];
                }
                slope[COLUMNS] += left;
                slope[COLUMNS + 1 + group[row]] += left;
            }
            for (int i = 0; i < at.length; i++) {
                slope[i] -= i < COLUMNS ? L2 * at[i] : i > COLUMNS ? at[i] : 0;
                at[i] += 0.002 * slope[i];
            }
        }
        return at;
    }
}

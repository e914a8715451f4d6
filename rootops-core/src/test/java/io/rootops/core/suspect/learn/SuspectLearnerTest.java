package io.rootops.core.suspect.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspectLearnerTest {
    private static final List<SuspectFeature> FEATURES =
            List.of(SuspectFeature.TEXT, SuspectFeature.NAME, SuspectFeature.LOG_AGE);

    private final SuspectLearner learner = new SuspectLearner(FEATURES);

    /** Causes have a high text, a low name, and are new. */
    private static List<LabelledRanking> incidents(int count) {
        Random random = new Random(1);
        List<LabelledRanking> incidents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[30][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            }
            rows[0] = new double[] {0.9, 0.1, 0.2};
            boolean[] causes = new boolean[rows.length];
            causes[0] = true;
            incidents.add(new LabelledRanking(rows, causes, new double[rows.length]));
        }
        return incidents;
    }

    @Test
    void learnsWhatTellsTheCause() {
        SuspectWeights weights = learner.learn(incidents(40));

        assertThat(weights.of(SuspectFeature.TEXT)).isGreaterThan(2);
        assertThat(weights.of(SuspectFeature.LOG_AGE)).isNegative();
    }

    @Test
    void noWeightOfEvidenceFallsBelowZero() {
        assertThat(learner.learn(incidents(40)).of(SuspectFeature.NAME)).isZero();
        assertThatThrownBy(() -> new SuspectWeights(Map.of(SuspectFeature.NAME, -0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void fewIncidentsMoveThePriorALittle() {
        SuspectWeights prior = new SuspectWeights(
                Map.of(SuspectFeature.TEXT, 1.0, SuspectFeature.NAME, 2.0, SuspectFeature.LOG_AGE, -1.0));

        double free = learner.learn(incidents(40), prior, 1).of(SuspectFeature.NAME);
        double held = learner.learn(incidents(40), prior, 1_000).of(SuspectFeature.NAME);

        assertThat(learner.learn(List.of(), prior, 1)).isEqualTo(prior);
        assertThat(free).isLessThan(held);
        assertThat(held).isCloseTo(2, within(0.2));
    }

    @Test
    void theMinimumOnABoundIsFound() {
        double[] at = new BoundedLbfgs(new double[] {0, 0, Double.NEGATIVE_INFINITY}, 80)
                .minimize(
                        (x, gradient) -> {
                            double value = 0;
                            double[] center = {-3, 4, -5};
                            for (int i = 0; i < x.length; i++) {
                                double away = x[i] - center[i] + 0.5 * (i == 0 ? 0 : x[i - 1]);
                                value += (i + 1) * away * away;
                            }
                            for (int i = 0; i < x.length; i++) {
                                double away = x[i] - center[i] + 0.5 * (i == 0 ? 0 : x[i - 1]);
                                gradient[i] = 2 * (i + 1) * away;
                                if (i + 1 < x.length) {
                                    gradient[i] += (i + 2) * (x[i + 1] - center[i + 1] + 0.5 * x[i]);
                                }
                            }
                            return value;
                        },
                        new double[] {1, 1, 1});

        assertThat(at[0]).isZero();
        assertThat(at[1]).isCloseTo(4, within(1e-4));
        assertThat(at[2]).isCloseTo(-7, within(1e-4));
    }
}

package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceDistributionTest {
    @Test
    void withNothingToCompareEverythingIsInTheMiddle() {
        ReferenceDistribution nothing = ReferenceDistribution.of(new float[0]);

        assertThat(nothing.percentile(0)).isEqualTo(50);
        assertThat(nothing.percentile(1e9)).isEqualTo(50);
        assertThat(nothing.toArray()).isEmpty();
    }

    @Test
    void halfOfTheEqualOnesCount() {
        ReferenceDistribution scores = ReferenceDistribution.of(new float[] {5, 1, 3, 3});

        assertThat(scores.percentile(0)).isZero();
        assertThat(scores.percentile(1)).isEqualTo(12.5);
        assertThat(scores.percentile(2)).isEqualTo(25);
        assertThat(scores.percentile(3)).isEqualTo(50);
        assertThat(scores.percentile(5)).isEqualTo(87.5);
        assertThat(scores.percentile(6)).isEqualTo(100);
    }

    @Test
    void scoresThatAreEqualAsTheyAreKeptAreEqual() {
        ReferenceDistribution scores = ReferenceDistribution.of(new float[] {(float) 0.1, (float) 0.1, (float) 0.3});

        assertThat(scores.percentile(0.1)).isCloseTo(100 / 3.0, within(1e-9));
        assertThat(scores.percentile(0.3)).isCloseTo(500 / 6.0, within(1e-9));
    }

    @Test
    void oneScoreIsItsOwnMiddle() {
        assertThat(ReferenceDistribution.of(new float[] {7}).percentile(7)).isEqualTo(50);
    }

    @Test
    void manyScoresKeepTheirPercentilesToATwentieth() {
        float[] scores = new float[50_000];
        Random random = new Random(3);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.floor(Math.exp(random.nextGaussian() * 2 + 3));
        }
        ReferenceDistribution reference = ReferenceDistribution.of(scores);

        assertThat(reference.toArray()).hasSize(ReferenceDistribution.SIZE).isSorted();
        for (float raw : new float[] {0, 1, 2, 5, 20, 55, 148, 400, 1_000, 8_000}) {
            assertThat(reference.percentile(raw)).isCloseTo(rank(scores, raw), within(0.05));
        }
    }

    @Test
    void aStoredOneIsTheSame() {
        ReferenceDistribution reference = ReferenceDistribution.of(new float[] {9, 4, 4});

        assertThat(ReferenceDistribution.ofStored(reference.toArray()).percentile(4))
                .isEqualTo(reference.percentile(4));
    }

    @Test
    void theScoresHandedInStayAsTheyAre() {
        float[] scores = {3, 1, 2};

        ReferenceDistribution.of(scores);

        assertThat(scores).containsExactly(3, 1, 2);
    }

    private static double rank(float[] scores, float raw) {
        int below = 0;
        int equal = 0;
        for (float score : scores) {
            below += score < raw ? 1 : 0;
            equal += score == raw ? 1 : 0;
        }
        return 100.0 * (below + equal / 2.0) / scores.length;
    }
}

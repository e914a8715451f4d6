package io.rootops.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaTest {
    /** For whole numbers the tail is a sum of the binomial distribution: at least b successes are not met in a + b - 1 trials. */
    @ParameterizedTest
    @CsvSource({"1,1,0.3", "2,5,0.1", "9,32,0.05", "9,32,0.3", "1,400,0.004", "60,940,0.06", "3,1,0.9"})
    void theTailIsThatOfTheBinomialDistribution(int bad, int clean, double rate) {
        int trials = bad + clean - 1;
        double tail = 0;
        double term = Math.pow(1 - rate, trials);
        for (int k = 0; k < bad; k++) {
            tail += term;
            term *= (double) (trials - k) / (k + 1) * rate / (1 - rate);
        }

        assertThat(new Beta(bad, clean).above(rate)).isCloseTo(tail, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "1,0", "1.5,0"})
    void allLiesBetweenNoneAndOne(double rate, double probability) {
        assertThat(new Beta(0.3, 7.5).above(rate)).isEqualTo(probability);
    }
}

package io.rootops.core.evaluate.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.evaluate.signal.LabelledSeries.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowScoreTest {
    private static final List<Window> WINDOWS = List.of(new Window(100, 199), new Window(300, 399));

    private static double score(WindowScore score, Integer... found) {
        return score.normalised(score.raw(WINDOWS, List.of(found)), WINDOWS.size());
    }

    @Test
    void nothingSaidIsZeroAndTheFirstPointsAreAHundred() {
        for (WindowScore score :
                List.of(WindowScore.STANDARD, WindowScore.LOW_FALSE_POSITIVES, WindowScore.LOW_FALSE_NEGATIVES)) {
            assertThat(score(score)).isZero();
            assertThat(score(score, 100, 150, 300)).isCloseTo(100, within(1e-9));
        }
    }

    @Test
    void laterIsWorthLessAndElsewhereCosts() {
        double first = score(WindowScore.STANDARD, 100);
        assertThat(first).isCloseTo(50, within(1e-9));
        assertThat(score(WindowScore.STANDARD, 190)).isBetween(25.0, first - 5);
        // Of a raw range of four: .11 before any window, and up to that with the distance from the one before.
        assertThat(score(WindowScore.STANDARD, 50, 100)).isCloseTo(50 - 100 * 0.11 / 4, within(1e-9));
        assertThat(score(WindowScore.LOW_FALSE_POSITIVES, 50, 100)).isCloseTo(50 - 100 * 0.22 / 4, within(1e-9));
        assertThat(score(WindowScore.STANDARD, 100, 205)).isGreaterThan(score(WindowScore.STANDARD, 100, 290));
        assertThat(score(WindowScore.LOW_FALSE_NEGATIVES, 100)).isCloseTo(50, within(1e-9));
    }

    @Test
    void aDetectorLearnsForAWhile() {
        assertThat(WindowScore.learning(1_000)).isEqualTo(150);
        assertThat(WindowScore.learning(100_000)).isEqualTo(750);
    }
}

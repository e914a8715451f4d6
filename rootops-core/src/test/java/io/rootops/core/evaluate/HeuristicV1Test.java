package io.rootops.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeuristicV1Test {
    @Test
    void addsUpFilesLinesTestsAndOddHours() {
        assertThat(of(5, 100, 0, 12, 2)).isEqualTo(0.5 + 0.5 + 2);
        assertThat(of(5, 100, 5, 12, 2)).isEqualTo(0.5 + 0.5);
        assertThat(of(4, 100, 1, 12, 2)).isEqualTo(0.4 + 0.5 + 1.5);
        assertThat(of(5, 100, 0, 22, 2)).isEqualTo(5);
        assertThat(of(5, 100, 0, 5, 2)).isEqualTo(5);
        assertThat(of(5, 100, 0, 6, 4)).isEqualTo(3);
        assertThat(of(5, 100, 0, 12, 5)).isEqualTo(5);
    }

    @Test
    void isCutAtTen() {
        assertThat(of(900, 90_000, 0, 23, 6)).isEqualTo(10);
    }

    @Test
    void countsWhatIsUnknownAsNothing() {
        float[] unknown = new float[Feature.values().length];
        Arrays.fill(unknown, Float.NaN);

        // Midnight: what is unknown is 0.
        assertThat(HeuristicV1.of(new Features(unknown))).isEqualTo(4);
    }

    private static double of(int files, int lines, int tests, int hour, int weekday) {
        float[] values = new float[Feature.values().length];
        values[Feature.NF.ordinal()] = files;
        values[Feature.LA.ordinal()] = lines;
        values[Feature.TESTF.ordinal()] = tests;
        values[Feature.HOUR.ordinal()] = hour;
        values[Feature.WDAY.ordinal()] = weekday;
        return HeuristicV1.of(new Features(values));
    }
}

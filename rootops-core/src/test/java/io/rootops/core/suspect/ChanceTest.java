package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void findsHowOftenItCameTrue() {
        List<Chance.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            outcomes.add(new Chance.Outcome(0.1, i % 10 < 3));
            outcomes.add(new Chance.Outcome(0.9, i % 10 < 6));
        }

        Chance chance = Chance.fitted(outcomes);

        assertThat(chance.of(0.1)).isCloseTo(0.3, within(0.01));
        assertThat(chance.of(0.9)).isCloseTo(0.6, within(0.01));
        assertThat(chance.of(0)).isBetween(0.0, 0.1);
        assertThat(chance.of(1)).isBetween(0.9, 1.0);
    }

    /** Whole steps run away from these. */
    @Test
    void fewOutcomesLeadNowhereFar() {
        Chance chance = Chance.fitted(List.of(
                new Chance.Outcome(0.86, false),
                new Chance.Outcome(0.97, true),
                new Chance.Outcome(0.63, true),
                new Chance.Outcome(0.01, true),
                new Chance.Outcome(0.88, false)));

        assertThat(chance.intercept()).isBetween(-2.0, 2.0);
        assertThat(chance.slope()).isBetween(-2.0, 2.0);
        assertThat(chance.of(0.86) + chance.of(0.97) + chance.of(0.63) + chance.of(0.01) + chance.of(0.88))
                .as("as many as happened")
                .isCloseTo(3, within(0.01));
    }

    @Test
    void learnsNothingFromOneKind() {
        assertThat(Chance.fitted(List.of())).isEqualTo(Chance.UNCHANGED);
        assertThat(Chance.fitted(List.of(new Chance.Outcome(0.3, true)))).isEqualTo(Chance.UNCHANGED);
    }
}

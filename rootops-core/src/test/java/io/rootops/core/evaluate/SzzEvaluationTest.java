package io.rootops.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SzzEvaluationTest {
    @Test
    void countsPairs() {
        SzzEvaluation it = SzzEvaluation.of(
                Map.of("f1", Set.of("a", "b"), "f2", Set.of("c"), "f3", Set.of("d")),
                Map.of("f1", Set.of("a", "x"), "f2", Set.of("c"), "never asked about", Set.of("d")));
        assertThat(it).isEqualTo(new SzzEvaluation(3, 4, 3, 2));
        assertThat(it.precision()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(it.recall()).isEqualTo(0.5);
        assertThat(it.f1()).isCloseTo(4 / 7.0, within(1e-12));
    }

    @Test
    void withoutAnswersAllIsZero() {
        SzzEvaluation it = SzzEvaluation.of(Map.of("f", Set.of("a")), Map.of());
        assertThat(it.precision()).isZero();
        assertThat(it.recall()).isZero();
        assertThat(it.f1()).isZero();
    }
}

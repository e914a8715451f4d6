package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreemapTest {
    private static final double ALL = Treemap.WIDTH * (double) Treemap.HEIGHT;

    @Test
    void areasAreAsTheWeightsAndCoverAllWithoutOverlapping() {
        Random random = new Random(7);
        List<Double> weights = Stream.generate(() -> Math.exp(2 * random.nextGaussian()))
                .limit(60)
                .toList();
        double total = weights.stream().mapToDouble(it -> it).sum();

        List<Treemap.Cell<Double>> cells = Treemap.of(weights, it -> it);

        assertThat(cells).hasSize(60).allSatisfy(it -> {
            assertThat(it.width() * it.height()).isCloseTo(ALL * it.item() / total, within(1e-6 * ALL));
            assertThat(it.x()).isBetween(0.0, Treemap.WIDTH - it.width() + 1e-6);
            assertThat(it.y()).isBetween(0.0, Treemap.HEIGHT - it.height() + 1e-6);
        });
        for (Treemap.Cell<Double> a : cells) {
            assertThat(cells).filteredOn(b -> b != a && overlap(a, b)).isEmpty();
        }
    }

    @Test
    void equalWeightsMakeCellsThatAreNearlySquare() {
        assertThat(Treemap.of(Stream.generate(() -> 1).limit(30).toList(), it -> it))
                .allSatisfy(it -> assertThat(it.width() / it.height()).isBetween(0.5, 2.0));
    }

    @Test
    void whatWeighsNothingHasNoCell() {
        assertThat(Treemap.of(List.of(0, 5), it -> it))
                .containsExactly(new Treemap.Cell<>(5, 0, 0, Treemap.WIDTH, Treemap.HEIGHT));
        assertThat(Treemap.of(List.<Integer>of(), it -> it)).isEmpty();
        assertThat(Treemap.of(List.of(0), it -> it)).isEmpty();
    }

    private static boolean overlap(Treemap.Cell<Double> a, Treemap.Cell<Double> b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        return width > 1e-6 && height > 1e-6;
    }
}

package io.rootops.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotspotsTest {
    private static FileChanges file(String path, int commits, Count past) {
        return new FileChanges(path, commits, 10L * commits, 0, null, Instant.EPOCH, past);
    }

    @Test
    void whatIsChangedOftenAndWentWrongOftenComesFirst() {
        Hotspots hotspots = Hotspots.of(List.of(
                file("often", 20, new Count(200, 20)),
                file("wrongly", 2, new Count(200, 80)),
                file("both", 20, new Count(200, 80))));

        assertThat(hotspots.files()).extracting(it -> it.changes().path()).containsExactly("both", "often", "wrongly");
        Hotspot both = hotspots.files().get(0);
        assertThat(both.rate()).isBetween(0.3, 0.4);
        assertThat(both.expectedBad()).isCloseTo(20 * both.rate(), within(1e-9));
    }

    @Test
    void oneWrongChangeProvesLittleAndNoneProvesNothing() {
        Hotspots hotspots = Hotspots.of(List.of(
                file("once", 1, new Count(1, 1)),
                file("new", 1, Count.NONE),
                file("seldom", 1, new Count(80, 2)),
                file("proven", 1, new Count(40, 20))));

        assertThat(hotspots.files())
                .extracting(it -> it.changes().path())
                .containsExactly("proven", "once", "new", "seldom");
        assertThat(hotspots.files().get(1).rate()).isLessThan(0.3);
        assertThat(hotspots.files().get(2).rate()).isCloseTo(hotspots.base().rate(), within(1e-9));
    }

    @Test
    void withoutAKnownOutcomeTheOrderIsThatOfCommits() {
        Hotspots hotspots = Hotspots.of(List.of(file("few", 1, Count.NONE), file("many", 9, new Count(3, 0))));

        assertThat(hotspots.files()).extracting(it -> it.changes().path()).containsExactly("many", "few");
        assertThat(hotspots.files()).allMatch(it -> it.rate() == 0 && it.expectedBad() == 0);
        assertThat(Hotspots.of(List.of()).files()).isEmpty();
    }
}

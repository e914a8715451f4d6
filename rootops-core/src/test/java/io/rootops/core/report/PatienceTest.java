package io.rootops.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Random random = new Random(1);

    @Test
    void eachFailureDoublesTheWaitUpToAnHour() {
        assertThat(seconds(1)).isBetween(10L, 11L);
        assertThat(seconds(2)).isBetween(20L, 22L);
        assertThat(seconds(9)).isBetween(2_560L, 2_816L);
        assertThat(seconds(10)).isBetween(3_600L, 3_960L);
        assertThat(seconds(1_000)).isBetween(3_600L, 3_960L);
    }

    private long seconds(int failures) {
        Duration wait = Patience.after(failures, random);
        return wait.toSeconds();
    }
}

package io.rootops.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private Instant now = Instant.EPOCH;

    @Test
    void letsABurstThroughThenSoManyASecondByKey() {
        Throttle throttle = new Throttle(3, 0.5, () -> now);
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isEqualTo(2);
        assertThat(throttle.wait("b")).isZero();

        now = now.plusMillis(1500);
        assertThat(throttle.wait("a")).isEqualTo(1);
        now = now.plusMillis(500);
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isEqualTo(2);
        now = now.plusSeconds(3600);
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.take("a")).isZero();
        assertThat(throttle.wait("a")).isPositive();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        Throttle throttle = new Throttle(1, 1, () -> now);
        assertThat(throttle.take("a")).isZero();
        now = now.minusSeconds(100);
        assertThat(throttle.take("a")).isEqualTo(1);
    }

    @Test
    void forgetsTheKeysSeenLongestAgo() {
        Throttle throttle = new Throttle(1, 1e-6, () -> now);
        assertThat(throttle.take("first")).isZero();
        for (int i = 0; i < 9_999; i++) {
            throttle.take("key" + i);
        }
        assertThat(throttle.wait("first")).isPositive();
        throttle.take("one too many");
        throttle.take("two too many");
        assertThat(throttle.wait("key0")).isZero();
    }
}

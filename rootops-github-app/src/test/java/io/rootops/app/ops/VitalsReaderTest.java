package io.rootops.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.vitals.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VitalsReaderTest {
    private static final Vitals VITALS = new Vitals(
            Instant.EPOCH,
            new Vitals.Inbox(0, 0, 0, 0, null, 0),
            new Vitals.Outbox(0, 0, 0),
            List.of(),
            List.of(),
            List.of(),
            new Vitals.Models(0, 0, 0, 0, 0),
            List.of(),
            1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void whatWasReadIsGivenOutUntilItIsOld() {
        try (VitalsReader reader = reader(() -> {}, Duration.ofMinutes(1))) {
            assertThat(reader.get()).hasValue(VITALS);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(reader.get()).hasValue(VITALS);
            assertThat(readings).hasValue(1);

            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(reader.get()).hasValue(VITALS);
            assertThat(readings).hasValue(2);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerHoldsNobodyUpAndIsAskedOnce() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (VitalsReader reader = reader(
                () -> {
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        answered.countDown();
                    }
                },
                Duration.ofMillis(1))) {
            assertThat(reader.get()).isEmpty();
            assertThat(reader.get()).isEmpty();
            assertThat(readings).hasValueLessThanOrEqualTo(1);

            answers.countDown();
            answered.await();
        }
    }

    @Test
    void oneThatRefusesIsAskedAgain() {
        try (VitalsReader reader = reader(
                () -> {
                    if (readings.get() == 1) {
                        throw new IllegalStateException("away");
                    }
                },
                Duration.ofMinutes(1))) {
            assertThat(reader.get()).isEmpty();
            assertThat(reader.get()).hasValue(VITALS);
        }
    }

    private VitalsReader reader(Runnable database, Duration patience) {
        return new VitalsReader(
                () -> {
                    readings.incrementAndGet();
                    database.run();
                    return VITALS;
                },
                Duration.ofSeconds(2),
                patience,
                nanos::get);
    }
}

package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseClockTest {
    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 60})
    void itIsTheDatabasesWhateverThisMachineSays(int minutes) {
        InstantSource wrong = () -> Instant.now().plus(Duration.ofMinutes(minutes));
        try (TestDatabase db = TestDatabase.create()) {
            Instant there = new DatabaseClock(db.dataSource(), wrong).now();

            // The database runs on this machine.
            assertThat(there).isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void itGoesOnWhenThisMachinesClockIsSet(int minutes) {
        AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);
        TestDatabase db = TestDatabase.create();
        DatabaseClock clock =
                new DatabaseClock(db.dataSource(), () -> Instant.now().plus(wrong.get()));
        assertThat(clock.now()).isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));

        wrong.set(Duration.ofMinutes(minutes));
        assertThat(clock.now()).as("asked for again").isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));

        db.close();
        wrong.set(Duration.ZERO);
        assertThat(clock.now()).as("without an answer").isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
    }

    @Test
    void withoutADatabaseItIsThisMachines() {
        TestDatabase db = TestDatabase.create();
        DatabaseClock clock = new DatabaseClock(db.dataSource(), () -> Instant.EPOCH);
        db.close();

        assertThat(clock.now()).isEqualTo(Instant.EPOCH);
    }
}

package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.Database;
import io.rootops.core.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepositoryScheduleTest {
    @Test
    void start_beside_a_replica_that_is_reading_is_no_error() throws Exception {
        RepositoryId repository = new RepositoryId(1);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (TestDatabase memory = TestDatabase.create();
                Database database = memory.open();
                RepositorySchedule busy = new RepositorySchedule(database.dataSource(), id -> {
                    reading.countDown();
                    await(enough);
                    return Optional.empty();
                });
                RepositorySchedule other = new RepositorySchedule(database.dataSource(), id -> Optional.empty())) {
            busy.readNow(repository);
            busy.start();
            assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();

            assertThatCode(() -> other.readNow(repository)).doesNotThrowAnyException();

            enough.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

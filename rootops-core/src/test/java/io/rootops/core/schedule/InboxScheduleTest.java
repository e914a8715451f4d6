package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxScheduleTest {
    @Test
    void anErrorDoesNotEndIt() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        try (InboxSchedule schedule = new InboxSchedule(
                () -> {
                    twice.countDown();
                    throw new NoClassDefFoundError("fails on purpose");
                },
                () -> {})) {
            schedule.start();

            assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}

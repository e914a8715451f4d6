package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RepositoryScheduleTest {
    private static final RepositoryId SHOP = new RepositoryId(1);

    @Test
    void aRepositoryIsReadWhenItIsFollowed() throws InterruptedException {
        BlockingQueue<RepositoryId> read = new ArrayBlockingQueue<>(10);
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> {
                            read.add(id);
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> Optional.empty())) {
            schedule.readNow(SHOP);
            schedule.start();

            assertThat(read.poll(30, TimeUnit.SECONDS)).isEqualTo(SHOP);
        }
    }

    @Test
    void oneThatAnotherProcessReadsJustNowIsLeftToIt() {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule =
                        new RepositorySchedule(db.dataSource(), id -> Optional.empty(), id -> Optional.empty())) {
            schedule.readNow(SHOP);
            // As another replica does, or one that was killed a moment ago did.
            db.execute("update scheduled_tasks set picked = true, picked_by = 'other', last_heartbeat = now()");

            schedule.readNow(SHOP);

            assertThat(db.dsl().fetchValue("select picked_by from scheduled_tasks"))
                    .isEqualTo("other");
        }
    }

    @Test
    void whatFailsAgainWaitsTwiceAsLongUpToAnHour() {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(db.dataSource(), id -> Optional.empty(), id -> {
                    throw new IllegalStateException("fails on purpose");
                })) {
            schedule.learnSoon(SHOP, Duration.ZERO);
            schedule.start();

            for (int failures = 1; failures <= 8; failures++) {
                awaitFailures(db, failures);
                // Another push: there is still something to learn from.
                schedule.learnSoon(SHOP, Duration.ZERO);

                assertThat(db.dsl()
                                .fetchValue("select extract(epoch from execution_time - last_failure)::int"
                                        + " from scheduled_tasks"))
                        .isEqualTo(Math.min(3_600, 15 << failures));
                db.execute("update scheduled_tasks set execution_time = now()");
            }
        }
    }

    @Test
    void aReadingThatIsOwedBecauseItFailsWaitsAsLong() {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> {
                            throw new IllegalStateException("fails on purpose");
                        },
                        id -> Optional.empty())) {
            schedule.readNow(SHOP);
            schedule.start();

            for (int failures = 1; failures <= 4; failures++) {
                awaitFailures(db, failures);
                schedule.readSoon(SHOP);

                assertThat(db.dsl()
                                .fetchValue("select extract(epoch from execution_time - last_failure)::int"
                                        + " from scheduled_tasks"))
                        .isEqualTo(15 << failures);
                db.execute("update scheduled_tasks set execution_time = now()");
            }
        }
    }

    private static void awaitFailures(TestDatabase db, int count) {
        Instant latest = Instant.now().plusSeconds(60);
        while (!Boolean.TRUE.equals(db.dsl()
                .fetchValue("select consecutive_failures = " + count + " and not picked from scheduled_tasks"))) {
            assertThat(Instant.now()).isBefore(latest);
            LockSupport.parkNanos(20_000_000);
        }
    }
}

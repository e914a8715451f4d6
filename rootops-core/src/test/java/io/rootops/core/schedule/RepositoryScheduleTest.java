package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RepositoryScheduleTest {
    private static final RepositoryId SHOP = new RepositoryId(1);

    @Test
    void aRepositoryIsReadWhenItIsFollowed() throws InterruptedException {
        BlockingQueue<RepositoryId> read = new ArrayBlockingQueue<>(10);
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> false,
                        id -> {
                            read.add(id);
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> Optional.empty(),
                        id -> Optional.empty())) {
            schedule.readNow(SHOP);
            schedule.start();

            assertThat(read.poll(60, TimeUnit.SECONDS)).isEqualTo(SHOP);
        }
    }

    @Test
    void oneThatAnotherProcessReadsJustNowIsLeftToIt() {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> false,
                        id -> Optional.empty(),
                        id -> Optional.empty(),
                        id -> Optional.empty())) {
            schedule.readNow(SHOP);
            // As another replica does, or one that was killed a moment ago did.
            db.execute("update scheduled_tasks set picked = true, picked_by = 'other', last_heartbeat = now()");

            schedule.readNow(SHOP);

            assertThat(db.dsl().fetchValue("select picked_by from scheduled_tasks"))
                    .isEqualTo("other");
        }
    }

    @Test
    void whoeverAsksAtTheSameTimeAsOthersIsNotFailed() throws Exception {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> false,
                        id -> Optional.of(Duration.ZERO),
                        id -> Optional.empty(),
                        id -> Optional.empty());
                RepositorySchedule other = new RepositorySchedule(
                        db.dataSource(),
                        id -> false,
                        id -> Optional.of(Duration.ZERO),
                        id -> Optional.empty(),
                        id -> Optional.empty())) {
            schedule.start();
            other.start();
            ExecutorService askers = Executors.newFixedThreadPool(4);
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                RepositorySchedule one = i % 2 == 0 ? schedule : other;
                asked.add(askers.submit(() -> one.readNow(SHOP)));
            }
            askers.shutdown();
            for (Future<?> it : asked) {
                it.get();
            }
        }
    }

    @Test
    void whatWasPushedDoesNotWaitForLongReadingsAndLearnings() throws InterruptedException {
        RepositoryId pushed = new RepositoryId(9);
        CountDownLatch end = new CountDownLatch(1);
        Set<RepositoryId> begun = ConcurrentHashMap.newKeySet();
        BlockingQueue<RepositoryId> read = new ArrayBlockingQueue<>(10);
        Function<RepositoryId, Optional<Duration>> longWork = id -> {
            begun.add(id);
            await(end);
            return Optional.of(Duration.ofHours(1));
        };
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> !id.equals(pushed),
                        id -> {
                            if (id.equals(pushed)) {
                                read.add(id);
                                return Optional.of(Duration.ofHours(1));
                            }
                            return longWork.apply(id);
                        },
                        id -> Optional.empty(),
                        longWork)) {
            for (int i = 1; i <= 5; i++) {
                schedule.readNow(new RepositoryId(i));
            }
            schedule.learnSoon(new RepositoryId(6), Duration.ZERO);
            schedule.start();
            while (begun.size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }

            schedule.readNow(pushed);

            assertThat(read.poll(60, TimeUnit.SECONDS)).isEqualTo(pushed);
            assertThat(begun).hasSize(2);
            end.countDown();
            while (begun.size() < 6) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Test
    void whatIsPushedToOneThatIsReadForTheFirstTimeIsReadAheadOfIt() throws InterruptedException {
        RepositoryId known = new RepositoryId(2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        BlockingQueue<RepositoryId> ahead = new ArrayBlockingQueue<>(10);
        BlockingQueue<RepositoryId> read = new ArrayBlockingQueue<>(10);
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        SHOP::equals,
                        id -> {
                            if (id.equals(SHOP)) {
                                begun.countDown();
                                await(end);
                            }
                            read.add(id);
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> {
                            ahead.add(id);
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> Optional.empty())) {
            schedule.pushed(SHOP);
            schedule.start();
            assertThat(ahead.poll(60, TimeUnit.SECONDS)).isEqualTo(SHOP);
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            awaitTrue(db, "select not picked from scheduled_tasks where task_name = 'read-ahead'");

            schedule.pushed(SHOP);
            schedule.pushed(known);

            assertThat(ahead.poll(60, TimeUnit.SECONDS)).isEqualTo(SHOP);
            assertThat(read.poll(60, TimeUnit.SECONDS)).isEqualTo(known);
            end.countDown();
            assertThat(read.poll(60, TimeUnit.SECONDS)).isEqualTo(SHOP);
            assertThat(ahead).isEmpty();
        }
    }

    @Test
    void manyThatAreReadAheadLeaveRoomForOneThatIsKnown() throws InterruptedException {
        RepositoryId known = new RepositoryId(9);
        CountDownLatch end = new CountDownLatch(1);
        Set<RepositoryId> begun = ConcurrentHashMap.newKeySet();
        BlockingQueue<RepositoryId> read = new ArrayBlockingQueue<>(10);
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(),
                        id -> !id.equals(known),
                        id -> {
                            if (id.equals(known)) {
                                read.add(id);
                            } else {
                                await(end);
                            }
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> {
                            begun.add(id);
                            await(end);
                            return Optional.of(Duration.ofHours(1));
                        },
                        id -> Optional.empty())) {
            for (int i = 1; i <= 5; i++) {
                schedule.pushed(new RepositoryId(i));
            }
            schedule.start();
            while (begun.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }

            schedule.pushed(known);

            assertThat(read.poll(60, TimeUnit.SECONDS)).isEqualTo(known);
            assertThat(begun).as("the others wait for it").hasSize(1);
            end.countDown();
            while (begun.size() < 5) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsReadWhenItStopsIsHandedBackAtOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (TestDatabase db = TestDatabase.create()) {
            RepositorySchedule schedule = new RepositorySchedule(
                    db.dataSource(),
                    id -> false,
                    id -> {
                        begun.countDown();
                        // Deaf to interrupts, as what waits for a disk is.
                        while (end.getCount() > 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        ended.countDown();
                        return Optional.of(Duration.ofHours(1));
                    },
                    id -> Optional.empty(),
                    id -> Optional.empty());
            schedule.readNow(SHOP);
            schedule.start();
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

            schedule.close();

            String due =
                    "select not picked and execution_time <= now() and coalesce(consecutive_failures, 0) = 0 from scheduled_tasks";
            assertThat(db.dsl().fetchValue(due)).isEqualTo(true);
            end.countDown();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(db.dsl().fetchValue(due)).as("it is another's now").isEqualTo(true);
        }
    }

    @Test
    void whatFailsAgainWaitsTwiceAsLongUpToAnHour() {
        try (TestDatabase db = TestDatabase.create();
                RepositorySchedule schedule = new RepositorySchedule(
                        db.dataSource(), id -> false, id -> Optional.empty(), id -> Optional.empty(), id -> {
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
                        id -> false,
                        id -> {
                            throw new IllegalStateException("fails on purpose");
                        },
                        id -> Optional.empty(),
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
        awaitTrue(db, "select consecutive_failures = " + count + " and not picked from scheduled_tasks");
    }

    private static void awaitTrue(TestDatabase db, String sql) {
        Instant latest = Instant.now().plusSeconds(60);
        while (!Boolean.TRUE.equals(db.dsl().fetchValue(sql))) {
            assertThat(Instant.now()).isBefore(latest);
            LockSupport.parkNanos(20_000_000);
        }
    }
}

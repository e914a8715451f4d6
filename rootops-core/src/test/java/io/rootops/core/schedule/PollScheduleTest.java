package io.rootops.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    private static final String SECONDS_AWAY =
            "select extract(epoch from max(execution_time) - now())::int from poll_tasks";

    private final Semaphore polled = new Semaphore(0);
    private TestDatabase db;
    private RepositoryId shop;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = track(1);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void whatIsAskedForWhileItIsPolledForIsPolledForOnceMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (PollSchedule schedule = schedule(id -> {
            begun.countDown();
            await(asked);
            polled.release();
            return Optional.of(Duration.ofHours(1));
        })) {
            schedule.start();
            schedule.ensure(shop);
            await(begun);
            // By another replica, and twice.
            try (PollSchedule other = schedule(id -> Optional.empty())) {
                other.pollNow(shop);
                other.pollNow(shop);
            }
            asked.countDown();

            assertThat(polled.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
            await(() -> planned("execution_time > now() + interval '59 min'"));
            assertThat(polled.availablePermits()).isZero();
            assertThat(db.dsl().fetchValue("select count(*)::int from poll_request"))
                    .isEqualTo(0);
        }
    }

    @Test
    void soIsWhatIsNotPolledForByItself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (PollSchedule schedule = schedule(id -> {
            begun.countDown();
            await(asked);
            polled.release();
            return Optional.empty();
        })) {
            schedule.start();
            schedule.ensure(shop);
            await(begun);
            schedule.pollNow(shop);
            asked.countDown();

            assertThat(polled.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatFailedLastKeepsItsTimeAndAnswersThen() throws Exception {
        List<Boolean> fails = new ArrayList<>(List.of(true));
        try (PollSchedule schedule = schedule(id -> {
            if (!fails.isEmpty()) {
                fails.clear();
                throw new IllegalStateException("fails on purpose");
            }
            polled.release();
            return Optional.of(Duration.ofHours(1));
        })) {
            schedule.start();
            schedule.ensure(shop);
            await(() -> planned("consecutive_failures = 1"));
            schedule.pollNow(shop);
            assertThat(planned("execution_time > last_failure + interval '50 s'"))
                    .isTrue();
            db.execute("update poll_tasks set execution_time = now()");

            assertThat(polled.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            await(() -> planned("execution_time > now() + interval '59 min'"));
            assertThat(db.dsl().fetchValue("select count(*)::int from poll_request"))
                    .isEqualTo(0);
        }
    }

    @Test
    void manyThatBeginTogetherAreSpreadAndASingleOneIsNot() {
        try (PollSchedule schedule = schedule(id -> Optional.empty())) {
            schedule.ensure(shop);
            assertThat(away()).isLessThanOrEqualTo(0);
            for (int i = 2; i <= 100; i++) {
                schedule.ensure(track(i));
            }

            assertThat(away()).isBetween(60, 200);
            assertThat(db.dsl().fetchValue("select count(distinct execution_time) > 90 from poll_tasks"))
                    .isEqualTo(true);
            schedule.ensure(shop);
            assertThat(planned("task_instance = '" + shop.value() + "' and execution_time <= now()"))
                    .as("what is planned keeps its time")
                    .isTrue();
        }
    }

    @Test
    void whatFellDueWhileNobodyWasThereIsSpreadButForWhatWasAskedFor() {
        // What is polled for is planned anew, far beyond the spread: none ends before that was looked at.
        CountDownLatch looked = new CountDownLatch(1);
        try (PollSchedule schedule = schedule(id -> {
            await(looked);
            return Optional.of(Duration.ofHours(1));
        })) {
            for (int i = 2; i <= 100; i++) {
                schedule.ensure(track(i));
            }
            schedule.pollNow(shop);
            db.execute("update poll_tasks set execution_time = now() - interval '1 day'");

            schedule.start();

            assertThat(away()).isBetween(60, 200);
            looked.countDown();
            await(() -> planned("task_instance = '" + shop.value() + "' and last_success is not null"));
        }
    }

    private int away() {
        return (int) db.dsl().fetchValue(SECONDS_AWAY);
    }

    private boolean planned(String which) {
        return (boolean) db.dsl().fetchValue("select count(*) > 0 from poll_tasks where not picked and " + which);
    }

    private RepositoryId track(int number) {
        String name = "acme/shop-" + number;
        return new RepositoryMemory(db.dsl())
                .track(name, "https://github.com/" + name + ".git", Kind.GITHUB, null)
                .id();
    }

    private PollSchedule schedule(Function<RepositoryId, Optional<Duration>> poll) {
        return new PollSchedule(db.dataSource(), poll, new Random(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant latest = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(latest);
            LockSupport.parkNanos(20_000_000);
        }
    }
}

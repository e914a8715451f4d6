package io.rootops.core.memory.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition by looking again and again; fails after a minute. */
final class Await {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}

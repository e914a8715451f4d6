package io.rootops.app.github;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Stops an answer after so many bytes until it is let go. */
public final class Brake {
    static final Brake NONE = new Brake(Long.MAX_VALUE);

    private final AtomicLong left;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    public Brake(long bytes) {
        left = new AtomicLong(bytes);
    }

    void before(int bytes) {
        if (left.addAndGet(-bytes) < 0) {
            reached.countDown();
            await(released);
        }
    }

    /** False when it was released before. */
    public boolean awaitStop() {
        await(reached);
        return released.getCount() > 0;
    }

    public void release() {
        released.countDown();
        reached.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

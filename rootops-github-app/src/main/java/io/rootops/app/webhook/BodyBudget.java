package io.rootops.app.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies are held at once, so that many large ones cannot take all memory. Thread-safe. */
final class BodyBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** False, and nothing is held, when that would be too much. */
    boolean hold(int bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}

package io.rootops.app.webhook;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of bodies are held at once, so that many large ones cannot take all memory, and how many of them for
 * one client, so that none can leave nothing for the others. Thread-safe.
 */
public final class BodyBudget {
    private final long most;
    private final long mostEach;
    private final Map<String, Long> byClient = new HashMap<>();
    private long held;

    /** @param mostEach bytes for one client */
    public BodyBudget(long most, long mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /** False, and nothing is held, when that would be too much. */
    synchronized boolean hold(String client, long bytes) {
        long own = byClient.getOrDefault(client, 0L) + bytes;
        if (own > mostEach || held + bytes > most) {
            return false;
        }
        byClient.put(client, own);
        held += bytes;
        return true;
    }

    synchronized void release(String client, long bytes) {
        byClient.computeIfPresent(client, (key, own) -> own > bytes ? own - bytes : null);
        held -= bytes;
    }

    synchronized long held() {
        return held;
    }
}

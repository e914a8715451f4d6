package io.rootops.dashboard;

import io.rootops.core.engine.Announcements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages which part of them is out of date. Announcements of one second become one event per part, so a
 * busy engine costs readers no more than a quiet one. Thread-safe.
 */
public final class EventHub implements Announcements, AutoCloseable {
    /** So many pages can listen at once; later ones read again every 30 seconds instead. */
    static final int MOST_STREAMS = 256;

    private static final int TICKS_PER_PING = 10;
    private static final Logger log = LoggerFactory.getLogger(EventHub.class);

    private final Set<Part> announced = ConcurrentHashMap.newKeySet();
    private final List<EventStream> streams = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rootops-events");
        thread.setDaemon(true);
        return thread;
    });
    /** Guards the end, and tells of each change those who wait for one. */
    private final Object changes = new Object();

    private long ticks;
    private boolean closed;

    /** Begins to send, once a second. */
    public void start() {
        ticker.scheduleWithFixedDelay(
                () -> {
                    try {
                        tick();
                    } catch (RuntimeException e) {
                        log.error("an event was not sent; the next one will be tried", e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void changed(Part part) {
        announced.add(part);
    }

    /** Pages that listen now. */
    public int streams() {
        return streams.size();
    }

    /** False when there are too many, or the server is about to stop. */
    boolean add(EventStream stream) {
        synchronized (changes) {
            return !closed && streams.size() < MOST_STREAMS && streams.add(stream);
        }
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    /**
     * Waits until something may have changed, at most so long.
     *
     * @return false: the server is about to stop, so that waiting is no use
     */
    boolean awaitChange(Duration most) throws InterruptedException {
        synchronized (changes) {
            if (!closed) {
                changes.wait(Math.max(1, most.toMillis()));
            }
            return !closed;
        }
    }

    /** Sends what was announced since the last time; on every 10th, a ping, which finds readers that are gone and
     * keeps the connection of the others from seeming idle. */
    synchronized void tick() {
        List<String> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            if (announced.remove(part)) {
                parts.add(part.name().toLowerCase(Locale.ROOT));
            }
        }
        if (!parts.isEmpty()) {
            synchronized (changes) {
                changes.notifyAll();
            }
        }
        boolean ping = ++ticks % TICKS_PER_PING == 0;
        for (EventStream stream : streams) {
            if (!stream.send(parts, ping)) {
                remove(stream);
                stream.close();
            }
        }
    }

    /** Ends all streams. To be called before the web server stops: it waits for requests under way. */
    @Override
    public void close() {
        ticker.shutdownNow();
        synchronized (changes) {
            closed = true;
            changes.notifyAll();
        }
        for (EventStream stream : streams) {
            remove(stream);
            stream.close();
        }
    }
}

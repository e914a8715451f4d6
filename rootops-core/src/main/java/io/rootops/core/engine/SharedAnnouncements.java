package io.rootops.core.engine;

import io.rootops.core.memory.Notices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed, told here at once and to all other processes on the same database soon after; and what they tell, told
 * here. Whatever may have been missed counts as changed. Thread-safe.
 */
public final class SharedAnnouncements implements Announcements, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedAnnouncements.class);
    /** What is announced within this time is one notice. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String self = UUID.randomUUID().toString();
    private final Notices notices;
    private final Announcements here;
    private final Set<Part> untold = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "announcements-out"));
    private final Thread listener = daemon(this::listen, "announcements-in");

    /** @param here told of everything, on any thread */
    public SharedAnnouncements(Notices notices, Announcements here) {
        this.notices = notices;
        this.here = here;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    public void start() {
        teller.scheduleWithFixedDelay(this::tell, 0, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        listener.start();
    }

    @Override
    public void changed(Part part) {
        here.changed(part);
        untold.add(part);
    }

    private void tell() {
        List<String> words = new ArrayList<>();
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        for (Part it : Part.values()) {
            if (untold.remove(it)) {
                parts.add(it);
                words.add(it.name().toLowerCase(Locale.ROOT));
            }
        }
        try {
            if (!words.isEmpty()) {
                notices.send(self + " " + String.join(",", words));
            }
        } catch (RuntimeException e) {
            LOG.debug("Other processes are not told what changed; tried again", e);
            untold.addAll(parts);
        }
    }

    private void listen() {
        Duration pause = FIRST_PAUSE;
        boolean missed = false;
        while (!Thread.currentThread().isInterrupted()) {
            try (Notices.Listening listening = notices.listen()) {
                if (missed) {
                    List.of(Part.values()).forEach(here::changed);
                    LOG.info("What other processes announce is heard again");
                }
                missed = false;
                pause = FIRST_PAUSE;
                while (!Thread.currentThread().isInterrupted()) {
                    listening.await(LOOK).forEach(this::heard);
                }
            } catch (SQLException | RuntimeException e) {
                if (!missed) {
                    LOG.info("What other processes announce is not heard for a while: {}", e.getMessage());
                }
                missed = true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }

    private void heard(String text) {
        int space = text.indexOf(' ');
        if (text.substring(0, Math.max(0, space)).equals(self)) {
            return;
        }
        // Another release may know other parts.
        List<String> words = List.of(text.substring(space + 1).split(","));
        for (Part it : Part.values()) {
            if (words.contains(it.name().toLowerCase(Locale.ROOT))) {
                here.changed(it);
            }
        }
    }

    /** Tells what is not told yet. */
    @Override
    public void close() throws InterruptedException {
        listener.interrupt();
        teller.execute(this::tell);
        teller.shutdown();
        if (!teller.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            teller.shutdownNow();
        }
        // It looks up from its connection now and then.
        listener.join(LOOK.plus(PATIENCE).toMillis());
    }
}

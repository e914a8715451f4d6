package io.rootops.app.ops;

import io.rootops.core.memory.HealthMemory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds that this server lives, and measures the database every hour. One failure never ends it. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration SAMPLE = Duration.ofHours(1);

    private final String name = "process-" + ProcessHandle.current().pid() + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    private final HealthMemory memory;
    private final String version;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "heartbeat");
        made.setDaemon(true);
        return made;
    });

    /** Not yet beating. */
    public Heartbeat(HealthMemory memory, String version) {
        this.memory = memory;
        this.version = version;
    }

    public void start() {
        every(BEAT, () -> memory.beat(name, version));
        every(SAMPLE, memory::sample);
    }

    private void every(Duration pause, Runnable work) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // Such as a database that is away; others say so.
                        LOG.debug("no sign of life this time", e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Says goodbye, unless the database is away. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            memory.leave(name);
        } catch (RuntimeException e) {
            LOG.debug("no goodbye", e);
        }
    }
}

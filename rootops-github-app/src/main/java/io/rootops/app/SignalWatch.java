package io.rootops.app;

import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.SignalDetection;
import io.rootops.core.engine.SignalFindings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again for what logs and metrics can be read from, and says what it finds when that changes. */
final class SignalWatch implements Supplier<SignalFindings>, AutoCloseable {
    static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SignalWatch.class);

    private final SignalDetection detection;
    private final Announcements announcements;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "signal-watch");
        made.setDaemon(true);
        return made;
    });
    private volatile SignalFindings found;

    /**
     * Not yet looking.
     *
     * @param before what is told until it has looked
     */
    SignalWatch(SignalDetection detection, SignalFindings before, Announcements announcements) {
        this.detection = detection;
        this.found = before;
        this.announcements = announcements;
    }

    /** Looks at once, and then at this pause. */
    void start(Duration pause) {
        thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    void startOnce() {
        thread.execute(this::look);
    }

    @Override
    public SignalFindings get() {
        return found;
    }

    private void look() {
        try {
            List<BackendCheck> before = found.checks();
            found = detection.look();
            List<BackendCheck> news =
                    found.checks().stream().filter(it -> !before.contains(it)).toList();
            news.forEach(SignalWatch::say);
            if (!news.isEmpty()) {
                announcements.changed(Announcements.Part.BACKENDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException e) {
            LOG.warn("could not look for logs and metrics; it is tried again", e);
        }
    }

    private static void say(BackendCheck check) {
        StringBuilder line = new StringBuilder(check.state().word() + " " + check.subject() + ": " + check.text());
        if (check.fix() != null) {
            line.append("; fix: ").append(check.fix());
        } else if (!check.tried().isEmpty()) {
            line.append("; looked at ").append(String.join(", ", check.tried()));
        }
        if (!check.wouldAdd().isEmpty()) {
            line.append("; would add ").append(String.join(", ", check.wouldAdd()));
        }
        LOG.info("{}", line);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

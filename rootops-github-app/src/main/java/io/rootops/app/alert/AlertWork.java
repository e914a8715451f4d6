package io.rootops.app.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rootops.core.engine.Announcements;
import io.rootops.core.incident.AlertReader;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.AlertInbox;
import io.rootops.core.memory.AlertInbox.Worked;
import io.rootops.core.memory.AlertMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes incidents of alerts, as they come and as time goes on. Each server does; each delivery is worked on by one of them. */
final class AlertWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWork.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** What fires becomes an incident after five minutes, no matter the second. */
    private static final int TICKS_TO_ADVANCE = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String GIVEN_UP = "given_up";
    private static final List<String> OUTCOMES = List.of(DONE, FAILED, GIVEN_UP);

    private final AlertInbox inbox;
    private final AlertMemory alerts;
    private final AlertReader reader;
    private final Announcements announcements;
    private final MeterRegistry registry;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "alert-work");
        made.setDaemon(true);
        return made;
    });
    private long ticks;
    private boolean failed;

    /** Not yet working. */
    AlertWork(
            AlertInbox inbox,
            AlertMemory alerts,
            AlertReader reader,
            Announcements announcements,
            MeterRegistry registry) {
        this.inbox = inbox;
        this.alerts = alerts;
        this.reader = reader;
        this.announcements = announcements;
        this.registry = registry;
        // All from the start, so that a rate over them is no gap.
        for (IncidentSource source : AlertReceiver.PATHS.values()) {
            for (String outcome : OUTCOMES) {
                deliveries(source, outcome);
            }
        }
    }

    private Counter deliveries(IncidentSource source, String outcome) {
        return Counter.builder("rootops.alert.deliveries")
                .tag("sender", source.word())
                .tag("outcome", outcome)
                .description("Deliveries of alerts that were worked on")
                .register(registry);
    }

    void start() {
        thread.execute(() -> guarded(() -> {
            int again = inbox.revive();
            if (again > 0) {
                LOG.info("{} deliveries of alerts that were given up are tried again", again);
            }
            return false;
        }));
        thread.scheduleWithFixedDelay(
                () -> guarded(() -> drain() | ticks++ % TICKS_TO_ADVANCE == 0 && alerts.advance()),
                0,
                TICK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Something was stored. */
    void wake() {
        try {
            thread.execute(() -> guarded(this::drain));
        } catch (RejectedExecutionException e) {
            LOG.debug("It is worked on after the next start", e);
        }
    }

    /** Whether anything changed. */
    private interface Step {
        boolean take();
    }

    private void guarded(Step step) {
        try {
            if (step.take()) {
                announcements.changed(Announcements.Part.INCIDENTS);
            }
            failed = false;
        } catch (RuntimeException e) {
            // Such as a database that is away. What was being done is done again.
            if (!failed && !Thread.currentThread().isInterrupted()) {
                LOG.warn("Alerts could not be worked on; tried again", e);
            }
            failed = true;
        }
    }

    private boolean drain() {
        boolean any = false;
        Optional<Worked> worked = Optional.empty();
        do {
            worked = Thread.currentThread().isInterrupted() ? Optional.empty() : inbox.work(reader);
            worked.ifPresent(this::say);
            any |= worked.isPresent();
        } while (worked.isPresent());
        return any;
    }

    private void say(Worked worked) {
        String outcome = worked.problem() == null ? DONE : worked.givenUp() ? GIVEN_UP : FAILED;
        deliveries(worked.source(), outcome).increment();
        if (worked.problem() != null) {
            LOG.warn(
                    "A delivery of alerts of {} failed: {}; {}",
                    worked.source().title(),
                    worked.problem(),
                    worked.givenUp() ? "given up until the next start" : "tried again later");
        } else if (worked.told() != null) {
            LOG.info(
                    "{} told of {} alerts that are grave, {} incidents opened",
                    worked.source().title(),
                    worked.told().alerts(),
                    worked.told().opened());
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Alerts are still being worked on; the database undoes what does not come to its end");
        }
    }
}

package io.rootops.app.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.rootops.app.access.SenderCheck;
import io.rootops.core.engine.Announcements;
import io.rootops.core.memory.AlertInbox;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.settings.Secret;
import java.time.InstantSource;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** Alerts from their arrival to their incidents: the wiring of this package. */
public final class Alerts implements AutoCloseable {
    private final AlertInbox inbox;
    private final @Nullable PagerDutySignature signature;
    private final MeterRegistry registry;
    private final AlertBodies reader = new AlertBodies();
    private final AlertWork work;

    /**
     * Not yet running.
     *
     * @param pagerDuty that it signs with; null: its webhooks are refused
     */
    public Alerts(
            AlertInbox inbox,
            AlertMemory alerts,
            @Nullable Secret pagerDuty,
            Announcements announcements,
            MeterRegistry registry) {
        this.inbox = inbox;
        this.signature = pagerDuty == null ? null : new PagerDutySignature(pagerDuty);
        this.registry = registry;
        this.work = new AlertWork(inbox, alerts, reader, announcements, registry);
    }

    /**
     * Answers who sends alerts, and leaves everything else to this handler.
     *
     * @param senders says who may
     */
    public Handler before(Handler otherwise, SenderCheck senders) {
        return new AlertReceiver(
                otherwise, senders, signature, reader, inbox, registry, work::wake, InstantSource.system());
    }

    /** Works on what is stored. */
    public void start() {
        work.start();
    }

    /** After the web server. */
    @Override
    public void close() throws InterruptedException {
        work.close();
    }
}

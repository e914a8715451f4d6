package io.rootops.app.webhook;

import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.webhook.Delivery;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of deliveries, batch by batch, until there is none. One delivery's failure is that delivery's alone. */
final class InboxWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
    private static final int BATCH = 20;
    private static final int LONGEST_ERROR = 300;

    private final String name = "worker-" + UUID.randomUUID();
    private final WebhookInbox inbox;
    private final PayloadReader reader;
    private final Dispatch dispatch;
    private final Runnable changed;
    /** The last call came to no regular end. */
    private boolean unfinished;

    /** @param changed called when something came of deliveries */
    InboxWorker(WebhookInbox inbox, PayloadReader reader, Dispatch dispatch, Runnable changed) {
        this.inbox = inbox;
        this.reader = reader;
        this.dispatch = dispatch;
        this.changed = changed;
    }

    /** @throws RuntimeException when the database fails; what is claimed then is given back at the next call */
    @Override
    public void run() {
        if (unfinished) {
            inbox.release(name);
        }
        unfinished = true;
        while (!Thread.currentThread().isInterrupted() && batch()) {
            changed.run();
        }
        unfinished = false;
    }

    /** Gives back what it holds, when its thread has ended. */
    void stop() {
        inbox.release(name);
    }

    private boolean batch() {
        int sorted = inbox.sort(BATCH, reader);
        List<Long> claimed = inbox.claim(name, BATCH);
        for (long id : claimed) {
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            inbox.begin(name, id).ifPresent(this::work);
        }
        return sorted > 0 || !claimed.isEmpty();
    }

    private void work(Delivery delivery) {
        try {
            EventOutcome outcome = dispatch.handle(delivery);
            if (outcome.setAside()) {
                LOG.warn("Delivery {} ({}) is set aside: {}", delivery.id(), delivery.event(), outcome.note());
                inbox.setAside(name, delivery.id(), outcome.note());
            } else if (outcome.again() == null) {
                inbox.done(name, delivery.id(), outcome.note());
            } else {
                inbox.postpone(name, delivery.id(), outcome.again(), outcome.note());
            }
        } catch (Exception | Error e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return;
            }
            boolean last = inbox.failed(name, delivery, reason(e));
            LOG.warn(
                    "Delivery {} ({}) failed, attempt {}; {}",
                    delivery.id(),
                    delivery.event(),
                    delivery.attempts(),
                    last ? "set aside" : "tried again later",
                    e);
        }
    }

    /** One line; the log has the rest. */
    private static String reason(Throwable e) {
        String message = e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage());
        String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_ERROR));
    }
}

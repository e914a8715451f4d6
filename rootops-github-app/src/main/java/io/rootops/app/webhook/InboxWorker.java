package io.rootops.app.webhook;

import io.rootops.app.logs.DeliveryScope;
import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.webhook.Delivery;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of deliveries, batch by batch, until there is none. One delivery's failure is that delivery's alone. */
final class InboxWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
    private static final int BATCH = 20;
    private static final int LONGEST_ERROR = 300;

    private final String name = "process-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final WebhookInbox inbox;
    private final PayloadReader reader;
    private final Dispatch dispatch;
    private final Runnable changed;
    private volatile boolean stopping;
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
        while (!stopping() && batch()) {
            changed.run();
        }
        unfinished = false;
    }

    /** Has it begin with no other delivery. */
    void stop() {
        stopping = true;
    }

    /** Gives back what it holds, when its thread has ended: others begin with that at once. */
    void handBack() {
        inbox.release(name);
    }

    private boolean stopping() {
        return stopping || Thread.currentThread().isInterrupted();
    }

    private boolean batch() {
        int sorted = inbox.sort(BATCH, reader);
        List<Long> claimed = inbox.claim(name, BATCH);
        for (long id : claimed) {
            if (stopping()) {
                return true;
            }
            inbox.begin(name, id).ifPresent(this::work);
        }
        return sorted > 0 || !claimed.isEmpty();
    }

    private void work(Delivery delivery) {
        try (DeliveryScope scope = DeliveryScope.of(delivery.guid())) {
            handle(delivery);
        }
    }

    private void handle(Delivery delivery) {
        try {
            EventOutcome outcome = dispatch.handle(delivery);
            switch (outcome.kind()) {
                case DONE -> {
                    inbox.done(name, delivery.id(), outcome.note());
                    LOG.info("{} is done: {}", delivery.event(), outcome.note());
                }
                case LATER ->
                    inbox.postpone(name, delivery.id(), Objects.requireNonNull(outcome.again()), outcome.note());
                case FAILED -> {
                    if (inbox.failed(name, delivery, outcome.note())) {
                        aside(delivery, outcome.note());
                    }
                }
                case ASIDE -> {
                    inbox.setAside(name, delivery.id(), outcome.note());
                    aside(delivery, outcome.note());
                }
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

    private static void aside(Delivery delivery, String reason) {
        LOG.warn("Delivery {} ({}) is set aside: {}", delivery.id(), delivery.event(), reason);
    }

    /** One line; the log has the rest. */
    private static String reason(Throwable e) {
        String message = e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage());
        String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_ERROR));
    }
}

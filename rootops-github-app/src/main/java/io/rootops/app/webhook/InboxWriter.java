package io.rootops.app.webhook;

import io.rootops.core.memory.WebhookInbox;
import io.rootops.core.webhook.Arrival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores arrivals from threads of its own. What came while one transaction was written goes into the next one together,
 * so a busy server waits for the disk once for many, and no thread of the web server waits for the database.
 */
final class InboxWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxWriter.class);
    private static final int THREADS = 2;
    private static final int MOST_TOGETHER = 128;
    private static final long STOP_SECONDS = 5;

    /** What came of an arrival. */
    enum Result {
        /** It stands in the inbox now, and no failure of ours can lose it. */
        STORED,
        /** It stood there already. */
        KNOWN,
        /** It does not stand there. */
        FAILED
    }

    private record Waiting(Arrival arrival, Consumer<Result> then) {}

    private final WebhookInbox inbox;
    private final Runnable afterwards;
    /** Bounded by the budget of bodies that are held at once. */
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** @param afterwards called after each transaction that stored something new */
    InboxWriter(WebhookInbox inbox, Runnable afterwards) {
        this.inbox = inbox;
        this.afterwards = afterwards;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::run, "inbox-writer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** @param then called once, from another thread, when it is stored or is not */
    void write(Arrival arrival, Consumer<Result> then) {
        if (closed) {
            then.accept(Result.FAILED);
            return;
        }
        queue.add(new Waiting(arrival, then));
    }

    private void run() {
        List<Waiting> together = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    together.add(first);
                    queue.drainTo(together, MOST_TOGETHER - 1);
                    store(together);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Errors as well: a thread that ends here would never store again.
                LOG.error("What follows the storing of deliveries failed", e);
            } finally {
                together.clear();
            }
        }
    }

    private void store(List<Waiting> together) {
        int[] stored;
        try {
            stored = inbox.receive(together.stream().map(Waiting::arrival).toList());
        } catch (RuntimeException | Error e) {
            // Those that came meanwhile would wait for the same database as long again.
            queue.drainTo(together);
            LOG.warn("{} deliveries are not stored and not acknowledged: {}", together.size(), cause(e));
            together.forEach(it -> answer(it, Result.FAILED));
            return;
        }
        for (int i = 0; i < stored.length; i++) {
            answer(together.get(i), stored[i] > 0 ? Result.STORED : Result.KNOWN);
        }
        if (Arrays.stream(stored).anyMatch(it -> it > 0)) {
            afterwards.run();
        }
    }

    private static void answer(Waiting waiting, Result result) {
        try {
            waiting.then().accept(result);
        } catch (RuntimeException | Error e) {
            LOG.warn("A delivery could not be answered", e);
        }
    }

    /** Without the statement, which says nothing to people. */
    private static String cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("no reason was given");
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
    }
}

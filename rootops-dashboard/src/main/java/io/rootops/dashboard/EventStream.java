package io.rootops.dashboard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One open page that listens. What it cannot take yet is kept as a set of parts, so a slow reader costs no memory; one
 * that takes nothing for half a minute is dropped. Never blocks the sender.
 */
final class EventStream implements WriteListener {
    static final int PATIENCE = 30;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final EventHub hub;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean pingWaits;
    private boolean helloWaits = true;
    private boolean failed;
    private int ticksBehind;
    private long nextId = 1;

    EventStream(AsyncContext context, ServletOutputStream out, EventHub hub) {
        this.context = context;
        this.out = out;
        this.hub = hub;
    }

    /**
     * Sends what the reader can take now and keeps the rest.
     *
     * @return false when the reader is gone or too slow
     */
    synchronized boolean send(List<String> parts, boolean ping) {
        waiting.addAll(parts);
        pingWaits |= ping;
        boolean behind = !flush();
        ticksBehind = behind ? ticksBehind + 1 : 0;
        return !failed && ticksBehind < PATIENCE;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            flush();
        }
    }

    @Override
    public void onError(Throwable gone) {
        synchronized (this) {
            failed = true;
        }
        hub.remove(this);
        close();
    }

    void close() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has ended it already: the reader left.
        }
    }

    /** False while something waits. */
    private boolean flush() {
        try {
            while (somethingWaits() && !failed) {
                if (!out.isReady()) {
                    return false;
                }
                out.write(next().getBytes(StandardCharsets.UTF_8));
                if (!out.isReady()) {
                    return !somethingWaits();
                }
                out.flush();
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            // The reader left; nobody is there to be told.
            failed = true;
            return false;
        }
    }

    private boolean somethingWaits() {
        return helloWaits || pingWaits || !waiting.isEmpty();
    }

    private String next() {
        StringBuilder text = new StringBuilder();
        if (helloWaits) {
            text.append("retry: 5000\n\n");
        }
        for (String part : waiting) {
            text.append("id: ")
                    .append(nextId++)
                    .append("\nevent: ")
                    .append(part)
                    .append("\ndata: 1\n\n");
        }
        if (pingWaits && waiting.isEmpty()) {
            text.append(": ping\n\n");
        }
        helloWaits = false;
        pingWaits = false;
        waiting.clear();
        return text.toString();
    }
}

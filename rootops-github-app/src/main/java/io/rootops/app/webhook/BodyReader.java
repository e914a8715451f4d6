package io.rootops.app.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Receives one body without holding a thread while it waits for more, counts what really comes instead of believing
 * Content-Length, and stays within the budget.
 */
final class BodyReader implements Runnable {
    private static final int FIRST_GUESS = 16 << 10;

    private final Request request;
    private final String client;
    private final int most;
    private final BodyBudget budget;
    private final Receiving receiving;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_GUESS);

    /** What comes of it; one of these is called, once. */
    interface Receiving {
        void received(byte[] body);

        void refused(Refusal refusal);
    }

    /** @param client who sends it; the budget has a share for each */
    BodyReader(Request request, String client, int most, BodyBudget budget, Receiving receiving) {
        this.request = request;
        this.client = client;
        this.most = most;
        this.budget = budget;
        this.receiving = receiving;
    }

    /** Gives back what this body holds of the budget; to be called once, when it was answered. */
    void release() {
        budget.release(client, body.size());
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                receiving.refused(Refusal.SLOW);
                return;
            }
            Refusal refusal = take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (refusal != null) {
                receiving.refused(refusal);
                return;
            }
            if (last) {
                receiving.received(body.toByteArray());
                return;
            }
        }
    }

    private @Nullable Refusal take(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length > most - body.size()) {
            return Refusal.TOO_LARGE;
        }
        if (!budget.hold(client, length)) {
            return Refusal.BUSY;
        }
        byte[] piece = new byte[length];
        bytes.get(piece);
        body.write(piece, 0, length);
        return null;
    }
}

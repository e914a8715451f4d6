package io.rootops.app.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Receives one body without holding a thread while it waits for more, counts what really comes instead of believing
 * Content-Length, and stays within the budget.
 */
public final class BodyReader implements Runnable {
    private static final int FIRST_GUESS = 16 << 10;
    /** For a whole body: who sends much at first and little afterwards is never slow on average. */
    private static final int LONGEST_SECONDS = 30;

    private final Request request;
    private final String client;
    private final int most;
    private final BodyBudget budget;
    private final Receiving receiving;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_GUESS);

    private Scheduler.@Nullable Task deadline;

    /** What comes of it; one of these is called, once. */
    public interface Receiving {
        void received(byte[] body);

        void broken(Broken why);
    }

    /** Why a body was not received. */
    public enum Broken {
        TOO_LARGE,
        /** Too many are received at once. */
        BUSY,
        SLOW
    }

    /** @param client who sends it; the budget has a share for each */
    public BodyReader(Request request, String client, int most, BodyBudget budget, Receiving receiving) {
        this.request = request;
        this.client = client;
        this.most = most;
        this.budget = budget;
        this.receiving = receiving;
    }

    /** Gives back what this body holds of the budget; to be called once, when it was answered. */
    public void release() {
        budget.release(client, body.size());
    }

    /** Begins to receive. */
    public void start() {
        // The reader reads this failure, at once where it waits for more.
        deadline = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.fail(new TimeoutException("the body took too long")),
                        LONGEST_SECONDS,
                        TimeUnit.SECONDS);
        run();
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
                broken(Broken.SLOW);
                return;
            }
            Broken broken = take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (broken != null) {
                broken(broken);
                return;
            }
            if (last) {
                inTime();
                receiving.received(body.toByteArray());
                return;
            }
        }
    }

    private void broken(Broken why) {
        inTime();
        receiving.broken(why);
    }

    private void inTime() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private @Nullable Broken take(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length > most - body.size()) {
            return Broken.TOO_LARGE;
        }
        if (!budget.hold(client, length)) {
            return Broken.BUSY;
        }
        byte[] piece = new byte[length];
        bytes.get(piece);
        body.write(piece, 0, length);
        return null;
    }
}

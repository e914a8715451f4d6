package io.rootops.app.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is left of a body after the answer was given, and throws it away. A connection that is closed while its sender
 * still sends is reset, and a reset takes the answer with it: who sent too much would learn nothing of why. (RFC 9112, 9.6.)
 */
final class Lingering extends Handler.Wrapper {
    /** Of the rest; more than the largest body that is ever received, less than what would be worth sending to annoy. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int LONGEST_SECONDS = 10;

    Lingering(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // Who asks first sends nothing after a refusal, and would be told to go on by a read.
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return super.handle(request, response, callback);
        }
        return super.handle(new Unpoisoned(request), response, new Rest(request, callback));
    }

    /** What is done with a request at its end takes what has come and makes the rest unreadable; here it stays readable. */
    private static final class Unpoisoned extends Request.Wrapper {
        Unpoisoned(Request request) {
            super(request);
        }

        @Override
        public boolean consumeAvailable() {
            while (true) {
                Content.Chunk chunk = read();
                if (chunk == null || Content.Chunk.isFailure(chunk)) {
                    return false;
                }
                chunk.release();
                if (chunk.isLast()) {
                    return true;
                }
            }
        }
    }

    /** The end of one exchange. */
    private static final class Rest implements Callback, Runnable {
        private final Request request;
        private final Callback callback;
        private long bytes;
        private Scheduler.@Nullable Task deadline;

        Rest(Request request, Callback callback) {
            this.request = request;
            this.callback = callback;
        }

        @Override
        public void succeeded() {
            run();
        }

        @Override
        public void failed(Throwable why) {
            callback.failed(why);
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }

        @Override
        public void run() {
            while (bytes <= MOST_BYTES) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    waitForMore();
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    break;
                }
                bytes += chunk.remaining();
                boolean last = chunk.isLast();
                chunk.release();
                if (last) {
                    break;
                }
            }
            if (deadline != null) {
                deadline.cancel();
            }
            callback.succeeded();
        }

        private void waitForMore() {
            if (deadline == null) {
                // The next read gives this failure.
                deadline = request.getComponents()
                        .getScheduler()
                        .schedule(
                                () -> request.fail(new TimeoutException("the rest of the body took too long")),
                                LONGEST_SECONDS,
                                TimeUnit.SECONDS);
            }
            request.demand(this);
        }
    }
}

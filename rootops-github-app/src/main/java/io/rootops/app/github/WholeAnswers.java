package io.rootops.app.github;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers that come within a time, to their last byte: the timeout of java.net.http ends with the headers (JDK-8258397), and
 * whoever stalls after these would hold a thread for ever. Follows no redirect. Thread-safe.
 */
final class WholeAnswers {
    /** A large page over a slow line takes longer than its headers. */
    private static final int BODY_TAKES = 4;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience for connecting, and for the headers; four times as long for all of it */
    WholeAnswers(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws IOException also when it does not come in time */
    HttpResponse<byte[]> to(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(patience).build(), BodyHandlers.ofByteArray());
        try {
            return answer.get(patience.toMillis() * BODY_TAKES, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the answer does not come to its end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IOException(e.getCause());
        } finally {
            // Nobody waits for it any more.
            answer.cancel(true);
        }
    }
}

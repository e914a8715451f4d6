package io.rootops.core.signal.store;

import io.rootops.core.signal.store.StoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Questions to one store, whose answers come within a time, to their last byte, and within a size. Follows no redirect, so that
 * credentials stay where they were meant to go. Thread-safe.
 */
public final class StoreHttp {
    /** Headers within this; all of it within four times as long, as a large answer over a slow line takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int BODY_TAKES = 4;
    private static final int MOST_BYTES = 16 << 20;
    private static final int SHOWN = 200;

    private final HttpClient client;
    private final StoreAddress address;
    private final Duration patience;
    private final int mostBytes;

    public StoreHttp(StoreAddress address) {
        this(address, PATIENCE, MOST_BYTES);
    }

    /**
     * @param patience for the headers of an answer; four times as long for all of it
     * @param mostBytes of an answer
     */
    public StoreHttp(StoreAddress address, Duration patience, int mostBytes) {
        this(
                HttpClient.newBuilder()
                        .connectTimeout(CONNECTING.compareTo(patience) < 0 ? CONNECTING : patience)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                address,
                patience,
                mostBytes);
    }

    private StoreHttp(HttpClient client, StoreAddress address, Duration patience, int mostBytes) {
        this.client = client;
        this.address = address;
        this.patience = patience;
        this.mostBytes = mostBytes;
    }

    /** The same for another store, over the same threads. */
    public StoreHttp at(StoreAddress other) {
        return new StoreHttp(client, other, patience, mostBytes);
    }

    public StoreAddress address() {
        return address;
    }

    /**
     * The body of a 200.
     *
     * @param path below the store's base, with a leading slash
     * @param parameters of the query, not encoded
     */
    public byte[] get(String path, Map<String, String> parameters) throws StoreException, InterruptedException {
        HttpResponse<byte[]> answer = answer(path, parameters);
        if (answer.statusCode() != 200) {
            throw refusal(answer, path);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> answer(String path, Map<String, String> parameters)
            throws StoreException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path, parameters)).timeout(patience);
        address.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request.build(), head -> new CappedBody(mostBytes));
        try {
            return coming.get(patience.toMillis() * BODY_TAKES, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StoreException(
                    Kind.UNREACHABLE, where(path) + " does not come to the end of its answer", null, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CappedBody.TooLong) {
                throw new StoreException(
                        Kind.TOO_MUCH, where(path) + " answers with more than " + mostBytes + " bytes", null, e);
            }
            throw new StoreException(
                    Kind.UNREACHABLE, where(path) + " cannot be reached (" + why(e.getCause()) + ")", null, e);
        } finally {
            coming.cancel(true); // nobody waits for it any more
        }
    }

    /** Java leaves the message out where a connection is refused, and where a name is not known. */
    private static String why(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "its name is not known";
            }
        }
        String message = e instanceof IOException ? e.getMessage() : null;
        if (message == null && e instanceof ConnectException) {
            return "no connection";
        }
        return message != null
                ? message
                : e == null ? "no reason" : e.getClass().getSimpleName();
    }

    private URI uri(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return address.resolve(path + (query.isEmpty() ? "" : "?" + query));
    }

    private StoreException refusal(HttpResponse<byte[]> answer, String path) {
        int status = answer.statusCode();
        String said = where(path) + " answers " + status + said(answer.body());
        Kind kind = switch (status) {
            case 401, 403, 407 -> Kind.REFUSED;
            case 429 -> Kind.BUSY;
            case 413, 422, 504 -> Kind.TOO_MUCH;
            default -> status >= 500 ? Kind.FAILING : Kind.NOT_UNDERSTOOD;
        };
        return new StoreException(kind, said, retryAfter(answer), null);
    }

    private static String said(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, SHOWN * 4), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+|\\s+", " ")
                .strip();
        if (text.isEmpty() || text.startsWith("<")) {
            return text.isEmpty() ? "" : " with a page of HTML";
        }
        return ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        try {
            return answer.headers()
                    .firstValue("Retry-After")
                    .map(it -> Duration.ofSeconds(Long.parseLong(it.strip())))
                    .filter(it -> !it.isNegative())
                    .orElse(null);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null; // a date, which nobody of ours sends
        }
    }

    private String where(String path) {
        return address + path;
    }
}

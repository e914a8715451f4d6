package io.rootops.client;

import com.fasterxml.jackson.jr.ob.JSON;
import io.rootops.client.RootOpsException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Questions to one server, whose answers come within a time and a size, or an exception that says why not. Thread-safe. */
final class Calls {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final ClientSettings settings;
    private final HttpClient http;
    private final Circuit circuit;
    private final Answers answers = new Answers();

    Calls(ClientSettings settings, HttpClient.Builder http, InstantSource clock) {
        this.settings = settings;
        this.http = http.connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.circuit = new Circuit(clock);
    }

    /**
     * @param path below the server's address, encoded, with a leading slash
     * @param wait how long the server may take before it begins with its answer
     */
    JsonObject get(String path, Duration wait) throws RootOpsException {
        HttpRequest.Builder request = request(path).GET();
        Answers.Kept kept = answers.of(request.build().uri());
        if (kept != null) {
            request.header("If-None-Match", kept.etag());
        }
        return call(request.build(), kept, wait, true);
    }

    /** A question whose text is too long for an address. */
    JsonObject ask(String path, Map<String, Object> question) throws RootOpsException {
        return call(posted(path, question).build(), null, Duration.ZERO, true);
    }

    /** @param key under which the same told twice is one; null: there is none, and it is told once, whatever comes of it */
    void tell(String path, Map<String, Object> report, @Nullable String key) throws RootOpsException {
        HttpRequest.Builder request = posted(path, report);
        if (key != null && HEADER.matcher(key).matches()) {
            request.header("Idempotency-Key", key);
        }
        call(request.build(), null, Duration.ZERO, key != null);
    }

    private HttpRequest.Builder posted(String path, Map<String, Object> json) throws RootOpsException {
        try {
            return request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.std.asBytes(json)));
        } catch (IOException e) {
            throw new RootOpsException(Kind.REFUSED, "What is to be sent cannot be written as JSON.", List.of(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.server() + path))
                .header("Accept", "application/json")
                .header("User-Agent", "rootops-client");
        if (settings.token() != null) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return request;
    }

    private JsonObject call(HttpRequest request, Answers.@Nullable Kept kept, Duration wait, boolean again)
            throws RootOpsException {
        circuit.require();
        long end = System.nanoTime() + settings.callTimeout().plus(wait).toNanos();
        try {
            JsonObject answer = tried(request, kept, end, again);
            circuit.answered();
            return answer;
        } catch (RootOpsException e) {
            if (e.kind().away()) {
                circuit.failed();
            } else if (e.kind() != Kind.GARBAGE && e.kind() != Kind.INTERRUPTED) {
                circuit.answered();
            }
            throw e;
        }
    }

    private JsonObject tried(HttpRequest request, Answers.@Nullable Kept kept, long end, boolean again)
            throws RootOpsException {
        try {
            return once(request, kept, end);
        } catch (RootOpsException e) {
            boolean passing = e.kind() == Kind.UNREACHABLE || e.kind() == Kind.SERVER;
            if (!again || !passing || end - System.nanoTime() <= 0) {
                throw e;
            }
        }
        return once(request, kept, end);
    }

    private JsonObject once(HttpRequest request, Answers.@Nullable Kept kept, long end) throws RootOpsException {
        HttpResponse<byte[]> answer = answer(request, end);
        if (answer.statusCode() == 304 && kept != null) {
            return kept.body();
        }
        if (answer.statusCode() / 100 != 2) {
            throw Refusal.of(answer, settings);
        }
        JsonObject json = JsonObject.parse(answer.body());
        if (request.method().equals("GET")) {
            String etag = answer.headers().firstValue("ETag").orElse(null);
            answers.keep(request.uri(), answer.statusCode() == 200 ? etag : null, json, answer.body().length);
        }
        return json;
    }

    private HttpResponse<byte[]> answer(HttpRequest request, long end) throws RootOpsException {
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(request, head -> new CappedBody(MOST_BYTES));
        try {
            return coming.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failure(Kind.TIMEOUT, "does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.INTERRUPTED, "was asked, and nobody waited for its answer", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CappedBody.Unusable) {
                throw failure(Kind.GARBAGE, "answers, but what it sends " + cause.getMessage(), cause);
            }
            throw failure(Kind.UNREACHABLE, "cannot be reached (" + why(cause) + ")", cause);
        } finally {
            coming.cancel(true); // nobody waits for it any more
        }
    }

    private RootOpsException failure(Kind kind, String what, @Nullable Throwable cause) {
        return new RootOpsException(kind, "RootOps at " + settings.server() + " " + what + ".", List.of(), cause);
    }

    /** Java leaves the message out where a connection is refused, and where a name is not known. */
    private static String why(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "its name is not known";
            }
        }
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        String message = e instanceof IOException ? e.getMessage() : null;
        if (message != null) {
            return JsonObject.clean(message);
        }
        return e instanceof ConnectException || e == null
                ? "no connection"
                : e.getClass().getSimpleName();
    }
}

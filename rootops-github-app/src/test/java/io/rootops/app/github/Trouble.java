package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong at a GitHub, for every second request by chance. Thread-safe. */
public final class Trouble {
    /** Of what kind. */
    public enum Kind {
        NONE,
        SERVER_ERROR,
        /** 403 and Retry-After, as a secondary limit. */
        FORBIDDEN,
        TOO_MANY_REQUESTS,
        /** The request is done, and half of its answer is lost. */
        CUT_JSON,
        /** No answer as long as this lasts. */
        SILENCE
    }

    private static final String LIMIT =
            "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes.\"}";

    private final Random random;
    private Kind kind = Kind.NONE;
    private int met;
    private final Map<Kind, Integer> all = new EnumMap<>(Kind.class);
    /** Attributes of an exchange would be those of all. */
    private final Set<HttpExchange> cut = ConcurrentHashMap.newKeySet();

    public Trouble(long seed) {
        this.random = new Random(seed);
    }

    public synchronized void is(Kind next) {
        kind = next;
        met = 0;
        notifyAll();
    }

    /** Requests that met what goes wrong now. */
    public synchronized int met() {
        return met;
    }

    /** The same of all that ever went wrong. */
    public synchronized Map<Kind, Integer> metOfEachKind() {
        return Map.copyOf(all);
    }

    private synchronized Kind meet() {
        boolean meets = kind != Kind.NONE && random.nextBoolean();
        met += meets ? 1 : 0;
        if (meets) {
            all.merge(kind, 1, Integer::sum);
        }
        return meets ? kind : Kind.NONE;
    }

    /**
     * Answers instead of GitHub, or does not.
     *
     * @return false: GitHub is to answer
     */
    boolean instead(HttpExchange exchange) throws IOException {
        Kind now = meet();
        switch (now) {
            case NONE -> {
                return false;
            }
            case SERVER_ERROR -> answer(exchange, 502, "");
            case FORBIDDEN -> limited(exchange, 403);
            case TOO_MANY_REQUESTS -> limited(exchange, 429);
            case CUT_JSON -> {
                cut.add(exchange);
                return false;
            }
            case SILENCE -> outlast();
        }
        return true;
    }

    /** What is left of an answer. */
    byte[] left(HttpExchange exchange, byte[] whole) {
        return cut.remove(exchange) ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }

    private synchronized void outlast() {
        try {
            while (kind == Kind.SILENCE) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void limited(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        answer(exchange, status, LIMIT);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

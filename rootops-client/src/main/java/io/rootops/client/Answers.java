package io.rootops.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answers of late, with their ETags, so that asking again costs the server little. Thread-safe. */
final class Answers {
    private static final int MOST = 200;
    /** A risk has one or two thousand; a list of a hundred is not worth its room. */
    private static final int MOST_BYTES = 32 << 10;

    private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    private final Map<URI, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Kept> eldest) {
            return size() > MOST;
        }
    };

    /** An answer and what the server calls it. */
    record Kept(String etag, JsonObject body) {}

    synchronized @Nullable Kept of(URI uri) {
        return kept.get(uri);
    }

    /** @param size of the body in bytes */
    synchronized void keep(URI uri, @Nullable String etag, JsonObject body, int size) {
        if (etag != null && ETAG.matcher(etag).matches() && size <= MOST_BYTES) {
            kept.put(uri, new Kept(etag, body));
        } else {
            kept.remove(uri);
        }
    }
}

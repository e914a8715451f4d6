package io.rootops.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param etag of the content, without quotes; null: answers of this kind are not compared
 */
record Answer(
        int status,
        String contentType,
        byte[] body,
        @Nullable String etag,
        Map<String, String> headers) {

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, status == 200 ? hash(body) : null, Map.of());
    }

    static Answer text(int status, String text) {
        return of(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(int status, String location) {
        return text(status, location + "\n").with("Location", location);
    }

    /** @param header without line breaks */
    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, etag, Map.copyOf(more));
    }

    Answer withEtag(String tag) {
        return new Answer(status, contentType, body, tag, headers);
    }

    /** Short, and changes with the content. */
    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

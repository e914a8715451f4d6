package io.rootops.dashboard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What was sent as JSON: an object whose fields are looked up by name, each under several names where it had others once. */
final class JsonBody implements Fields {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 256 * 1024;

    private final JsonNode object;
    private final String path;

    private JsonBody(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws ProblemException when it is no object, or too large */
    static JsonBody of(HttpServletRequest request) throws IOException {
        return of(request, MOST_BYTES);
    }

    /** The same, of at most so many bytes. */
    static JsonBody of(HttpServletRequest request, int most) throws IOException {
        String path = request.getRequestURI();
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw ProblemException.badParameter(
                    "body", "The body is larger than " + most / 1024 + " KiB; expected one JSON object", path);
        }
        try {
            JsonNode object = JSON.readTree(bytes);
            if (object != null && object.isObject()) {
                return new JsonBody(object, path);
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw ProblemException.badParameter(
                "body", "The body is no JSON object; expected one such as {\"repository\": \"owner/name\"}", path);
    }

    /** Another object within it; one without fields where it has none of that name. */
    JsonBody within(String name) {
        JsonNode inner = object.get(name);
        return new JsonBody(inner != null && inner.isObject() ? inner : JSON.createObjectNode(), path);
    }

    @Override
    public boolean has(String name) {
        return object.has(name);
    }

    @Override
    public @Nullable String longText(String... names) {
        for (String name : names) {
            JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                continue;
            }
            if (!value.isTextual() && !value.isIntegralNumber()) {
                throw wrong(name, "a text");
            }
            String text = value.asText().replace('\0', '\uFFFD').strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    @Override
    public @Nullable Instant time(String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(names[0], "a time as in 2026-11-29T10:00:00Z");
        }
    }

    @Override
    public ProblemException wrong(String name, String expected) {
        return ProblemException.badParameter(name, name + " cannot be used; expected " + expected, path);
    }

    @Override
    public String path() {
        return path;
    }
}

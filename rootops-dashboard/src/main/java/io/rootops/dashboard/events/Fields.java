package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of events. */
final class Fields {
    private static final int LONGEST = 500;
    private static final int LONGEST_KEY = 255;

    private Fields() {}

    /** A name of at most 255 characters: a longer one by what it hashes to. */
    static String key(String name) {
        return name.length() > LONGEST_KEY
                ? UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()
                : name;
    }

    /**
     * A text, stripped; null: it is absent or blank.
     *
     * @param name for people
     */
    static @Nullable String text(JsonNode value, String name) throws MalformedEventException {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new MalformedEventException(name, "a text");
        }
        return text(value.asText(), name);
    }

    static @Nullable String text(@Nullable String value, String name) throws MalformedEventException {
        return text(value, name, LONGEST);
    }

    /** @param longest in characters */
    static @Nullable String text(@Nullable String value, String name, int longest) throws MalformedEventException {
        String text = value == null ? "" : value.replace('\0', '\uFFFD').strip();
        if (text.length() > longest) {
            throw new MalformedEventException(name, "at most " + longest + " characters");
        }
        return text.isEmpty() ? null : text;
    }

    /** The same of what has to be there. */
    static String needed(@Nullable String value, String name) throws MalformedEventException {
        String text = text(value, name);
        if (text == null) {
            throw new MalformedEventException(name, "a text, which is not there");
        }
        return text;
    }

    static @Nullable Instant time(@Nullable String value, String name) throws MalformedEventException {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedEventException(name, "a time as in 2026-11-29T10:00:00Z");
        }
    }
}

package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values in GitHub's JSON, each of which may be absent or of another type. */
public final class ForgeJson {
    /** Of names of people, branches, checks … */
    public static final int LONGEST_NAME = 300;

    public static final int LONGEST_TITLE = 1_000;

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private ForgeJson() {}

    public static @Nullable String sha(JsonNode node) {
        return node.isTextual() && SHA.matcher(node.asText()).matches() ? node.asText() : null;
    }

    /** Cut where it is longer; without NUL, which PostgreSQL does not hold. */
    public static @Nullable String text(JsonNode node, int most) {
        if (!node.isTextual()) {
            return null;
        }
        String text = node.asText().replace("\0", "");
        return text.substring(0, Math.min(most, text.length()));
    }

    /** In either of its forms: text with a zone, and seconds. */
    public static @Nullable Instant time(JsonNode node) {
        try {
            if (node.isTextual()) {
                return OffsetDateTime.parse(node.asText()).toInstant();
            }
            return node.isIntegralNumber() && node.canConvertToLong() ? Instant.ofEpochSecond(node.asLong()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number that GitHub gave to something; null: there is none. */
    public static @Nullable Long id(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() > 0 ? node.asLong() : null;
    }

    public static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? node.asBoolean() : null;
    }
}

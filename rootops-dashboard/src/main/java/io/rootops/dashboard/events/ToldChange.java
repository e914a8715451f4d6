package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.incident.ChangeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event of RootOps's own type tells of a change that is no commit.
 *
 * @param key the same however often it is sent
 * @param service empty: it names none
 * @param environment empty: it names none
 * @param repository as {@code owner/name}; null: none
 * @param link http or https; null: none
 * @param at null: it does not say
 */
public record ToldChange(
        String key,
        ChangeKind kind,
        String title,
        String service,
        String environment,
        @Nullable String repository,
        @Nullable String link,
        @Nullable Instant at) {
    public static final String TYPE = "io.rootops.change";

    private static final int LONGEST_NAME = 200;

    /**
     * Empty: an event of something else.
     *
     * @throws MalformedEventException when it is one of a change and cannot be read
     */
    public static Optional<ToldChange> of(CloudEvent event) throws MalformedEventException {
        if (!event.type().equals(TYPE)) {
            return Optional.empty();
        }
        JsonNode data = event.data();
        if (!data.isObject()) {
            throw new MalformedEventException("data", "a JSON object with title and kind");
        }
        return Optional.of(new ToldChange(
                event.key(),
                kind(data),
                Fields.needed(Fields.text(data.path("title"), "data.title"), "data.title"),
                name(data, "service"),
                name(data, "environment"),
                Fields.text(data.path("repository"), "data.repository"),
                link(data),
                event.time()));
    }

    private static ChangeKind kind(JsonNode data) throws MalformedEventException {
        String word = Fields.needed(Fields.text(data.path("kind"), "data.kind"), "data.kind");
        return Arrays.stream(ChangeKind.values())
                .filter(it -> it.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new MalformedEventException(
                        "data.kind",
                        Arrays.stream(ChangeKind.values()).map(ChangeKind::word).collect(Collectors.joining(", "))));
    }

    private static String name(JsonNode data, String field) throws MalformedEventException {
        String name = Fields.text(Fields.text(data.path(field), "data." + field), "data." + field, LONGEST_NAME);
        return name == null ? "" : name;
    }

    private static @Nullable String link(JsonNode data) throws MalformedEventException {
        String link = Fields.text(data.path("link"), "data.link");
        if (link != null && !link.matches("https?://.*")) {
            throw new MalformedEventException("data.link", "an http or https address");
        }
        return link;
    }
}

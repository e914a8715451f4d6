package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CDEvent as a CloudEvent carries it: what happened to a subject. Bodies as of CDEvents 0.4 and 0.5 are read.
 *
 * @param type what happened, such as {@code service.deployed}, without a version
 */
record CdEvent(String type, CloudEvent event) {
    private static final Pattern TYPE = Pattern.compile("dev\\.cdevents\\.([a-z]+\\.[a-z]+)(\\.[0-9].*)?");
    private static final int LONGEST_ENVIRONMENT = 255;

    /**
     * Empty: it is of none of these types.
     *
     * @throws MalformedEventException when it is one of these and has no data
     */
    static Optional<CdEvent> of(CloudEvent event, Collection<String> types) throws MalformedEventException {
        Matcher type = TYPE.matcher(event.type());
        if (!type.matches() || !types.contains(type.group(1))) {
            return Optional.empty();
        }
        if (!event.data().isObject()) {
            throw new MalformedEventException("data", "a CDEvent as a JSON object with context and subject");
        }
        return Optional.of(new CdEvent(type.group(1), event));
    }

    JsonNode data() {
        return event.data();
    }

    JsonNode content() {
        return data().at("/subject/content");
    }

    /** What it happened to, by its id. */
    String subject() throws MalformedEventException {
        return Fields.needed(Fields.text(data().at("/subject/id"), "subject.id"), "subject.id");
    }

    /** Of a path, its last part. */
    static String lastPart(String id) {
        String name = id.replaceFirst("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return name.isEmpty() ? id : name;
    }

    /** The environment; empty: it names none. */
    String environment() throws MalformedEventException {
        String name = "subject.content.environment.id";
        String id = Fields.text(reference("environment", name), name, LONGEST_ENVIRONMENT);
        return id == null ? "" : id;
    }

    /** The id of another thing that its content refers to, as an object with an id or by the id alone; null: it does not. */
    @Nullable
    String reference(String field, String name) throws MalformedEventException {
        JsonNode node = content().path(field);
        return Fields.text(node.isObject() ? node.path("id") : node, name);
    }

    /** As {@code owner/name}; null: it names none. */
    @Nullable
    String repository() throws MalformedEventException {
        return Fields.text(data().at("/customData/repository"), "customData.repository");
    }

    /** When it happened; null: it does not say. */
    @Nullable
    Instant at() throws MalformedEventException {
        return event.time() != null
                ? event.time()
                : Fields.time(Fields.text(data().at("/context/timestamp"), "context.timestamp"), "context.timestamp");
    }
}

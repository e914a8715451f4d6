package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents as HTTP carries them: one in its own JSON, several of these, or one whose attributes are headers. */
public final class CloudEvents {
    /** The header that says how a body is to be read. */
    public static final String CONTENT_TYPE = "Content-Type";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int MOST = 100;

    private CloudEvents() {}

    /**
     * At most a hundred.
     *
     * @param contentType null: none was sent
     * @param header by its name; null where there is none
     * @throws MalformedEventException when they are no such events
     */
    public static List<CloudEvent> read(
            @Nullable String contentType, Function<String, @Nullable String> header, byte[] body)
            throws MalformedEventException {
        String media =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (media.equals(STRUCTURED)) {
            return List.of(structured(json(body, "one JSON object")));
        }
        if (media.equals(BATCH)) {
            return batch(json(body, "a JSON array of events"));
        }
        if (header.apply("ce-specversion") == null) {
            throw new MalformedEventException(
                    CONTENT_TYPE,
                    STRUCTURED + " or " + BATCH + ", or the headers ce-specversion, ce-id, ce-source and ce-type");
        }
        boolean inJson = media.equals("application/json") || media.endsWith("+json");
        return List.of(event(
                name -> decoded(header.apply("ce-" + name)),
                "ce-",
                inJson && body.length > 0 ? json(body, "JSON, as its Content-Type says") : MissingNode.getInstance()));
    }

    private static List<CloudEvent> batch(JsonNode array) throws MalformedEventException {
        if (!array.isArray() || array.size() > MOST) {
            throw new MalformedEventException("body", "a JSON array of at most " + MOST + " events");
        }
        List<CloudEvent> events = new ArrayList<>();
        for (JsonNode each : array) {
            events.add(structured(each));
        }
        return events;
    }

    private static CloudEvent structured(JsonNode object) throws MalformedEventException {
        if (!object.isObject()) {
            throw new MalformedEventException("body", "an event as a JSON object");
        }
        return event(name -> Fields.text(object.path(name), name), "", data(object));
    }

    private static JsonNode data(JsonNode object) throws MalformedEventException {
        if (!object.has("data_base64")) {
            return object.path("data");
        }
        try {
            return JSON.readTree(object.path("data_base64").binaryValue());
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEventException("data_base64", "JSON in base64");
        }
    }

    private static CloudEvent event(Attributes attributes, String prefix, JsonNode data)
            throws MalformedEventException {
        if (!Fields.needed(attributes.of("specversion"), prefix + "specversion").startsWith("1.")) {
            throw new MalformedEventException(prefix + "specversion", "1.0");
        }
        return new CloudEvent(
                Fields.needed(attributes.of("source"), prefix + "source"),
                Fields.needed(attributes.of("id"), prefix + "id"),
                Fields.needed(attributes.of("type"), prefix + "type"),
                Fields.time(Fields.text(attributes.of("time"), prefix + "time"), prefix + "time"),
                data);
    }

    private interface Attributes {
        @Nullable
        String of(String name) throws MalformedEventException;
    }

    private static JsonNode json(byte[] body, String expected) throws MalformedEventException {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && !json.isMissingNode()) {
                return json;
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new MalformedEventException("body", expected);
    }

    /** Headers hold what is not ASCII percent-encoded. */
    private static @Nullable String decoded(@Nullable String value) throws MalformedEventException {
        try {
            return value == null ? null : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("ce- headers", "percent-encoding of what is not ASCII");
        }
    }
}

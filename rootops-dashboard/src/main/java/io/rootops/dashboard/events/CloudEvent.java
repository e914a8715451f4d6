package io.rootops.dashboard.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event by the CloudEvents specification, version 1.
 *
 * @param source with the id what makes it this one, however often it is sent
 * @param time when it happened; null: it does not say
 * @param data missing: it has none, or none in JSON
 */
public record CloudEvent(
        String source, String id, String type, @Nullable Instant time, JsonNode data) {

    /** Its name, the same however often it is sent. */
    public String key() {
        return Fields.key(source + ":" + id);
    }
}

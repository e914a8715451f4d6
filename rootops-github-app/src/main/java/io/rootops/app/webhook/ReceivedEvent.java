package io.rootops.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * An event to be worked on.
 *
 * @param payload any JSON: whatever is read from it may be absent or of another type
 * @param repository the followed one that it is about; null: none
 */
public record ReceivedEvent(
        Delivery delivery, JsonNode payload, @Nullable TrackedRepository repository) {}

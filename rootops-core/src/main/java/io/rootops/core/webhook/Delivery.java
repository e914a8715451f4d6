package io.rootops.core.webhook;

import java.time.Instant;

/**
 * A delivery that a worker has begun with.
 *
 * @param attempts how often it was begun, this time included
 */
public record Delivery(
        long id, String guid, String event, Envelope envelope, byte[] body, int attempts, Instant receivedAt) {

    /** What its effects name as theirs. */
    public Cause cause() {
        return new Cause(guid, receivedAt);
    }
}

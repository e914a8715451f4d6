package io.rootops.core.webhook;

import java.time.Instant;

/**
 * The delivery that brought something about, so that its whole way can be followed.
 *
 * @param guid GitHub's id of it, as X-GitHub-Delivery has it
 * @param receivedAt by the database's clock
 */
public record Cause(String guid, Instant receivedAt) {}

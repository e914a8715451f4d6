package io.rootops.core.webhook;

import java.time.Instant;

/**
 * That somebody looked at a delivery that was set aside, and let it be.
 *
 * @param by how they came in; RootOps knows no more of people
 */
public record Dismissal(Instant at, String by) {}

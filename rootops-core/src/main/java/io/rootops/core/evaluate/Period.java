package io.rootops.core.evaluate;

import java.time.Instant;

/**
 * A piece of time.
 *
 * @param from of its first commit
 * @param to of its last commit
 */
public record Period(Instant from, Instant to) {}

package io.rootops.core.suspicion;

/**
 * How often alarms of one kind were right.
 *
 * @param confirmed by people
 * @param answered by people, whatever they said
 */
public record Precision(int confirmed, int answered) {}

package io.rootops.core.memory.archive;

/**
 * Where numbers go on.
 *
 * @param called whether the value was given out already
 */
public record ArchivedSequence(String name, long value, boolean called) {}

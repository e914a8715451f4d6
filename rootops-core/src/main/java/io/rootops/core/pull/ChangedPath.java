package io.rootops.core.pull;

/**
 * A file that a range changes.
 *
 * @param lines added and deleted by all its commits
 */
public record ChangedPath(String path, int lines) {}

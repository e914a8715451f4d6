package io.rootops.core.history;

/**
 * A file of a commit that was mined before.
 *
 * @param path the new one, of a renamed file
 */
public record PastFile(String path, int fileId, int linesAdded, int linesDeleted) {}

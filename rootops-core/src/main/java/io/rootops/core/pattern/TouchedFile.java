package io.rootops.core.pattern;

/**
 * A file of a commit.
 *
 * @param fileId stays the same through renames
 * @param path new path; the old one of a deleted file
 */
public record TouchedFile(int fileId, String path, boolean deleted) {}

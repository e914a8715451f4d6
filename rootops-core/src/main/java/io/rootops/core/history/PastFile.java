package io.rootops.core.history;

import io.rootops.core.change.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file of a commit that was mined before.
 *
 * @param oldPath of a renamed file, else null
 */
public record PastFile(
        String path, @Nullable String oldPath, FileStatus status, int fileId, int linesAdded, int linesDeleted) {}

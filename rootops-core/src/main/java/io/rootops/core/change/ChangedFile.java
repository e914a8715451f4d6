package io.rootops.core.change;

import org.jspecify.annotations.Nullable;

/**
 * One file of a commit against its first parent.
 *
 * @param path new path (the old one of a deleted file); bytes that are no UTF-8 stand as {@code \xNN}
 * @param oldPath of a renamed file, else null
 * @param binary no lines to count: a binary file, a symbolic link to one, or a blob that this clone lacks
 * @param linesAdded 0 or more
 * @param linesDeleted 0 or more
 */
public record ChangedFile(
        String path, @Nullable String oldPath, FileStatus status, boolean binary, int linesAdded, int linesDeleted) {

    /** Lines added + deleted. */
    public int churn() {
        return linesAdded + linesDeleted;
    }
}

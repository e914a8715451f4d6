package io.rootops.dashboard.view;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.memory.CommitDetail.FileDetail;
import org.jspecify.annotations.Nullable;

/**
 * A file that a commit changed.
 *
 * @param oldPath of a renamed file, else null
 * @param binary no lines to count: a binary file, or one that this clone lacks
 * @param changes of this file in the whole history, renames followed, this one counted; null as long as its code
 *     could not be fetched
 * @param github the file as this commit left it; null for a deleted one
 */
public record FileItem(
        String path,
        @Nullable String oldPath,
        FileStatus status,
        boolean binary,
        int linesAdded,
        int linesDeleted,
        @Nullable Integer changes,
        @Nullable String github) {

    static FileItem of(FileDetail detail, @Nullable String webUrl, String sha) {
        ChangedFile file = detail.file();
        return new FileItem(
                file.path(),
                file.oldPath(),
                file.status(),
                file.binary(),
                file.linesAdded(),
                file.linesDeleted(),
                detail.changes(),
                file.status() == FileStatus.DELETED ? null : Links.forgeFile(webUrl, sha, file.path()));
    }

    public int churn() {
        return linesAdded + linesDeleted;
    }

    /** With the slash at its end; empty at the top. */
    public String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

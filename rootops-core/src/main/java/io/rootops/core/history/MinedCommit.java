package io.rootops.core.history;

import io.rootops.core.change.Commit;
import io.rootops.core.change.DeletedLines;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Features;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit with all that the memory keeps of it.
 *
 * @param files empty for merges and the boundary of a shallow clone
 * @param features null for those two
 * @param deletedLines of code that is no test, and who wrote them; empty where line origins are not followed
 * @param patchId equal for commits that make the same change: see {@link PatchId}; null for those two and where no file
 *     changes
 */
public record MinedCommit(
        Commit commit,
        List<MinedFile> files,
        @Nullable Features features,
        List<DeletedLines> deletedLines,
        @Nullable Long patchId) {
    MinedCommit with(List<DeletedLines> lines) {
        return new MinedCommit(commit, files, features, lines, patchId);
    }

    /** The same without what only few commits are stored with. */
    public MinedCommit withoutDeletedLines() {
        return deletedLines.isEmpty() ? this : with(List.of());
    }

    /** How much it changes. */
    public ChangeSize size() {
        int added = 0;
        int deleted = 0;
        for (MinedFile file : files) {
            added += file.file().linesAdded();
            deleted += file.file().linesDeleted();
        }
        return new ChangeSize(files.size(), added, deleted);
    }
}

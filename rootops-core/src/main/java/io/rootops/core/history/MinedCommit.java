package io.rootops.core.history;

import io.rootops.core.change.Commit;
import io.rootops.core.risk.Features;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit with all that the memory keeps of it.
 *
 * @param files empty for merges and the boundary of a shallow clone
 * @param features null for those two
 */
public record MinedCommit(
        Commit commit, List<MinedFile> files, @Nullable Features features) {
    public int linesAdded() {
        return files.stream().mapToInt(it -> it.file().linesAdded()).sum();
    }

    public int linesDeleted() {
        return files.stream().mapToInt(it -> it.file().linesDeleted()).sum();
    }
}

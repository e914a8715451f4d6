package io.rootops.core.engine;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.RiskScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit and its place in its repository.
 *
 * @param onDefaultBranch merged; else it waits on another branch
 * @param files in git's order
 * @param features what was known of it when it landed; null like {@code risk}
 * @param risk null for merges and for the commits where a shallow clone ends
 */
public record RankedCommit(
        Commit commit,
        boolean onDefaultBranch,
        List<ChangedFile> files,
        @Nullable Features features,
        @Nullable RiskScore risk) {

    public ChangeSize size() {
        return new ChangeSize(
                files.size(),
                files.stream().mapToInt(ChangedFile::linesAdded).sum(),
                files.stream().mapToInt(ChangedFile::linesDeleted).sum());
    }
}

package io.rootops.core.memory;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.risk.Features;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as its own page shows it.
 *
 * @param files by churn, largest first; at most {@link #MAX_FILES}, {@code summary.files()} counts them all
 * @param branches that hold it and are not the default one
 * @param shownBeforeMerge people could see its score, or that of the pull request it is the merge of, before it was merged
 * @param features null where the commit has no score
 */
public record CommitDetail(
        CommitSummary summary,
        String message,
        List<String> parents,
        List<String> branches,
        boolean shownBeforeMerge,
        List<FileDetail> files,
        @Nullable Features features) {

    public static final int MAX_FILES = 300;

    /**
     * One file of the commit.
     *
     * @param changes of this file in the memory, renames followed, this one counted, what has left all branches not; null where the forge's list of files
     *     is all that is known of the commit
     */
    public record FileDetail(ChangedFile file, @Nullable Integer changes) {}
}

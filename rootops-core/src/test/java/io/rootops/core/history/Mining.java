package io.rootops.core.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shorthand of the tests: a repository, mined. */
final class Mining {
    private Mining() {}

    static List<MinedCommit> mine(Path directory) {
        return mine(directory, 1);
    }

    static List<MinedCommit> mine(Path directory, int threads) {
        try (GitHistory git = GitHistory.open(directory)) {
            List<MinedCommit> mined = new ArrayList<>();
            String head = git.defaultBranch().orElseThrow().sha();
            new HistoryMiner(git, threads).mine(git.arrivalOrder(head, sha -> false), new FeatureState(), mined::add);
            return mined;
        } catch (UnreadableRepositoryException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code M path +1 -0}, with {@code old -> } before the path of a rename, and {@code binary} behind. */
    static List<String> rows(MinedCommit commit) {
        return commit.files().stream()
                .map(MinedFile::file)
                .map(it -> it.status().code() + " " + (it.oldPath() == null ? "" : it.oldPath() + " -> ") + it.path()
                        + " +" + it.linesAdded() + " -" + it.linesDeleted() + (it.binary() ? " binary" : ""))
                .toList();
    }
}

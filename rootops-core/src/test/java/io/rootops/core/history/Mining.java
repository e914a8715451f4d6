package io.rootops.core.history;

import io.rootops.core.change.DeletedLines;
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

    static List<MinedCommit> followingLines(Path directory, int threads) {
        try (GitHistory git = GitHistory.open(directory)) {
            List<MinedCommit> mined = new ArrayList<>();
            String head = git.defaultBranch().orElseThrow().sha();
            HistoryMiner.followingLines(git, threads)
                    .mine(git.arrivalOrder(head, sha -> false), new FeatureState(), mined::add);
            return mined;
        } catch (UnreadableRepositoryException e) {
            throw new AssertionError(e);
        }
    }

    /** What the commits delete that come after known ones; {@code halves}: compared first, then taken in. */
    static List<List<DeletedLines>> followingLinesAfter(Path directory, List<String> known, boolean halves) {
        try (GitHistory git = GitHistory.open(directory)) {
            List<List<DeletedLines>> deleted = new ArrayList<>();
            ArrivalOrder order =
                    git.arrivalOrder(git.defaultBranch().orElseThrow().sha(), known::contains);
            HistoryMiner miner = HistoryMiner.followingLines(git, 2);
            if (halves) {
                miner.mine(miner.diffs(order), new FeatureState(), it -> deleted.add(it.deletedLines()));
            } else {
                miner.mine(order, new FeatureState(), it -> deleted.add(it.deletedLines()));
            }
            return deleted;
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

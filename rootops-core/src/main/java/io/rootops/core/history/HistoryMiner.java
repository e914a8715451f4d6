package io.rootops.core.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads commits: what each changed, and what was known of it when it landed. The result does not depend on the number
 * of threads. Safe for use by several threads.
 */
public final class HistoryMiner {
    private final GitHistory git;
    private final int threads;
    private final boolean origins;

    /** @param threads that compare commits, 1 or more; the calling thread mostly waits */
    public HistoryMiner(GitHistory git, int threads) {
        this(git, threads, false);
    }

    private HistoryMiner(GitHistory git, int threads, boolean origins) {
        this.git = git;
        this.threads = threads;
        this.origins = origins;
    }

    /** One that also follows each line of code to the commit that wrote it: {@link MinedCommit#deletedLines}. */
    public static HistoryMiner followingLines(GitHistory git, int threads) {
        return new HistoryMiner(git, threads, true);
    }

    /**
     * Reads commits in the given order and gives them to the sink in that order, on the calling thread.
     *
     * @param state of what came before; afterwards it knows these commits too
     * @throws CorruptRepositoryException when a commit or tree cannot be read; what was given out before stays true
     * @throws CancellationException when the calling thread is interrupted, or the sink throws it
     */
    public MiningStats mine(ArrivalOrder order, FeatureState state, Consumer<MinedCommit> sink) {
        return diffs(order, diff -> sink.accept(state.apply(diff)));
    }

    /**
     * The second half of {@link #mine}: what {@link #diffs} gave, in its order.
     *
     * @param state of what came before; afterwards it knows these commits too
     */
    public void mine(List<CommitDiff> diffs, FeatureState state, Consumer<MinedCommit> sink) {
        diffs.forEach(diff -> sink.accept(state.apply(diff)));
    }

    /**
     * The first half of {@link #mine}: compares only. So the paths and authors of a push are known before the state
     * that it needs is rebuilt.
     */
    public MiningStats diffs(ArrivalOrder order, Consumer<CommitDiff> sink) {
        if (order.size() == 0) {
            return new MiningStats(0, 0);
        }
        return new OrderedDiffs(git, git.mailmap(order.id(order.size() - 1)), threads).run(order, sink);
    }

    /** All comparisons of a short order, such as that of a push. */
    public List<CommitDiff> diffs(ArrivalOrder order) {
        List<CommitDiff> diffs = new ArrayList<>(order.size());
        diffs(order, diffs::add);
        return diffs;
    }

    /** The comparisons of single commits, read ahead of the pass. */
    public List<CommitDiff> diffs(List<String> shas) {
        int[] words = new int[shas.size() * 5];
        for (int i = 0; i < shas.size(); i++) {
            ObjectId.fromString(shas.get(i)).copyRawTo(words, i * 5);
        }
        return diffs(new ArrivalOrder(words, List.of()));
    }
}

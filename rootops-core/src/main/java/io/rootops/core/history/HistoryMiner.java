package io.rootops.core.history;

import io.rootops.core.change.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits: what each changed, and what was known of it when it landed. The result does not depend on the number
 * of threads. Safe for use by several threads.
 */
public final class HistoryMiner {
    /** Above so many commits, or files of them, the past is read again rather than looked up file by file. */
    private static final int SMALL_PUSH = 100;

    private static final int FEW_FILES = 200;

    private static final int MOST_LOOKED_UP = 200;

    private final GitHistory git;
    private final int threads;
    private final boolean origins;
    private final @Nullable LookUps lookUps;
    private final Supplier<UnaryOperator<Author>> shown;

    /** @param threads that compare commits, 1 or more; the calling thread mostly waits */
    public HistoryMiner(GitHistory git, int threads) {
        this(git, threads, false, null, UnaryOperator::identity);
    }

    private HistoryMiner(
            GitHistory git,
            int threads,
            boolean origins,
            @Nullable LookUps lookUps,
            Supplier<UnaryOperator<Author>> shown) {
        this.shown = shown;
        this.lookUps = lookUps;
        this.git = git;
        this.threads = threads;
        this.origins = origins;
    }

    /** One that also follows each line of code to the commit that wrote it: {@link MinedCommit#deletedLines}. */
    public static HistoryMiner followingLines(GitHistory git, int threads) {
        return new HistoryMiner(git, threads, true, null, UnaryOperator::identity);
    }

    /** One that does so as far as the look-ups reach, and never reads the past for it; who wrote the rest is unknown. */
    public static HistoryMiner followingLines(GitHistory git, int threads, LookUps lookUps) {
        return new HistoryMiner(git, threads, true, lookUps, UnaryOperator::identity);
    }

    /**
     * One that reads the same.
     *
     * @param people gives, for each thread its own, who an author is to be in the memory: the same for the same author
     */
    public HistoryMiner showing(Supplier<UnaryOperator<Author>> people) {
        return new HistoryMiner(git, threads, origins, lookUps, people);
    }

    /**
     * Reads commits in the given order and gives them to the sink in that order, on the calling thread.
     *
     * @param state of what came before; afterwards it knows these commits too
     * @throws CorruptRepositoryException when a commit or tree cannot be read; what was given out before stays true
     * @throws CancellationException when the calling thread is interrupted, or the sink throws it
     */
    public MiningStats mine(ArrivalOrder order, FeatureState state, Consumer<MinedCommit> sink) {
        if (!origins) {
            return diffs(order, diff -> sink.accept(state.apply(diff)));
        }
        LineOrigins lines = lines();
        if (lookUps == null && order.size() > SMALL_PUSH) {
            for (String known : order.boundary()) {
                learn(known, lines);
            }
        }
        MiningStats stats = diffs(order, diff -> sink.accept(state.apply(diff).with(lines.apply(diff))));
        return new MiningStats(stats.commits(), stats.missingBlobs(), lines.unknown());
    }

    /**
     * The second half of {@link #mine}: what {@link #diffs} gave, in its order.
     *
     * @param state of what came before; afterwards it knows these commits too
     */
    public void mine(List<CommitDiff> diffs, FeatureState state, Consumer<MinedCommit> sink) {
        if (!origins) {
            diffs.forEach(diff -> sink.accept(state.apply(diff)));
            return;
        }
        LineOrigins lines = lines();
        if (lookUps == null
                && diffs.stream().mapToInt(it -> it.lines().edits().size()).sum() > FEW_FILES) {
            Set<String> shas = diffs.stream().map(it -> it.commit().sha()).collect(Collectors.toSet());
            diffs.stream()
                    .flatMap(it -> it.commit().parents().stream())
                    .filter(it -> !shas.contains(it))
                    .distinct()
                    .forEach(it -> learn(it, lines));
        }
        diffs.forEach(diff -> sink.accept(state.apply(diff).with(lines.apply(diff))));
    }

    private LineOrigins lines() {
        return new LineOrigins(git, lookUps == null ? LookUps.atMost(MOST_LOOKED_UP) : lookUps);
    }

    /** Follows the lines up to a commit, from the first commit on. */
    private void learn(String commit, LineOrigins lines) {
        diffs(git.arrivalOrder(commit, lines::knows), lines::apply);
    }

    /**
     * The first half of {@link #mine}: compares only. So the paths and authors of a push are known before the state
     * that it needs is rebuilt.
     */
    public MiningStats diffs(ArrivalOrder order, Consumer<CommitDiff> sink) {
        if (order.size() == 0) {
            return new MiningStats(0, 0, 0);
        }
        Mailmap mailmap = git.mailmap(order.id(order.size() - 1));
        return new OrderedDiffs(git, () -> new Identities(mailmap, shown.get()), threads, origins).run(order, sink);
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

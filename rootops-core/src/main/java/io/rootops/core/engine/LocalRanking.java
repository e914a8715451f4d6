package io.rootops.core.engine;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.CommitDiff;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.risk.SizeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ranks commits of a repository on disk among all of its default branch, without a database. Keeps nothing. */
public final class LocalRanking {
    private static final int MODEL_VERSION = 1;

    private final GitHistory git;
    private final HistoryMiner miner;
    private final ReadingProgress progress;

    /** @param threads that compare commits, 1 or more */
    public LocalRanking(GitHistory git, int threads, ReadingProgress progress) {
        this.git = git;
        this.miner = new HistoryMiner(git, threads);
        this.progress = progress;
    }

    /**
     * The commits, as they were asked for, and how many commits they were ranked among.
     *
     * @param commits one each of the shas asked for, in their order
     * @param scoredCommits of the default branch
     */
    public record Ranking(List<RankedCommit> commits, int scoredCommits) {}

    /** @param shas full ones that the repository holds */
    public Ranking rank(List<String> shas) {
        Set<String> wanted = new HashSet<>(shas);
        Map<String, Facts> found = new HashMap<>();
        Churns churns = new Churns();
        Optional<BranchHead> head = git.defaultBranch();
        if (head.isPresent()) {
            ArrivalOrder order = git.arrivalOrder(head.get().sha(), sha -> false);
            progress.read(0, order.size());
            int[] done = {0};
            miner.diffs(order, diff -> {
                Facts facts = Facts.of(diff, true);
                if (facts.scored()) {
                    churns.add(facts.size().churn());
                }
                if (wanted.contains(diff.commit().sha())) {
                    found.put(diff.commit().sha(), facts);
                }
                progress.read(++done[0], order.size());
            });
        }
        miner.diffs(shas.stream().filter(it -> !found.containsKey(it)).toList())
                .forEach(diff -> found.put(diff.commit().sha(), Facts.of(diff, false)));
        SizeModel model = new SizeModel(MODEL_VERSION, ReferenceDistribution.of(churns.toArray()));
        List<RankedCommit> ranked = shas.stream()
                .map(found::get)
                .map(it -> new RankedCommit(it.commit, it.merged, it.files, it.risk(model)))
                .toList();
        return new Ranking(ranked, churns.size);
    }

    /** What was known of a commit when it landed; empty for merges and the commits where a shallow clone ends. */
    public Optional<Features> features(String sha) {
        ArrivalOrder order = git.arrivalOrder(sha, known -> false);
        progress.read(0, order.size());
        int[] done = {0};
        List<MinedCommit> last = new ArrayList<>(1);
        miner.mine(order, new FeatureState(), commit -> {
            if (commit.commit().sha().equals(sha)) {
                last.add(commit);
            }
            progress.read(++done[0], order.size());
        });
        return last.stream().findFirst().map(MinedCommit::features);
    }

    private record Facts(Commit commit, boolean merged, boolean scored, List<ChangedFile> files) {
        static Facts of(CommitDiff diff, boolean merged) {
            return new Facts(diff.commit(), merged, diff.compared(), diff.files());
        }

        ChangeSize size() {
            return new RankedCommit(commit, merged, files, null).size();
        }

        @Nullable
        RiskScore risk(SizeModel model) {
            if (!scored) {
                return null;
            }
            ChangeSize size = size();
            return RiskScore.bySize(
                    model.version(), model.reference().percentile(model.raw(size)), false, SizeModel.reasons(size));
        }
    }

    /** The raw scores of all commits: four bytes each. */
    private static final class Churns {
        private float[] values = new float[1024];
        private int size;

        void add(int churn) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = churn;
        }

        float[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}

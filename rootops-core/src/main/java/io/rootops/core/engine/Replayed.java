package io.rootops.core.engine;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.RankedBy;
import io.rootops.core.evaluate.RankingQuality;
import io.rootops.core.evaluate.TrustReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the score and lines changed did in the replay of a history: each the mean of the windows by their sizes.
 *
 * @param commits that tell: old enough for their outcome to be known
 * @param bad of them
 * @param auc null where they are too few to tell, like {@code sizeAuc}
 */
record Replayed(
        int commits,
        int bad,
        @Nullable Double auc,
        @Nullable Double sizeAuc) {
    static Replayed of(List<HeldOut> all, Instant now) {
        List<HeldOut> commits = all.stream().filter(it -> it.judged(now)).toList();
        int bad = (int) commits.stream().filter(HeldOut::bad).count();
        boolean enough = TrustReport.enough(commits.size(), bad);
        return new Replayed(
                commits.size(),
                bad,
                enough ? RankingQuality.of(RankedBy.LEARNED, commits).auc() : null,
                enough ? RankingQuality.of(RankedBy.CHURN, commits).auc() : null);
    }

    boolean sizeIsBetter() {
        return auc != null && sizeAuc != null && sizeAuc > auc;
    }
}

package io.rootops.core.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well one order of the commits found the bad ones. All shares are of the bad commits, 0 to 1, the riskiest taken
 * window by window; null where there is no bad commit, or nothing but bad ones.
 *
 * @param auc chance that a bad commit stands above one that is not; 0.5 is chance
 * @param lift10 how many times as many bad ones the riskiest tenth holds as chance would put there
 * @param recall10 held by the riskiest tenth
 * @param recall20 held by the riskiest fifth
 * @param recall20Churn found by who reads the riskiest first, until a fifth of all lines changed is read
 */
public record RankingQuality(
        RankedBy by,
        @Nullable Double auc,
        @Nullable Double lift10,
        @Nullable Double recall10,
        @Nullable Double recall20,
        @Nullable Double recall20Churn) {
    static final double TENTH = 0.1;
    private static final double FIFTH = 0.2;

    /** @param commits at least one, oldest first */
    public static RankingQuality of(RankedBy by, List<HeldOut> commits) {
        Blocks blocks = new Blocks(commits);
        return of(by, RankedWindows.of(commits, by, blocks::of), blocks.once());
    }

    static RankingQuality of(RankedBy by, RankedWindows windows, int[] once) {
        double recall10 = windows.recall(once, TENTH);
        return new RankingQuality(
                by,
                known(windows.auc(once)),
                known(recall10 / TENTH),
                known(recall10),
                known(windows.recall(once, FIFTH)),
                known(windows.recallInLines(once, FIFTH)));
    }

    static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

package io.rootops.core.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits below the line that leaves at most one in twenty of the bad ones below it: where a lighter review costs
 * least.
 *
 * @param below the line: a percentile
 * @param commits below it
 * @param share of all commits that are below it, 0 to 1
 * @param bad ones among them
 * @param check the line of the earlier half of the time, tried on the later half; null: too few bad ones
 */
public record LowRiskLane(
        RankedBy by,
        double below,
        int commits,
        double share,
        int bad,
        @Nullable Check check) {
    private static final double LET_THROUGH = 0.05;
    private static final int LEAST_BAD = 20;

    /**
     * A line that was drawn without knowing these commits.
     *
     * @param share of the commits below it
     * @param missed share of the bad ones below it
     */
    public record Check(double below, double share, double missed) {}

    /** @param placed oldest first */
    static LowRiskLane of(RankedBy by, List<PlacedCommit> placed) {
        double line = line(placed);
        long commits = below(placed, line, false);
        return new LowRiskLane(
                by,
                line,
                (int) commits,
                (double) commits / placed.size(),
                (int) below(placed, line, true),
                check(placed));
    }

    private static @Nullable Check check(List<PlacedCommit> placed) {
        int half = placed.size() / 2;
        List<PlacedCommit> earlier = placed.subList(0, half);
        List<PlacedCommit> later = placed.subList(half, placed.size());
        long bad = later.stream().filter(PlacedCommit::bad).count();
        if (bad < LEAST_BAD || earlier.stream().filter(PlacedCommit::bad).count() < LEAST_BAD) {
            return null;
        }
        double line = line(earlier);
        return new Check(
                line, (double) below(later, line, false) / later.size(), (double) below(later, line, true) / bad);
    }

    /** The place of the first bad commit that must be above. */
    private static double line(List<PlacedCommit> placed) {
        double[] bad = placed.stream()
                .filter(PlacedCommit::bad)
                .mapToDouble(PlacedCommit::percentile)
                .sorted()
                .toArray();
        return bad.length == 0 ? 100 : bad[(int) Math.floor(LET_THROUGH * bad.length)];
    }

    private static long below(List<PlacedCommit> placed, double line, boolean badOnly) {
        return placed.stream()
                .filter(it -> it.percentile() < line && (!badOnly || it.bad()))
                .count();
    }
}

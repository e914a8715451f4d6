package io.rootops.core.evaluate;

import io.rootops.core.risk.RangeRisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ranges of a replayed history, of the sizes that pull requests and deployments have. */
public final class ReplayedRanges {
    private static final int[] SIZES = {2, 4, 8, 16};

    private ReplayedRanges() {}

    /**
     * The risk of ranges, calibrated on this history.
     *
     * @param replay oldest first
     * @param now commits younger than {@link Learner#WAIT} tell nothing yet
     */
    public static RangeRisk calibrated(List<HeldOut> replay, Instant now) {
        List<HeldOut> old = replay.stream().filter(it -> it.judged(now)).toList();
        List<RangeRisk.Past> ranges = new ArrayList<>();
        for (int size : SIZES) {
            for (int from = 0; from + size <= old.size(); from += size) {
                List<HeldOut> range = old.subList(from, from + size);
                ranges.add(new RangeRisk.Past(
                        range.stream().mapToDouble(HeldOut::probability).toArray(),
                        range.stream().anyMatch(HeldOut::bad)));
            }
        }
        return RangeRisk.calibrated(ranges);
    }
}

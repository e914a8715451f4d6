package io.rootops.core.evaluate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One window of the replay: its commits were scored by the model that was made when it began.
 *
 * @param from time of its first commit
 * @param to time of its last commit
 * @param bad known so far
 * @param auc null where there are fewer than eight of either kind
 * @param recall10 share of the bad ones in the riskiest tenth; null like {@code auc}
 * @param churnAuc of sorting by lines changed; null like {@code auc}
 * @param churnRecall10 of sorting by lines changed; null like {@code auc}
 * @param outcomesKnown about which share of its bad commits is known by now, 0 to 1, at the pace of those known
 */
public record HalfYear(
        Instant from,
        Instant to,
        int commits,
        int bad,
        @Nullable Double auc,
        @Nullable Double recall10,
        @Nullable Double churnAuc,
        @Nullable Double churnRecall10,
        double outcomesKnown) {}

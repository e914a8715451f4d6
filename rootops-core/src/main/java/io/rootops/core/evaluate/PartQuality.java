package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well some of the commits were ranked.
 *
 * @param source who says that they went wrong; null: anybody
 * @param shown whether a score was shown before they were merged; null: either
 * @param commits compared
 * @param auc bad ones against those not known bad; null where there are too few
 * @param recall10 share of these bad ones that was in the riskiest tenth of all; null where there is none
 */
public record PartQuality(
        @Nullable OutcomeSource source,
        @Nullable Boolean shown,
        int commits,
        int bad,
        @Nullable Double auc,
        @Nullable Double recall10) {
    private static final int LEAST_BAD = 8;

    static PartQuality of(
            @Nullable OutcomeSource source,
            @Nullable Boolean shown,
            List<HeldOut> all,
            List<PlacedCommit> places,
            Blocks blocks) {
        List<HeldOut> part = new ArrayList<>();
        int bad = 0;
        int high = 0;
        for (int i = 0; i < all.size(); i++) {
            HeldOut it = all.get(i);
            boolean wanted =
                    (shown == null || it.shown() == shown) && (source == null || !it.bad() || it.source() == source);
            if (wanted) {
                part.add(it);
                bad += it.bad() ? 1 : 0;
                high += it.bad() && places.get(i).high() ? 1 : 0;
            }
        }
        Double auc = bad < LEAST_BAD
                ? null
                : RankingQuality.known(
                        RankedWindows.of(part, RankedBy.LEARNED, blocks::of, 1).auc(blocks.once()));
        return new PartQuality(source, shown, part.size(), bad, auc, bad == 0 ? null : (double) high / bad);
    }
}

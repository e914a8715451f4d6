package io.rootops.dashboard.learning;

import io.rootops.core.risk.RiskScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scores of a repository rest on now.
 *
 * @param version of the model; 0 before there is one
 * @param knownBad outcomes of this repository that it learned from
 * @param learnedAt null: nothing was learned yet
 * @param reason why it ranks by size although outcomes were learned from; null where there is none to tell
 */
public record ModelState(
        RiskScore.Model kind,
        int version,
        int knownBad,
        @Nullable Instant learnedAt,
        @Nullable String reason) {
    public static final ModelState NOTHING_LEARNED = new ModelState(RiskScore.Model.SIZE, 0, 0, null, null);
}

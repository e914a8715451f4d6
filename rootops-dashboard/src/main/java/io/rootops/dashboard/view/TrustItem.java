package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rootops.core.evaluate.Measurement;
import io.rootops.core.evaluate.RankedBy;
import io.rootops.core.evaluate.TrustReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How good the score is, in short.
 *
 * @param catchAt10 share of the commits that had to be fixed that was in the riskiest tenth; null where not measured
 * @param churnCatchAt10 the same when sorted by lines changed
 * @param sampleSize commits that this rests on
 */
public record TrustItem(
        TrustReport.State state,
        @JsonProperty("catch_at_10") @Nullable Double catchAt10,
        @JsonProperty("churn_catch_at_10") @Nullable Double churnCatchAt10,
        int sampleSize,
        Instant asOf,
        String page) {

    public static TrustItem of(String repository, TrustReport report) {
        Measurement it = report.measurement();
        return new TrustItem(
                report.state(),
                it == null ? null : it.learned().recall10(),
                it == null ? null : it.baseline(RankedBy.CHURN).recall10(),
                report.commits(),
                report.asOf(),
                Links.trust(repository));
    }
}

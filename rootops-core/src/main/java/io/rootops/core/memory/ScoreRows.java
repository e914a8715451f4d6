package io.rootops.core.memory;

import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.RiskModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of a commit, for {@code risk_score}.
 *
 * @param version of the model
 * @param priorLogit null for a rank by size, like {@code ownLogit}
 */
record ScoreRows(
        int version,
        double raw,
        double percentile,
        @Nullable Float priorLogit,
        @Nullable Float ownLogit) {
    static final String TARGET = "risk_score (repository_id, model_version, commit_id, raw, percentile, scored_at,"
            + " prior_logit, own_logit)";

    static ScoreRows of(RiskModel model, Features commit) {
        double raw = model.raw(commit);
        double percentile = model.reference().percentile(raw);
        return model instanceof LearnedModel learned
                ? new ScoreRows(model.version(), raw, percentile, (float) learned.priorLogit(commit), (float)
                        learned.ownLogit(commit))
                : new ScoreRows(model.version(), raw, percentile, null, null);
    }

    void add(CopyRows rows, int repository, int commit, Instant now) {
        rows.add(repository)
                .add(version)
                .add(commit)
                .add(raw)
                .add(percentile)
                .addTime(now)
                .add(priorLogit == null ? null : priorLogit.toString())
                .add(ownLogit == null ? null : ownLogit.toString())
                .endRow();
    }
}

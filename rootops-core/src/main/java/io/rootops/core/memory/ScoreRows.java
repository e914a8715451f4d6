package io.rootops.core.memory;

import io.rootops.core.risk.Features;
import io.rootops.core.risk.RiskModel;
import java.time.Instant;

/**
 * What a model makes of a commit, for {@code risk_score}.
 *
 * @param version of the model
 */
record ScoreRows(int version, double raw, double percentile) {
    static final String TARGET = "risk_score (repository_id, model_version, commit_id, raw, percentile, scored_at,"
            + " prior_logit, own_logit)";

    static ScoreRows of(RiskModel model, Features commit) {
        double raw = model.raw(commit);
        return new ScoreRows(model.version(), raw, model.reference().percentile(raw));
    }

    void add(CopyRows rows, int repository, int commit, Instant now) {
        rows.add(repository)
                .add(version)
                .add(commit)
                .add(raw)
                .add(percentile)
                .addTime(now)
                .add((String) null)
                .add((String) null)
                .endRow();
    }
}

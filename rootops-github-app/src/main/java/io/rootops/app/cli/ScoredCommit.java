package io.rootops.app.cli;

import io.rootops.core.engine.RankedCommit;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as programs read it; the names are those of the dashboard's API.
 *
 * @param score 0 to 10, one decimal; null with percentile and level where {@code unscored} says why
 * @param percentile 0 to 100 among the commits that {@code percentilesAmong} names
 * @param probability that it will have to be fixed or reverted; null where nothing is learned, like {@code basePoints}
 * @param basePoints where the logit of the probability stands before any reason
 * @param unscored {@code merge}, or {@code boundary}: a shallow clone ends here
 * @param model what the percentile rests on
 */
record ScoredCommit(
        String sha,
        String title,
        AuthorName author,
        String authoredAt,
        String committedAt,
        boolean merge,
        boolean onDefaultBranch,
        int files,
        int linesAdded,
        int linesDeleted,
        @Nullable Double score,
        @Nullable Integer percentile,
        @Nullable String level,
        @Nullable Double probability,
        @Nullable String unscored,
        @Nullable Double basePoints,
        List<Reason> reasons,
        String model,
        String modelNote,
        String percentilesAmong) {

    record AuthorName(String name, boolean bot) {}

    static ScoredCommit of(RankedCommit it, ModelWords words) {
        RiskScore risk = it.risk();
        ChangeSize size = it.size();
        return new ScoredCommit(
                it.commit().sha(),
                it.commit().subject(),
                new AuthorName(it.commit().author().name(), it.commit().author().bot()),
                it.commit().authoredAt().toString(),
                it.commit().committedAt().toString(),
                it.commit().merge(),
                it.onDefaultBranch(),
                size.files(),
                size.linesAdded(),
                size.linesDeleted(),
                risk == null ? null : risk.score(),
                risk == null ? null : risk.percentile(),
                risk == null ? null : risk.level().word(),
                risk == null ? null : risk.probability(),
                risk != null ? null : it.commit().merge() ? "merge" : "boundary",
                risk == null ? null : risk.basePoints(),
                risk == null ? List.of() : risk.reasons(),
                words.model(),
                words.note(),
                words.among());
    }

    static String abbreviated(String sha) {
        return sha.substring(0, Math.min(9, sha.length()));
    }
}

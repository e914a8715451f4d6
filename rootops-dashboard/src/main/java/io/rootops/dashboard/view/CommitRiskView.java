package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The risk of a commit for a build, a gate or a script.
 *
 * @param sha complete, or as it was asked for where it is unknown
 * @param title first line of its message; null where it is unknown
 * @param percentile 0 to 100; of a merge, that of all it brings; null with score, level and probability where the status is
 *     not {@code scored}
 * @param reasons of a merge, those of the riskiest commit that it brings
 * @param calibration how often such a probability was right on this history; null: not measured, or a merge
 * @param brought what a merge brings; null: it is none, or that cannot be told
 * @param unscoredReason a sentence; null where it has a score or is unknown
 * @param page on the dashboard; null where it is unknown
 */
public record CommitRiskView(
        String repository,
        String sha,
        Status status,
        @Nullable String title,
        @Nullable Integer percentile,
        @Nullable Double score,
        @Nullable Double probability,
        @Nullable RiskLevel level,
        boolean provisional,
        List<Reason> reasons,
        @Nullable CalibrationItem calibration,
        @Nullable Brought brought,
        @Nullable String unscoredReason,
        @Nullable String page,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonUnwrapped @Nullable
        Ranking ranking) {

    /** How far RootOps is with it. */
    public enum Status {
        SCORED,
        /** It is known, and its score comes by itself. */
        PENDING,
        /** It is known and gets none; {@code unscored_reason} says why. */
        UNSCORED,
        UNKNOWN
    }

    /**
     * What a merge brings.
     *
     * @param commits that its first parent does not have, itself included
     * @param riskiest sha of one of them
     */
    public record Brought(int commits, String riskiest) {}

    /** Several of one repository, in the order in which they were asked for. */
    public record Several(List<CommitRiskView> items) {}

    /** Of a commit that is known. */
    public static CommitRiskView of(CommitItem item, Ranking ranking, @Nullable CalibrationItem calibration) {
        Unscored why = item.unscored();
        return new CommitRiskView(
                item.repository(),
                item.sha(),
                status(why),
                item.title(),
                item.percentile(),
                item.score(),
                item.probability(),
                item.level(),
                item.provisional(),
                item.reasons(),
                calibration,
                null,
                why == null ? null : why.sentence(),
                item.links().page(),
                ranking);
    }

    /** Of a merge: the risk of what it brings. */
    public static CommitRiskView of(CommitItem merge, RangeView brings) {
        CommitItem riskiest = brings.riskiest().get(0);
        return new CommitRiskView(
                merge.repository(),
                merge.sha(),
                Status.SCORED,
                merge.title(),
                brings.percentile(),
                brings.score(),
                brings.probability(),
                brings.level(),
                brings.provisional(),
                riskiest.reasons(),
                null,
                new Brought(brings.commits(), riskiest.sha()),
                null,
                merge.links().page(),
                brings.ranking());
    }

    /** Of a sha that names no commit. */
    public static CommitRiskView unknown(String repository, String sha) {
        return new CommitRiskView(
                repository,
                sha,
                Status.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static Status status(@Nullable Unscored why) {
        if (why == null) {
            return Status.SCORED;
        }
        return switch (why) {
            case NOT_YET_READ, NOT_RANKED -> Status.PENDING;
            case MERGE, BOUNDARY, NOT_ANALYZED -> Status.UNSCORED;
        };
    }
}

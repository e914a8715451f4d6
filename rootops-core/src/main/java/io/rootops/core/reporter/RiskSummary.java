package io.rootops.core.reporter;

import io.rootops.core.gate.GateVerdict;
import io.rootops.core.risk.RiskLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the commits of a build or a deployment. Texts are as people wrote them: who writes them makes them harmless
 * for where they go.
 *
 * @param repository owner/name; of a clone without a remote the name of its directory
 * @param environment where it is to be deployed; null: not told
 * @param verdict null: none was asked for
 * @param reasons of the verdict, a sentence each
 * @param wouldChange what would change the verdict, a sentence each
 * @param holdPercentile from which on a commit holds back; null: not told
 * @param modelNote what percentiles rest on
 * @param commits the one that was asked for first, then what else it brings
 */
public record RiskSummary(
        String repository,
        @Nullable String environment,
        @Nullable GateVerdict verdict,
        List<String> reasons,
        List<String> wouldChange,
        @Nullable Integer holdPercentile,
        String modelNote,
        List<ReportedCommit> commits) {

    /**
     * One of them.
     *
     * @param title first line of the message
     * @param percentile 0 to 100; null with level: it has no score, and {@code unscored} says why
     * @param probability that it will have to be fixed or reverted; null: nothing is learned
     * @param reasons for its place, a sentence each
     * @param page where more is told; null: nowhere
     * @param unscored a sentence; null where it has a score
     */
    public record ReportedCommit(
            String sha,
            String title,
            @Nullable Integer percentile,
            @Nullable Double probability,
            @Nullable RiskLevel level,
            List<String> reasons,
            @Nullable String page,
            @Nullable String unscored) {
        private static final int ABBREVIATED = 9;

        /** For people. */
        public String shortSha() {
            return sha.substring(0, Math.min(ABBREVIATED, sha.length()));
        }

        /** Its place in words, such as "high, riskier than 91 % of its repository, probability 31 %". */
        public String standing() {
            if (percentile == null || level == null) {
                return "no score";
            }
            String place = level.word() + ", riskier than " + percentile + " % of its repository";
            return probability == null ? place : place + ", probability " + Math.round(100 * probability) + " %";
        }

        /** Whether it stands there or above. */
        public boolean standsAt(@Nullable Integer least) {
            return percentile != null && least != null && percentile >= least;
        }
    }

    /** The one that stands highest; empty where none has a score. */
    public Optional<ReportedCommit> riskiest() {
        return commits.stream()
                .filter(it -> it.percentile() != null)
                .max(Comparator.comparingInt(it -> Objects.requireNonNull(it.percentile())));
    }
}

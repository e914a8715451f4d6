package io.rootops.dashboard.view;

import io.rootops.core.history.Revert;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback of a deployment would come to, and what could be taken back by itself instead.
 *
 * @param lastGood what could be deployed again; null: none is known of the last ninety days
 * @param passedOver deployments between the two that were not good either, or of which it cannot be told
 * @param goesBack the commits that would go with it; null: they are not known
 * @param comesIn commits that would go live with the last good one and do not serve now, so that the gate takes it for a new
 *     deployment; null: they are not known
 * @param suspects whether the reverts are of suspects; false: of the riskiest commits
 * @param reverts what came of trying to take each back at what serves now
 * @param note why none could be tried, one sentence; null: it could, or there is none
 */
public record RollbackAdvice(
        @Nullable LastGood lastGood,
        int passedOver,
        @Nullable RangeView goesBack,
        @Nullable Integer comesIn,
        boolean suspects,
        List<RevertItem> reverts,
        @Nullable String note) {

    /** What the gate makes of it, a sentence. */
    public String gate() {
        if (comesIn == null) {
            return "Whether the gate takes it for a rollback, which it never holds back, is not known.";
        }
        return comesIn == 0
                ? "The gate does not hold it back, as nothing would come in that does not serve now."
                : Shown.count(comesIn, "commit") + " would come in that " + (comesIn == 1 ? "does" : "do")
                        + " not serve now, so the gate treats it as a new deployment.";
    }

    /**
     * A deployment that could be deployed again.
     *
     * @param page path of its page; null: RootOps did not look at it
     * @param state by its last look; null like {@code page}
     */
    public record LastGood(
            String version,
            String sha,
            @Nullable String page,
            @Nullable State state,
            Instant servedAt) {
        /** How it is known to be good, for people. */
        public String words() {
            return state == null ? "not looked at" : DeploymentsView.words(state);
        }
    }

    /**
     * A commit that somebody may want to take back by itself.
     *
     * @param title null: it is not stored
     * @param files that would have to be mended, or were not looked at
     * @param later commits after it that changed these files, newest first; five at most
     * @param laterComplete whether all commits after it were looked at; false: time was up
     * @param sameLines whether they wrote the very lines; false: only the same files
     */
    public record RevertItem(
            String sha,
            @Nullable String title,
            Revert.Outcome outcome,
            List<String> files,
            List<String> later,
            boolean laterComplete,
            boolean sameLines) {
        private static final int SHOWN = 3;

        public static RevertItem of(Revert it, @Nullable String title) {
            return new RevertItem(
                    it.sha(), title, it.outcome(), it.files(), it.later(), it.laterComplete(), it.sameLines());
        }

        /** For people. */
        public String words() {
            return switch (outcome) {
                case CLEAN -> "a revert applies cleanly";
                case CONFLICTS -> "a revert conflicts in " + paths();
                case NOTHING_LEFT -> "nothing of it is left to revert";
                case MERGE -> "a merge, or the first commit: to be reverted by hand";
                case NOT_IN_HISTORY -> "not in the history of what serves";
                case MISSING -> "not known: the clone lacks contents" + (files.isEmpty() ? "" : " of " + paths());
                case TOO_LARGE -> "not tried: it changes too much" + (files.isEmpty() ? "" : ", such as " + paths());
                case NOT_TRIED -> "not tried: time was up";
            };
        }

        private String paths() {
            String first = String.join(", ", files.subList(0, Math.min(SHOWN, files.size())));
            return files.size() > SHOWN ? first + " and " + (files.size() - SHOWN) + " more" : first;
        }

        /** Of the sprite; with the words, never alone. */
        public String icon() {
            return switch (outcome) {
                case CLEAN, NOTHING_LEFT -> "ok";
                case CONFLICTS -> "warn";
                case MERGE, NOT_IN_HISTORY, MISSING, TOO_LARGE, NOT_TRIED -> "none";
            };
        }
    }
}

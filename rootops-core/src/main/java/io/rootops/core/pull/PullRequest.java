package io.rootops.core.pull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as the forge tells of it.
 *
 * @param githubId the forge's own number of it, over all repositories
 * @param authorLogin null: the account is gone
 * @param fromFork its commits are in another repository
 * @param headSha full, lower-case hexadecimal, like all of these
 * @param baseRef branch that it wants to be merged into, without refs/heads/
 * @param mergedAt null unless merged
 * @param mergeCommitSha what the merge put on the base branch: a merge, a squashed commit, or the last of the rebased
 *     ones; null unless merged, and where the forge does not say
 * @param closes issues that its text closes; null: the text is not known
 * @param updatedAt by the forge's clock
 */
public record PullRequest(
        int number,
        long githubId,
        String title,
        @Nullable String authorLogin,
        State state,
        boolean draft,
        boolean fromFork,
        String headSha,
        String baseRef,
        String baseSha,
        @Nullable Instant mergedAt,
        @Nullable String mergeCommitSha,
        @Nullable List<Integer> closes,
        Instant updatedAt) {

    /** The ref that holds its head in the repository that it was opened in, of forks too. */
    public static String ref(int number) {
        return REFS + number + "/head";
    }

    /** Where these refs are. */
    public static final String REFS = "refs/pull/";

    /** Stations of its life; one that was closed may be opened again. */
    public enum State {
        OPEN,
        CLOSED,
        MERGED
    }
}

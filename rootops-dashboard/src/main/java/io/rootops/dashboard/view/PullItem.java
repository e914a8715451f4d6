package io.rootops.dashboard.view;

import io.rootops.core.pull.Issue;
import io.rootops.core.pull.KnownPull;
import io.rootops.core.pull.PullRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pull request that brought a commit, or is to bring it.
 *
 * @param author login; null: the account is gone
 * @param mergedAt null unless merged
 * @param approvedBy logins; null: not known
 * @param closes numbers of the issues that its text closes; null: not known
 * @param issues the same and how they stand; null: not known
 * @param github where the forge shows it; null when the repository has no such place
 */
public record PullItem(
        int number,
        String title,
        @Nullable String author,
        PullRequest.State state,
        boolean draft,
        @Nullable Instant mergedAt,
        @Nullable List<String> approvedBy,
        @Nullable List<Integer> closes,
        @Nullable List<IssueItem> issues,
        @Nullable String github) {

    /**
     * Gathers it.
     *
     * @param issues those that are known
     * @param webUrl of its repository; null: unknown
     */
    static PullItem of(KnownPull known, List<Issue> issues, @Nullable String webUrl) {
        PullRequest pull = known.pull();
        return new PullItem(
                pull.number(),
                pull.title(),
                pull.authorLogin(),
                pull.state(),
                pull.draft(),
                pull.mergedAt(),
                known.approvedBy(),
                pull.closes(),
                pull.closes() == null
                        ? null
                        : pull.closes().stream()
                                .map(it -> IssueItem.of(it, issues, webUrl))
                                .toList(),
                Links.forgePull(webUrl, pull.number()));
    }

    /** Who approves, for people. */
    public String approvals() {
        if (approvedBy == null) {
            return "not known";
        }
        return approvedBy.isEmpty() ? "nobody" : String.join(", ", approvedBy);
    }
}

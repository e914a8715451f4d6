package io.rootops.dashboard.view;

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
 * @param closes issues that its text closes; null: not known
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
        @Nullable String github) {

    /** @param webUrl of its repository; null: unknown */
    public static PullItem of(KnownPull known, @Nullable String webUrl) {
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
                Links.forgePull(webUrl, pull.number()));
    }

    /** Who approves, for people. */
    public String approvals() {
        if (approvedBy == null) {
            return "not known";
        }
        return approvedBy.isEmpty() ? "nobody" : String.join(", ", approvedBy);
    }

    /** What it closes, for people; empty where nothing is to be said. */
    public String issues() {
        return closes == null
                ? ""
                : String.join(", ", closes.stream().map(it -> "#" + it).toList());
    }
}

package io.rootops.dashboard.view;

import io.rootops.core.memory.CommitSummary;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskLevel;
import io.rootops.core.risk.RiskScore;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A commit in a list.
 *
 * @param leftBranchesAt when it was found to be on no branch any more, after a force push or the deletion of its branch;
 *     null: it is on one
 * @param score 0 to 10, one decimal; null with percentile and level where {@code unscored} says why
 * @param percentile 0 to 100 in its repository
 * @param probability that it will have to be fixed or reverted; null where nothing is learned
 * @param outcome what became of it; null: nothing bad is known
 * @param provisional its number is replaced later, and {@code provisionalBy} tells what it rests on until then
 * @param provisionalBy null where the number stands
 */
public record CommitItem(
        String repository,
        String sha,
        String title,
        AuthorItem author,
        Instant authoredAt,
        Instant committedAt,
        boolean merge,
        boolean onDefaultBranch,
        @Nullable Instant leftBranchesAt,
        int files,
        int linesAdded,
        int linesDeleted,
        @Nullable Double score,
        @Nullable Integer percentile,
        @Nullable RiskLevel level,
        @Nullable Double probability,
        boolean provisional,
        @Nullable ProvisionalBy provisionalBy,
        @Nullable Unscored unscored,
        List<Reason> reasons,
        @Nullable OutcomeItem outcome,
        CommitLinks links) {
    private static final int SHORT_REASONS = 2;
    /** The place among other commits, and every fact after the first. */
    private static final Pattern LATER_FACTS = Pattern.compile("( \\(|; ).*", Pattern.DOTALL);

    /** The address of the author's mail stays in the memory: no page needs it. */
    public record AuthorItem(String name, boolean bot) {}

    /**
     * @param self in the API
     * @param page on the dashboard
     * @param github where the forge shows it; null when the repository has no such place
     */
    public record CommitLinks(
            String self, String page, @Nullable String github) {}

    public static CommitItem of(CommitSummary commit) {
        return of(commit, null);
    }

    /** @param label that it went wrong; null: it did not, to this day */
    public static CommitItem of(CommitSummary commit, @Nullable Label label) {
        RiskScore risk = commit.risk();
        String repository = commit.repository().name();
        return new CommitItem(
                repository,
                commit.sha(),
                commit.subject(),
                new AuthorItem(commit.author().name(), commit.author().bot()),
                commit.authoredAt(),
                commit.committedAt(),
                commit.merge(),
                commit.onDefaultBranch(),
                commit.leftBranchesAt(),
                commit.files(),
                commit.linesAdded(),
                commit.linesDeleted(),
                risk == null ? null : risk.score(),
                risk == null ? null : risk.percentile(),
                risk == null ? null : risk.level(),
                risk == null ? null : risk.probability(),
                risk != null && risk.provisional(),
                risk == null || !risk.provisional()
                        ? null
                        : commit.listed() ? ProvisionalBy.FILE_LIST : ProvisionalBy.NEWEST_COMMITS,
                Unscored.of(commit),
                risk == null ? List.of() : risk.reasons(),
                label == null ? null : OutcomeItem.of(repository, commit.committedAt(), label),
                new CommitLinks(
                        Links.commitApi(repository, commit.sha()),
                        Links.commit(repository, commit.sha()),
                        Links.forgeCommit(commit.repository().webUrl(), commit.sha())));
    }

    /** Where it stands in few words, unless it is on the default branch; then empty. */
    public String standing() {
        if (onDefaultBranch) {
            return "";
        }
        return leftBranchesAt == null ? "not merged" : "no longer on a branch";
    }

    /** What a provisional number rests on, where there is little room. */
    public String provisionalWords() {
        return provisionalBy == null ? "" : provisionalBy.words();
    }

    /** Whether all that is known of it is the forge's list of its files. */
    public boolean listed() {
        return provisionalBy == ProvisionalBy.FILE_LIST;
    }

    /** What raises the score, in few words, for where there is little room; all facts of a rank by size. */
    public List<String> chips() {
        return reasons.stream()
                .filter(it -> it.points() == null || it.points() > 0)
                .limit(SHORT_REASONS)
                .map(it -> LATER_FACTS.matcher(it.text()).replaceFirst(""))
                .toList();
    }

    /** So few commits a day that months are the better headings. */
    public static boolean sparse(List<CommitItem> items) {
        long days =
                items.stream().map(it -> Shown.day(it.committedAt())).distinct().count();
        return days > 2 && days * 2 > items.size();
    }

    /** Long enough to be the only one in most repositories, short enough to read out. */
    public static String abbreviated(String sha) {
        return sha.length() > 9 ? sha.substring(0, 9) : sha;
    }
}

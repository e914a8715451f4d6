package io.rootops.dashboard.view;

import io.rootops.core.pull.Issue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue that a pull request closes.
 *
 * @param title null: not known
 * @param state null: not known
 * @param labels null: not known
 * @param github where the forge shows it; null when the repository has no such place
 */
public record IssueItem(
        int number,
        @Nullable String title,
        Issue.@Nullable State state,
        @Nullable List<String> labels,
        @Nullable String github) {

    static IssueItem of(int number, List<Issue> known, @Nullable String webUrl) {
        Issue issue =
                known.stream().filter(it -> it.number() == number).findFirst().orElse(null);
        return new IssueItem(
                number,
                issue == null ? null : issue.title(),
                issue == null ? null : issue.state(),
                issue == null ? null : issue.labels(),
                Links.forgeIssue(webUrl, number));
    }

    /** Its number and how it stands, for people. */
    public String words() {
        return "#" + number + (state == null ? " (state not known)" : " (" + state.word() + ")");
    }
}

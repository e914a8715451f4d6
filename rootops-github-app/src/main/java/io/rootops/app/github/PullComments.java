package io.rootops.app.github;

import io.rootops.core.report.RiskReport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;

/**
 * One comment a pull request, edited when there is more to say. Before one is made it is looked for, by a mark that readers
 * do not see: neither a process that was killed nor a new head makes a second.
 */
final class PullComments {
    /** Its first line. */
    static final String MARK = "<!-- rootops-risk -->";

    private static final int LONGEST = RiskReport.LONGEST_SUMMARY;

    /**
     * Makes it, or edits it. One that somebody removed is not made again for the same commits.
     *
     * @param number of the pull request
     * @param known id of the comment that told of the same head before; null: none that we know of
     * @return its id
     */
    long write(GHRepository repository, int number, @Nullable Long known, RiskReport report) throws IOException {
        GHPullRequest pull = repository.getPullRequest(number);
        String body = body(report);
        for (GHIssueComment comment : pull.queryComments().list()) {
            String text = comment.getBody();
            if (text != null && text.startsWith(MARK)) {
                if (!text.equals(body)) {
                    comment.update(body);
                }
                return comment.getId();
            }
        }
        return known != null ? known : pull.comment(body).getId();
    }

    /** What is too long by its title and mark is told by its title alone. */
    private static String body(RiskReport report) {
        String title = MARK + "\n### " + report.title() + "\n";
        return title.length() + report.summary().length() < LONGEST ? title + "\n" + report.summary() : title;
    }
}

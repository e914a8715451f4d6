package io.rootops.dashboard.view;

import io.rootops.core.pull.Reviewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a second look at a change pays, and who and what helps with it.
 *
 * @param files worth a second look
 * @param reviewers who know the code, by their names; null: not known, as the history is not read
 * @param linesKnown false: who wrote the lines that it changes is not known until its code can be fetched
 * @param similar past changes of the same files or directories that went wrong; null: not known, as the history is not
 *     read
 */
public record Advice(
        List<SecondLook> files,
        @Nullable List<Reviewer> reviewers,
        boolean linesKnown,
        @Nullable List<CommitItem> similar) {
    /** Said where the history is not read. */
    public static final String NOTHING_READ =
            "Who knows this code, and which changes of it went wrong, is not known: the history is not read yet.";

    /** Said where its code is not there. */
    public static final String NO_LINES =
            "Who wrote the lines that it changes is not known until the code can be fetched.";

    /** What people know the code by, before the file's name: "wrote lines that this changes in". */
    public static String did(Reviewer reviewer) {
        return reviewer.wroteLines() ? "wrote lines that this changes in" : "changed";
    }

    /** When they were last there, after the file's name. */
    public static String last(Reviewer reviewer) {
        return ", last in " + Shown.monthYear(reviewer.last());
    }
}

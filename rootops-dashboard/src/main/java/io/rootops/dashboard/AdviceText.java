package io.rootops.dashboard;

import io.rootops.core.pull.Reviewer;
import io.rootops.dashboard.view.Advice;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.OutcomeItem;
import io.rootops.dashboard.view.SecondLook;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a second look pays, as sections of a report in Markdown; the same of commits and of pull requests. */
final class AdviceText {
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_NAME = 80;

    private AdviceText() {}

    /** @param home where people reach this RootOps; null: nobody knows, so links lead to the forge */
    static void sections(List<String> lines, Advice advice, @Nullable URI home) {
        section(lines, "Files worth a second look", advice.files(), AdviceText::file);
        List<Reviewer> reviewers = advice.reviewers();
        section(lines, "Who knows this code", reviewers == null ? List.of() : reviewers, AdviceText::person);
        if (reviewers == null || !advice.linesKnown()) {
            lines.add("");
            lines.add("_" + (reviewers == null ? Advice.NOTHING_READ : Advice.NO_LINES) + "_");
        }
        if (advice.similar() != null) {
            section(lines, "Similar changes that went wrong", advice.similar(), it -> similar(it, home));
        }
    }

    /** Nothing where there is no item. */
    static <T> void section(List<String> lines, String title, List<T> items, Function<T, String> line) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("### " + title);
            lines.add("");
            items.forEach(it -> lines.add("- " + line.apply(it)));
        }
    }

    /** Its sha, leading to its page, and its title. */
    static String linked(CommitItem commit, @Nullable URI home) {
        String page = home == null ? commit.links().github() : home + Links.commit(commit.repository(), commit.sha());
        String sha = "`" + CommitItem.abbreviated(commit.sha()) + "`";
        return (page == null ? sha : "[" + sha + "](" + page + ")") + " "
                + Markdown.code(commit.title(), LONGEST_TITLE);
    }

    private static String file(SecondLook file) {
        return Markdown.code(file.path(), LONGEST_PATH) + ": " + Markdown.words(file.words());
    }

    private static String person(Reviewer person) {
        return Markdown.code(person.name(), LONGEST_NAME)
                + (person.login() == null ? "" : " (" + Markdown.code(person.login(), LONGEST_NAME) + ")")
                + " " + Advice.did(person) + " " + Markdown.code(person.path(), LONGEST_PATH) + Advice.last(person);
    }

    private static String similar(CommitItem commit, @Nullable URI home) {
        OutcomeItem outcome = commit.outcome();
        return linked(commit, home) + (outcome == null ? "" : ", " + Markdown.code(outcome.text(), LONGEST_TITLE));
    }
}

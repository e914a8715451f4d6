package io.rootops.dashboard.view;

import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.OutcomeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of a commit that went wrong.
 *
 * @param text the same for people, without the subject: "reverted by 9f1c2ab09 after 3 days"
 * @param afterDays whole days from its landing until that was known
 * @param evidence sha of the fix or revert, or the incident's id
 * @param page of the fix or revert; null where the evidence is no commit
 */
public record OutcomeItem(
        OutcomeSource source,
        String text,
        Instant knownAt,
        long afterDays,
        String evidence,
        @Nullable String page) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    static OutcomeItem of(String repository, Instant committedAt, Label label) {
        String evidence = label.evidence();
        long days = Math.max(0, Duration.between(committedAt, label.knownAt()).toDays());
        return new OutcomeItem(
                label.source(),
                words(label.source(), CommitItem.abbreviated(evidence)) + after(days),
                label.knownAt(),
                days,
                evidence,
                page(repository, evidence));
    }

    static @Nullable String page(String repository, String evidence) {
        return COMMIT.matcher(evidence).matches() ? Links.commit(repository, evidence) : null;
    }

    /** One word, for where there is little room. */
    public String word() {
        return switch (source) {
            case INCIDENT -> "caused an incident";
            case REVERT -> "reverted later";
            case TRAILER, SZZ -> "fixed later";
        };
    }

    /** How sure that is, for people. */
    public String trust() {
        return switch (source) {
            case INCIDENT -> "a person confirmed it as the cause";
            case TRAILER -> "the fix names it";
            case REVERT -> "the revert names it";
            case SZZ -> "the fix rewrote its lines, which is right more often than not, but not always";
        };
    }

    static String words(OutcomeSource source, String evidence) {
        return switch (source) {
            case INCIDENT -> "caused incident " + evidence;
            case REVERT -> "reverted by " + evidence;
            case TRAILER, SZZ -> "fixed by " + evidence;
        };
    }

    private static String after(long days) {
        return days == 0 ? " within a day" : " after " + Shown.count(days, "day");
    }
}

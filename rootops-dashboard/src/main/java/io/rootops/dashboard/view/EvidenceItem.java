package io.rootops.dashboard.view;

import io.rootops.core.change.LineRange;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a commit besides the outcome that stands.
 *
 * @param standing {@code says_the_same}, only less trusted or later; {@code taken_back}: that revert was reverted
 *     itself; {@code weak}: it may have gone wrong, and another commit is the likelier one; {@code hint}: too weak to
 *     count
 * @param text the same for people
 * @param evidence sha of the fix or revert, or the incident's id
 * @param page of the fix or revert; null where the evidence is no commit
 * @param lines of the commit that the fix rewrote, or where it deleted none those it inserted code beside
 */
public record EvidenceItem(
        OutcomeSource source,
        String standing,
        String text,
        Instant knownAt,
        String evidence,
        @Nullable String page,
        List<LineRange> lines) {
    private static final int MOST = 20;

    /** @param outcome that stands; null: none does */
    public static List<EvidenceItem> besides(@Nullable OutcomeItem outcome, List<Weighed> all, String repository) {
        return all.stream()
                .filter(it -> !stands(it, outcome))
                .limit(MOST)
                .map(it -> of(it, repository))
                .toList();
    }

    /** Lines of the commit that its outcome is about; empty where none are known. */
    static List<LineRange> lines(@Nullable OutcomeItem outcome, List<Weighed> all) {
        return all.stream()
                .filter(it -> stands(it, outcome))
                .findFirst()
                .map(it -> it.outcome().ranges())
                .orElse(List.of());
    }

    private static boolean stands(Weighed it, @Nullable OutcomeItem outcome) {
        return outcome != null
                && it.outcome().source() == outcome.source()
                && it.outcome().evidence().equals(outcome.evidence());
    }

    private static EvidenceItem of(Weighed it, String repository) {
        String evidence = it.outcome().evidence();
        String words = Shown.word(OutcomeItem.words(it.outcome().source(), CommitItem.abbreviated(evidence)));
        String standing =
                it.counts() ? "says_the_same" : withoutCount(it.outcome().strength());
        String why = switch (standing) {
            case "says_the_same" -> ", which says the same and is less trusted, or came later.";
            case "taken_back" -> ", which was itself taken back, so it does not count.";
            case "weak" ->
                " perhaps: that fix rewrote more lines of another commit, so by this alone it would count neither as bad"
                        + " nor as clean.";
            default ->
                " perhaps: that fix rewrote more lines of another commit, so it is only a hint and does not count.";
        };
        return new EvidenceItem(
                it.outcome().source(),
                standing,
                words + why,
                it.outcome().knownAt(),
                evidence,
                OutcomeItem.page(repository, evidence),
                it.outcome().ranges());
    }

    private static String withoutCount(Strength strength) {
        return switch (strength) {
            case STRONG -> "taken_back";
            case WEAK -> "weak";
            case HINT -> "hint";
        };
    }
}

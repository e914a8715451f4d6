package io.rootops.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.Author;
import io.rootops.core.change.Commit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageOutcomesTest {
    private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");
    private static final String CULPRIT = "1a2b3c4d5e" + "0".repeat(30);
    private static final String OTHER = "1a2b3c4fff" + "0".repeat(30);
    private static final String REVERT = "beef" + "0".repeat(36);
    private static final String NEW = "f".repeat(40);

    private final EarlierCommits earlier = new EarlierCommits();
    private final MessageOutcomes outcomes = new MessageOutcomes(earlier);

    MessageOutcomesTest() {
        earlier.add(CULPRIT, "Cache the prices (#17)");
        earlier.add(OTHER, "Count the carts");
        earlier.add(REVERT, "Revert \"Cache the prices (#17)\" (#18)");
    }

    @Test
    void aRevertNamesItsTarget() {
        assertThat(named("Revert \"x\"\n\nThis reverts commit " + CULPRIT + "."))
                .containsExactly(new Outcome(CULPRIT, OutcomeSource.REVERT, Strength.STRONG, AT, NEW));
    }

    @Test
    void aShortShaIsResolvedAndAnAmbiguousOneIsNot() {
        assertThat(shas("This reverts commit 1a2b3c4d.")).containsExactly(CULPRIT);
        assertThat(shas("This reverts commit 1a2b3c4.")).isEmpty();
        assertThat(shas("This reverts commit 7777777.")).isEmpty();
    }

    @Test
    void severalAreRevertedAtOnce() {
        assertThat(shas("This reverts commits 1a2b3c4d and 1a2b3c4f.")).containsExactly(CULPRIT, OTHER);
    }

    @Test
    void theMergeOfARevertedMergeIsMeantNotItsParent() {
        assertThat(shas("This reverts commit " + OTHER + ", reversing\nchanges made to " + CULPRIT + "."))
                .containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revert \"Cache the prices (#17)\"",
                "Revert \"Cache the prices (#17)\" (#20)",
                "Revert \"Cache the prices\"",
                "Revert \"Cache prices\" (#20)\n\nReverts acme/shop#17",
                "Revert \"Cache the prices\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567."
            })
    void withoutAKnownShaTheSubjectOrThePullRequestTells(String message) {
        assertThat(shas(message)).containsExactly(CULPRIT);
    }

    @Test
    void aSubjectThatTwoCommitsHaveTellsNothing() {
        earlier.add("ab".repeat(20), "Count the carts");

        assertThat(shas("Revert \"Count the carts\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revert \"Revert \"Cache the prices (#17)\" (#18)\" (#19)",
                "Revert \"Revert \"Cache the prices (#17)\"\"",
                "Reapply \"Cache the prices (#17)\""
            })
    void theRevertOfARevertNamesTheRevert(String message) {
        assertThat(shas(message)).containsExactly(REVERT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net: mend it\n\nFixes: 1a2b3c4d5e00 (\"Cache the prices\")\nCc: stable@example.org",
                "mend it\n\nfixes: 1A2B3C4D",
                "mend it\n\nFixes: commit 1a2b3c4d5e",
                "mend it\n\nFixes: 7777777 (\"Cache the prices\")"
            })
    void aTrailerNamesTheCulprit(String message) {
        assertThat(named(message))
                .containsExactly(new Outcome(CULPRIT, OutcomeSource.TRAILER, Strength.STRONG, AT, NEW));
    }

    @Test
    void eachTrailerCounts() {
        assertThat(shas("mend\n\nFixes: 1a2b3c4d5e (\"a\")\nFixes: 1a2b3c4fff (\"b\")\nFixes: 1a2b3c4fff (\"b\")"))
                .containsExactly(CULPRIT, OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fixes: #1234567", "Fixes: 1234567", "Fixes: feedback of the review", "It fixes 1a2b3c4d5e"})
    void whatNamesNoCommitIsNoTrailer(String line) {
        assertThat(shas("mend\n\n" + line)).isEmpty();
    }

    @Test
    void anUnknownCommitIsKeptWhereItsShaIsWhole() {
        String elsewhere = "9".repeat(40);

        assertThat(shas("mend\n\nFixes: " + elsewhere)).containsExactly(elsewhere);
        assertThat(shas("This reverts commit " + elsewhere)).containsExactly(elsewhere);
        assertThat(shas("mend\n\nFixes: 999999999999")).isEmpty();
    }

    @Test
    void nobodyNamesItself() {
        assertThat(shas("This reverts commit " + NEW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fix the total",
                "cart: fixes rounding",
                "NPE in checkout",
                "fix(cart): rounding",
                "Round half up\n\nFixes #12",
                "Round half up\n\nfixed: SHOP-12"
            })
    void isAFix(String message) {
        assertThat(MessageOutcomes.fix(commit(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add a prefix",
                "Fix typo in the docs",
                "SHOP-12: show the stock",
                "Revert \"Fix the total\"",
                "Undo\n\nThis reverts commit 1a2b3c4. It did not fix the bug"
            })
    void isNoFix(String message) {
        assertThat(MessageOutcomes.fix(commit(message))).isFalse();
    }

    @Test
    void hugeAndHostileMessagesAreReadInNoTime() {
        String message =
                "Revert \"" + "\"(".repeat(50_000) + "\n" + "fixes: ".repeat(50_000) + "1a2b3c4, ".repeat(50_000);

        assertThat(named(message)).isEmpty();
        assertThat(MessageOutcomes.fix(commit(message))).isFalse();
    }

    private List<Outcome> named(String message) {
        return outcomes.named(commit(message));
    }

    private List<String> shas(String message) {
        return named(message).stream().map(Outcome::sha).toList();
    }

    private static Commit commit(String message) {
        return new Commit(NEW, List.of(), new Author("ana@example.org", "Ana", false), AT, AT, message);
    }
}

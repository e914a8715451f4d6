package io.rootops.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SzzTest {
    private static final Instant FIXED = Instant.ofEpochSecond(1_700_000_000);

    private static List<Outcome> outcomes(DeletedLines... lines) {
        return Szz.outcomes("fix", FIXED, Arrays.asList(lines));
    }

    private static List<String> strong(DeletedLines... lines) {
        return outcomes(lines).stream()
                .filter(Outcome::strong)
                .map(Outcome::sha)
                .toList();
    }

    private static DeletedLines code(String origin, int lines) {
        return new DeletedLines("A.java", origin, 0, lines, 0, 0, false, List.of());
    }

    private static DeletedLines lesser(String origin, int lines) {
        return new DeletedLines("A.java", origin, 0, 0, lines, 0, false, List.of());
    }

    private static DeletedLines other(String origin, int lines) {
        return new DeletedLines("A.java", origin, 0, 0, 0, lines, false, List.of());
    }

    private static DeletedLines beside(String origin, int lines) {
        return new DeletedLines("A.java", origin, 0, lines, 0, 0, true, List.of());
    }

    @Test
    void theCommitThatWroteTheDeletedCodeIsNamed() {
        assertThat(outcomes(code("a", 3)))
                .containsExactly(new Outcome("a", OutcomeSource.SZZ, Strength.STRONG, FIXED, "fix", 3, List.of()));
    }

    @Test
    void furtherCandidatesAreKeptAsHintsLikeliestFirst() {
        assertThat(outcomes(code("b", 1), code("a", 7), beside("c", 1)))
                .containsExactly(
                        new Outcome("a", OutcomeSource.SZZ, Strength.STRONG, FIXED, "fix", 7, List.of()),
                        new Outcome("b", OutcomeSource.SZZ, Strength.HINT, FIXED, "fix", 1, List.of()),
                        new Outcome("c", OutcomeSource.SZZ, Strength.HINT, FIXED, "fix", 0, List.of()));
    }

    @Test
    void aThirdOfTheLinesNamesACommitAndTheStrongestAloneIsLearnedFrom() {
        assertThat(outcomes(code("a", 2), code("b", 1)))
                .extracting(Outcome::strength)
                .containsExactly(Strength.STRONG, Strength.WEAK);
        assertThat(outcomes(code("a", 21), code("b", 10)))
                .extracting(Outcome::strength)
                .containsExactly(Strength.STRONG, Strength.HINT);
        assertThat(strong(code("a", 21), code("b", 10))).containsExactly("a");
        assertThat(strong(code("a", 2), code("b", 2), code("c", 2), code("d", 2)))
                .isEmpty();
    }

    @Test
    void linesOfSeveralFilesAddUp() {
        DeletedLines elsewhere = new DeletedLines("B.java", "b", 0, 4, 0, 0, false, List.of());
        assertThat(strong(code("a", 1), code("b", 1), elsewhere)).containsExactly("b");
    }

    @Test
    void blankLinesCommentsAndImportsNameNobody() {
        assertThat(outcomes(other("a", 100))).isEmpty();
        assertThat(strong(other("a", 100), code("b", 1))).containsExactly("b");
    }

    @Test
    void bracketsAndMovedCodeTellLessThanCode() {
        assertThat(strong(lesser("a", 2), code("b", 3))).containsExactly("b");
        assertThat(strong(lesser("a", 2))).containsExactly("a");
    }

    @Test
    void besidesAnInsertionBothSidesHaveToAgree() {
        assertThat(strong(beside("a", 2))).containsExactly("a");
        assertThat(outcomes(beside("a", 1), beside("b", 1))).hasSize(2).noneMatch(Outcome::strong);
        assertThat(strong(beside("a", 3), beside("b", 1))).containsExactly("a");
    }

    @Test
    void deletedCodeOutweighsWhatStandsBesideInsertions() {
        assertThat(strong(code("a", 1), beside("b", 1))).containsExactly("a");
    }

    @Test
    void ofTwoAlikeTheNewerIsTheStrongestAndThenTheSmallerSha() {
        assertThat(outcomes(
                        new DeletedLines("A.java", "old", 10, 1, 0, 0, false, List.of()),
                        new DeletedLines("A.java", "new", 20, 1, 0, 0, false, List.of())))
                .containsExactly(
                        new Outcome("new", OutcomeSource.SZZ, Strength.STRONG, FIXED, "fix", 1, List.of()),
                        new Outcome("old", OutcomeSource.SZZ, Strength.WEAK, FIXED, "fix", 1, List.of()));
        assertThat(strong(code("b", 1), code("a", 1))).containsExactly("a");
    }

    @Test
    void aChangeOfManyFilesRepairsNoCommitInParticular() {
        List<DeletedLines> lines = new ArrayList<>();
        for (int i = 0; i < Szz.MOST_FILES; i++) {
            lines.add(new DeletedLines("F" + i + ".java", "a", 0, 1, 0, 0, false, List.of()));
        }
        assertThat(Szz.outcomes("fix", FIXED, lines)).hasSize(1);
        lines.add(new DeletedLines("G.java", "a", 0, 1, 0, 0, false, List.of()));
        assertThat(Szz.outcomes("fix", FIXED, lines)).isEmpty();
    }

    @Test
    void manyCandidatesAreCutOff() {
        DeletedLines[] lines = new DeletedLines[50];
        Arrays.setAll(lines, i -> code("commit" + i, i + 1));
        assertThat(outcomes(lines)).hasSize(Szz.MOST_CANDIDATES).noneMatch(Outcome::strong);
        assertThat(outcomes(lines).get(0).sha()).isEqualTo("commit49");
    }

    @Test
    void withoutLinesThereIsNothingToSay() {
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void theLinesAreKeptAsEvidence() {
        LineRange gone = new LineRange("A.java", 3, 5);
        LineRange beside = new LineRange("A.java", 9, 9);
        DeletedLines deleted = new DeletedLines("A.java", "a", 0, 2, 1, 0, false, List.of(gone));
        DeletedLines next = new DeletedLines("A.java", "a", 0, 1, 0, 0, true, List.of(beside));

        assertThat(outcomes(deleted, next)).extracting(Outcome::ranges).containsExactly(List.of(gone));
        assertThat(outcomes(next)).extracting(Outcome::ranges).containsExactly(List.of(beside));
    }

    @Test
    void ofManyPlacesTheFirstAreKept() {
        DeletedLines[] lines = new DeletedLines[10];
        for (int i = 0; i < lines.length; i++) {
            List<LineRange> ranges = new ArrayList<>();
            for (int line = 1; line < 10; line += 2) {
                ranges.add(new LineRange("F" + i + ".java", line, line));
            }
            lines[i] = new DeletedLines("F" + i + ".java", "a", 0, 5, 0, 0, false, ranges);
        }

        assertThat(outcomes(lines).get(0).ranges())
                .hasSize(DeletedLines.MOST_RANGES)
                .startsWith(new LineRange("F0.java", 1, 1))
                .endsWith(new LineRange("F3.java", 9, 9));
    }
}

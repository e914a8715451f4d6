package io.rootops.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.outcome.Labels.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void noEvidenceNoLabel() {
        assertThat(Labels.of(List.of(), List.of())).isEmpty();
    }

    @Test
    void theEarliestEvidenceSaysSinceWhenAndTheMostTrustedSaysWho() {
        Map<String, Label> labels = Labels.of(
                List.of(
                        outcome("bad", OutcomeSource.SZZ, "fix", 1),
                        outcome("bad", OutcomeSource.TRAILER, "later", 3),
                        outcome("bad", OutcomeSource.REVERT, "revert", 2)),
                List.of());

        assertThat(labels).containsExactly(Map.entry("bad", new Label(at(1), OutcomeSource.TRAILER, "later")));
    }

    @Test
    void hintsDoNotCount() {
        assertThat(Labels.of(List.of(new Outcome("bad", OutcomeSource.SZZ, Strength.HINT, at(1), "fix")), List.of()))
                .isEmpty();
    }

    @Test
    void weakEvidenceLeavesACommitUndecidedUntilSomebodyElseSaysMore() {
        Outcome weak = new Outcome("bad", OutcomeSource.SZZ, Strength.WEAK, at(1), "fix");
        assertThat(Labels.of(List.of(weak), List.of())).isEmpty();

        Findings findings = Objects.requireNonNull(Labels.findings(
                        List.of(weak, outcome("bad", OutcomeSource.REVERT, "revert", 3)), List.of())
                .get("bad"));

        assertThat(findings.undecided(at(0))).isFalse();
        assertThat(findings.undecided(at(2))).isTrue();
        assertThat(findings.bad(at(2))).isFalse();
        assertThat(findings.undecided(at(3))).isFalse();
        assertThat(findings.bad(at(3))).isTrue();
        assertThat(findings.undecidedToday()).isFalse();
    }

    @Test
    void aRevertedRevertTakesItsLabelBackAndIsItselfLabelled() {
        List<Outcome> outcomes = new ArrayList<>(List.of(revert("bad", "r1", 1), revert("r1", "r2", 2)));

        assertThat(Labels.of(outcomes, List.of())).containsOnlyKeys("r1");

        outcomes.add(revert("r2", "r3", 3));

        assertThat(Labels.of(outcomes, List.of())).containsOnlyKeys("bad", "r2");
    }

    @Test
    void reversedDatesChangeNothing() {
        assertThat(Labels.of(List.of(revert("bad", "r1", 9), revert("r1", "r2", 5), revert("r2", "r3", 1)), List.of()))
                .containsOnlyKeys("bad", "r2");
    }

    @Test
    void anotherEvidenceOutlivesARevertThatWasTakenBack() {
        assertThat(Labels.of(
                        List.of(
                                revert("bad", "r1", 1),
                                revert("r1", "r2", 2),
                                outcome("bad", OutcomeSource.SZZ, "fix", 4)),
                        List.of()))
                .containsEntry("bad", new Label(at(4), OutcomeSource.SZZ, "fix"));
    }

    @Test
    void twoThatRevertEachOtherEndSomehow() {
        assertThat(Labels.of(List.of(revert("a", "b", 1), revert("b", "a", 1)), List.of()))
                .hasSizeLessThan(3);
    }

    @Test
    void anEndlessWarOfRevertsEnds() {
        List<Outcome> war = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            war.add(revert("r" + i, "r" + (i + 1), i));
        }

        assertThat(Labels.of(war, List.of())).containsKey("r49999");
    }

    @Test
    void theSameChangeElsewhereSharesTheLabel() {
        Map<String, Label> labels = Labels.of(
                List.of(outcome("bad", OutcomeSource.TRAILER, "fix", 1)),
                List.of(List.of(new Twin("bad", at(0)), new Twin("picked", at(1)))));

        assertThat(labels.get("picked")).isEqualTo(labels.get("bad"));
    }

    @Test
    void aChangeThatComesBackAfterItsRevertIsNotBadForThat() {
        List<Twin> twins = List.of(new Twin("first", at(1)), new Twin("again", at(9)));

        assertThat(Labels.of(List.of(revert("first", "r", 5)), List.of(twins))).containsOnlyKeys("first");
        assertThat(Labels.of(
                        List.of(revert("first", "r", 5), outcome("again", OutcomeSource.SZZ, "fix", 12)),
                        List.of(twins)))
                .containsEntry("again", new Label(at(12), OutcomeSource.SZZ, "fix"))
                .containsEntry("first", new Label(at(5), OutcomeSource.REVERT, "r"));
    }

    @Test
    void whatWasKnownThenIsToldWithoutWhatCameLater() {
        Findings findings = Labels.findings(
                        List.of(
                                outcome("bad", OutcomeSource.SZZ, "fix", 2),
                                outcome("bad", OutcomeSource.TRAILER, "named", 8)),
                        List.of())
                .getOrDefault("bad", Findings.NONE);

        assertThat(findings.bad(at(1))).isFalse();
        assertThat(findings.bad(at(2))).isTrue();
        assertThat(findings.trust(at(7))).isEqualTo(OutcomeSource.SZZ.trust());
        assertThat(findings.trust(at(8))).isEqualTo(OutcomeSource.TRAILER.trust());
    }

    @Test
    void aRevertCountsUntilItIsTakenBack() {
        Findings findings = Labels.findings(
                        List.of(revert("bad", "r1", 3), revert("r1", "r2", 6), revert("r2", "r3", 9)), List.of())
                .getOrDefault("bad", Findings.NONE);

        assertThat(List.of(2, 3, 5, 6, 8, 9, 10))
                .map(day -> findings.bad(at(day)))
                .containsExactly(false, true, true, false, false, true, true);
        assertThat(findings.since()).hasValue(at(9));
    }

    private static Outcome revert(String sha, String evidence, int day) {
        return outcome(sha, OutcomeSource.REVERT, evidence, day);
    }

    private static Outcome outcome(String sha, OutcomeSource source, String evidence, int day) {
        return new Outcome(sha, source, Strength.STRONG, at(day), evidence);
    }

    private static Instant at(int day) {
        return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }
}

package io.rootops.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.gate.GateFacts.Gap;
import io.rootops.core.gate.GateFacts.OpenIncident;
import io.rootops.core.gate.GateFacts.Regressed;
import io.rootops.core.gate.GateReason.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateRuleTest {
    private static final GateRule RULE = new GateRule(95);
    private static final Gap GAP = new Gap("It is not read yet.", "It is read.");

    @Test
    void whatStandsBelowThePercentileGoesLive() {
        GateDecision decision = RULE.decide(facts(commits(94.9, 12, null)));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.ALLOW);
        assertThat(decision.wouldChange()).isEmpty();
        assertThat(decision.reasons())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.text()).startsWith("The 3 commits that would go live stand below percentile 95"));
    }

    @Test
    void aCommitFromThePercentileOnHoldsBackAndTheRiskiestComeFirst() {
        GateDecision decision = RULE.decide(facts(commits(95, 12, 99.7)));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.HOLD);
        assertThat(decision.reasons()).extracting(GateReason::subject).containsExactly(sha(2), sha(0));
        assertThat(decision.reasons().get(0).text()).contains("stands at percentile 99, at or above 95");
        assertThat(decision.wouldChange()).hasSize(2).allMatch(it -> it.startsWith("A deployment without commit "));
    }

    @Test
    void ofManyRiskyCommitsFiveAreNamedAndTheOthersCounted() {
        Double[] all = IntStream.range(0, 8).mapToObj(it -> 96.0 + it / 10.0).toArray(Double[]::new);

        assertThat(RULE.decide(facts(commits(all))).reasons())
                .hasSize(6)
                .last()
                .satisfies(it -> assertThat(it.text()).contains("3 more"));
    }

    @Test
    void anOpenIncidentAndARegressedDeploymentHoldBackEvenWhereMuchIsUnknown() {
        GateDecision decision = RULE.decide(new GateFacts(
                null,
                List.of(new OpenIncident("i-1", "No payments")),
                List.of(new Regressed("7", "v1.4", false)),
                List.of(GAP)));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.HOLD);
        assertThat(decision.reasons())
                .extracting(GateReason::kind)
                .containsExactly(Kind.INCIDENT, Kind.REGRESSED, Kind.UNKNOWN);
    }

    @Test
    void aRegressedVerdictThatAPersonCallsWrongHoldsNothingBackAndIsNamed() {
        Regressed wrong = new Regressed("7", "v1.4", true);
        GateDecision decision = RULE.decide(new GateFacts(commits(12.0), List.of(), List.of(wrong), List.of()));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.ALLOW);
        assertThat(decision.reasons()).extracting(GateReason::kind).containsExactly(Kind.CLEAR, Kind.CALLED_WRONG);
        assertThat(decision.reasons().get(0).text()).doesNotContain("regressed");
        assertThat(decision.wouldChange()).isEmpty();
        GateDecision unknown = RULE.decide(new GateFacts(null, List.of(), List.of(wrong), List.of(GAP)));
        assertThat(unknown.verdict()).isEqualTo(GateVerdict.UNKNOWN);
        GateDecision held = RULE.decide(
                new GateFacts(commits(12.0), List.of(), List.of(wrong, new Regressed("8", "v1.5", false)), List.of()));
        assertThat(held.verdict()).as("of another service").isEqualTo(GateVerdict.HOLD);
        assertThat(held.reasons()).extracting(GateReason::kind).containsExactly(Kind.REGRESSED, Kind.CALLED_WRONG);
    }

    @Test
    void whatIsNotKnownNeverHoldsBack() {
        GateDecision decision = RULE.decide(new GateFacts(null, List.of(), List.of(), List.of(GAP)));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.UNKNOWN);
        assertThat(decision.wouldChange()).containsExactly("It is read.");
    }

    @Test
    void aRollbackIsNeverHeldBack() {
        GateDecision decision = RULE.decide(new GateFacts(
                List.of(),
                List.of(new OpenIncident("i-1", "No payments")),
                List.of(new Regressed("7", "v1.4", false)),
                List.of()));

        assertThat(decision.verdict()).isEqualTo(GateVerdict.ALLOW);
        assertThat(decision.reasons()).extracting(GateReason::kind).containsExactly(Kind.NOTHING_NEW);
    }

    @Test
    void theReplayCountsWhatCouldBeToldOnly() {
        GateReplay replay = GateReplay.of(List.of(
                RULE.decide(facts(commits(12.0))),
                RULE.decide(facts(commits(97.0))),
                RULE.decide(new GateFacts(commits(98.0), List.of(new OpenIncident("i", "x")), List.of(), List.of())),
                RULE.decide(new GateFacts(null, List.of(), List.of(), List.of(GAP)))));

        assertThat(replay.deployments()).isEqualTo(3);
        assertThat(replay.held()).isEqualTo(2);
        assertThat(replay.byCommit()).isEqualTo(2);
        assertThat(replay.byIncident()).isEqualTo(1);
        assertThat(replay.left()).isEqualTo(1);
        assertThat(replay.share()).isEqualTo(2 / 3.0);
        assertThat(replay.interval()).isNotNull();
        assertThat(GateReplay.of(List.of()).share()).isNull();
    }

    private static GateFacts facts(List<LiveCommit> commits) {
        return new GateFacts(commits, List.of(), List.of(), List.of());
    }

    private static List<LiveCommit> commits(@Nullable Number... percentiles) {
        return IntStream.range(0, percentiles.length)
                .mapToObj(it -> new LiveCommit(
                        sha(it), Instant.EPOCH, false, percentiles[it] == null ? null : percentiles[it].doubleValue()))
                .toList();
    }

    private static String sha(int number) {
        return String.format("%02x", number + 1).repeat(20);
    }
}

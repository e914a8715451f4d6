package io.rootops.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.outcome.Finding;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import io.rootops.core.risk.TrainingProject;
import io.rootops.core.risk.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineReplayTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    private final Training training = new Training(Feature.learned());
    private final Prior prior = training.prior(
            "1",
            List.of(new TrainingProject(
                    "other",
                    InventedHistory.of(3, 1_500).stream()
                            .map(it -> new TrainingRow(it.committedAt(), it.features(), it.badKnownAt() != null, 1))
                            .toList())));
    private final Learner learner = new Learner(prior, training);
    private final OnlineReplay replay = new OnlineReplay(learner);

    @Test
    void scoresInWindowsAfterAYear() {
        List<LabelledCommit> commits = InventedHistory.of(1, 4_000);
        List<HeldOut> held = replay.replay(commits, Instant.MIN, END);

        Instant first = InventedHistory.START.plus(Duration.ofDays(365));
        assertThat(held.get(0).committedAt()).isEqualTo(first);
        assertThat(held).hasSize(4_000 - 365 * 4);
        assertThat(held)
                .allSatisfy(it -> assertThat(
                                Duration.between(first, it.committedAt()).toDays() / 182)
                        .isEqualTo(it.window()));
        assertThat(held).extracting(HeldOut::sha).startsWith("sha1460").endsWith("sha3999");
    }

    @Test
    void linesThatAreNotKnownCountNothing() {
        LearnedModel model = learner.unplaced(0, InventedHistory.of(1, 300), END);

        assertThat(churn(model, Float.NaN, 7)).isEqualTo(7);
        assertThat(churn(model, 12, Float.POSITIVE_INFINITY)).isEqualTo(12);
        assertThat(churn(model, 12, 7)).isEqualTo(19);
    }

    private static int churn(LearnedModel model, float added, float deleted) {
        float[] values = new float[Feature.values().length];
        values[Feature.LA.ordinal()] = added;
        values[Feature.LD.ordinal()] = deleted;
        return HeldOut.of(LabelledCommit.of("sha", END, new Features(values), null), 0, model)
                .churn();
    }

    @Test
    void waitsForTwoHundredCommitsAndForWhenItIsTold() {
        List<LabelledCommit> slow = InventedHistory.of(1, 260).stream()
                .map(it -> InventedHistory.commit(
                        it.sha(),
                        InventedHistory.START.plus(Duration.between(InventedHistory.START, it.committedAt())
                                .multipliedBy(16)),
                        it.features(),
                        null))
                .toList();

        assertThat(replay.replay(slow, Instant.MIN, END).get(0).sha()).isEqualTo("sha200");
        assertThat(replay.replay(slow, slow.get(230).committedAt(), END).get(0).sha())
                .isEqualTo("sha230");
        assertThat(replay.replay(slow, Instant.MIN, slow.get(240).committedAt()))
                .last()
                .extracting(HeldOut::sha)
                .isEqualTo("sha239");
    }

    @Test
    void ofAShortHistoryThereIsNothingToReplay() {
        assertThat(replay.replay(List.of(), Instant.MIN, END)).isEmpty();
        assertThat(replay.replay(InventedHistory.of(1, 30), Instant.MIN, END)).isEmpty();
        assertThat(replay.replay(InventedHistory.of(1, 200), Instant.MIN, END)).isEmpty();
    }

    @Test
    void outcomesOfTheFutureChangeNoScore() {
        List<LabelledCommit> commits = InventedHistory.of(2, 3_500);
        List<HeldOut> held = replay.replay(commits, Instant.MIN, END);
        Instant at = InventedHistory.START.plus(Duration.ofDays(365 + 182));
        List<LabelledCommit> blind = commits.stream()
                .map(it ->
                        it.knownBad(at) ? it : InventedHistory.commit(it.sha(), it.committedAt(), it.features(), null))
                .toList();

        List<HeldOut> seen = held.stream().filter(it -> it.window() <= 1).toList();
        List<HeldOut> unseen = replay.replay(blind, Instant.MIN, END).stream()
                .filter(it -> it.window() <= 1)
                .toList();
        assertThat(seen).hasSizeGreaterThan(1_000);
        assertThat(unseen)
                .extracting(HeldOut::logit)
                .isEqualTo(seen.stream().map(HeldOut::logit).toList());
        assertThat(unseen)
                .extracting(HeldOut::probability)
                .isEqualTo(seen.stream().map(HeldOut::probability).toList());
        assertThat(held).filteredOn(it -> it.window() == 2).isNotEmpty();
    }

    /** A revert that is taken back later, and a name that is given later, were not known then. */
    @Test
    void whatIsTakenBackOrNamedLaterChangesNoEarlierScore() {
        List<LabelledCommit> commits = InventedHistory.of(8, 3_000).stream()
                .map(it -> withSource(it, OutcomeSource.SZZ))
                .toList();
        Instant end = InventedHistory.START.plus(Duration.ofDays(365 + 2 * 182));
        List<LabelledCommit> later = commits.stream()
                .map(it -> it.badKnownAt() == null ? it : with(it, new Finding(end, null, OutcomeSource.TRAILER, "n")))
                .toList();
        List<LabelledCommit> tookBack = commits.stream()
                .map(it -> it.badKnownAt() != null
                                && it.badKnownAt().isBefore(end)
                                && it.sha().endsWith("3")
                        ? new LabelledCommit(
                                it.sha(),
                                it.committedAt(),
                                it.features(),
                                new Findings(List.of(
                                        new Finding(it.badKnownAt(), end.plusSeconds(1), OutcomeSource.SZZ, "fix"))),
                                false)
                        : it)
                .toList();

        List<Double> plain = logits(commits);
        assertThat(logits(later)).isEqualTo(plain);
        assertThat(logits(tookBack)).isEqualTo(plain);
        assertThat(tookBack).isNotEqualTo(commits);
    }

    private List<Double> logits(List<LabelledCommit> commits) {
        return replay.replay(commits, Instant.MIN, END).stream()
                .filter(it -> it.window() <= 1)
                .map(HeldOut::logit)
                .toList();
    }

    private static LabelledCommit with(LabelledCommit it, Finding another) {
        List<Finding> all = new ArrayList<>(it.findings().all());
        all.add(another);
        return new LabelledCommit(it.sha(), it.committedAt(), it.features(), new Findings(all), false);
    }

    @Test
    void whatNobodyCanTellIsNeitherCleanNorBadAndCountsInNoFigure() {
        List<LabelledCommit> commits = InventedHistory.of(4, 1_000);
        LabelledCommit clean = commits.stream()
                .filter(it -> it.badKnownAt() == null)
                .skip(300)
                .findFirst()
                .orElseThrow();
        Finding weak = new Finding(clean.committedAt().plusSeconds(1), null, OutcomeSource.SZZ, "fix");
        LabelledCommit undecided = new LabelledCommit(
                clean.sha(), clean.committedAt(), clean.features(), new Findings(List.of(), List.of(weak)), false);
        Instant at = clean.committedAt().plus(Duration.ofDays(400));

        assertThat(Learner.known(List.of(clean), at)).containsExactly(clean);
        assertThat(Learner.known(List.of(undecided), at)).isEmpty();
        assertThat(Learner.known(List.of(undecided), weak.from().minusSeconds(1)))
                .as("too young")
                .isEmpty();
        assertThat(undecided.judged(at)).isFalse();
        HeldOut held = HeldOut.of(
                undecided, 0, new Learner(Prior.NONE, Training.plain(Feature.kamei())).unplaced(0, commits, at));
        assertThat(held.undecided()).isTrue();
        assertThat(TrustReport.of(List.of(held), at).commits()).isZero();
        assertThat(TrustReport.of(List.of(held), at).undecided()).isEqualTo(1);
        assertThat(TrustReport.of(List.of(held), at).tooYoung()).isZero();
        Riskiest riskiest = Riskiest.of(List.of(held), held.committedAt(), at, 20, at);
        assertThat(riskiest.list()).hasSize(1);
        assertThat(riskiest.judged()).isZero();
    }

    @Test
    void youngCommitsAreNotCleanYet() {
        List<LabelledCommit> commits = InventedHistory.of(4, 1_000);
        Instant at = InventedHistory.START.plus(Duration.ofDays(200));
        List<LabelledCommit> known = Learner.known(commits, at);

        assertThat(known)
                .allSatisfy(it -> assertThat(
                                it.knownBad(at) || !it.committedAt().isAfter(at.minus(Learner.WAIT)))
                        .isTrue());
        assertThat(known).anySatisfy(it -> assertThat(it.committedAt()).isAfter(at.minus(Learner.WAIT)));
        assertThat(known).hasSizeBetween(110 * 4, 200 * 4 - 1);
    }

    @Test
    void withOneClassOnlyThePriorScores() {
        List<LabelledCommit> calm = InventedHistory.of(5, 2_000).stream()
                .map(it -> InventedHistory.commit(it.sha(), it.committedAt(), it.features(), null))
                .toList();

        assertThat(replay.replay(calm, Instant.MIN, END)).isNotEmpty().allSatisfy(it -> {
            assertThat(it.logit()).isEqualTo(it.priorLogit());
            assertThat(it.bad()).isFalse();
        });
    }

    @Test
    void theModelOfTodayRanksItsOwnCommits() {
        List<LabelledCommit> commits = InventedHistory.of(6, 2_000);
        LearnedModel model = learner.model(9, commits, END);

        assertThat(model.version()).isEqualTo(9);
        assertThat(model.own()).isNotNull();
        assertThat(model.knownBad()).isEqualTo((int)
                commits.stream().filter(it -> it.badKnownAt() != null).count());
        assertThat(commits)
                .extracting(it -> model.score(it.features()).exactPercentile())
                .satisfies(
                        it -> assertThat(it.stream().filter(rank -> rank >= 90).count())
                                .isBetween(190L, 210L));
        assertThat(model.facts().median(Feature.LA)).isBetween(1f, 4f);
    }

    @Test
    void trustInOutcomesChangesTheModelOnlyWhereItDiffers() {
        List<LabelledCommit> commits = InventedHistory.of(7, 1_500);
        List<LabelledCommit> mixed = new ArrayList<>();
        for (LabelledCommit it : commits) {
            boolean large = it.features().get(Feature.LA) > 5;
            mixed.add(withSource(it, large ? OutcomeSource.SZZ : OutcomeSource.REVERT));
        }
        List<LabelledCommit> same =
                commits.stream().map(it -> withSource(it, OutcomeSource.SZZ)).toList();

        double plain = learner.unplaced(1, commits, END).raw(commits.get(0).features());
        assertThat(learner.unplaced(1, same, END).raw(commits.get(0).features()))
                .isEqualTo(plain);
        assertThat(learner.unplaced(1, mixed, END).raw(commits.get(0).features()))
                .isNotEqualTo(plain);
    }

    private static LabelledCommit withSource(LabelledCommit it, OutcomeSource source) {
        Instant known = it.badKnownAt();
        Findings findings =
                known == null ? Findings.NONE : new Findings(List.of(new Finding(known, null, source, "fix")));
        return new LabelledCommit(it.sha(), it.committedAt(), it.features(), findings, false);
    }
}

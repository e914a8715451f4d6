package io.rootops.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.outcome.OutcomeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrustReportTest {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aScoreThatKnowsEverythingIsPerfectAndSaysSo() {
        TrustReport report = TrustReport.of(
                new History(2000)
                        .badOneIn(20)
                        .score((bad, random) -> bad ? 1 : 0)
                        .commits(),
                NOW);
        Measurement measured = Objects.requireNonNull(report.measurement());

        assertThat(measured.learned().auc()).isEqualTo(1);
        assertThat(measured.learned().recall10()).isEqualTo(1, within(1e-9));
        assertThat(measured.learned().lift10()).isEqualTo(10, within(1e-9));
        assertThat(measured.aucInterval()).isEqualTo(new Interval(1, 1));
        assertThat(measured.better()).isEqualTo(RankedBy.LEARNED);
        assertThat(measured.clear()).isTrue();
        assertThat(report.caughtCount()).isEqualTo(100);
        assertThat(report.caught()).hasSize(TrustReport.LISTED).allMatch(PlacedCommit::bad);
        assertThat(report.caught().get(0).committedAt())
                .isAfter(report.caught().get(24).committedAt());
    }

    @Test
    void aScoreThatSaysTheSameOfAllIsChance() {
        Measurement measured = measured(new History(1000).badOneIn(5).score((bad, random) -> 0));

        assertThat(measured.learned().auc()).isEqualTo(0.5);
        assertThat(measured.learned().lift10()).isEqualTo(1, within(1e-9));
        assertThat(measured.learned().recall20()).isEqualTo(0.2, within(1e-9));
        assertThat(measured.learned().recall20Churn()).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void theAucIsTheShareOfPairsInTheRightOrder() {
        List<HeldOut> commits = new History(300)
                .windowDays(10_000)
                .badOneIn(4)
                .score((bad, random) -> random.nextInt(bad ? 12 : 9))
                .commits();
        double right = 0;
        double pairs = 0;
        for (HeldOut bad : commits) {
            for (HeldOut good : commits) {
                if (bad.bad() && !good.bad()) {
                    pairs++;
                    right += bad.logit() > good.logit() ? 1 : bad.logit() == good.logit() ? 0.5 : 0;
                }
            }
        }

        assertThat(measurement(commits).learned().auc()).isEqualTo(right / pairs, within(1e-12));
    }

    @Test
    void commitsAreRankedAmongThoseOfTheirWindowOnly() {
        History history = new History(2000).badOneIn(10).score((bad, random) -> random.nextGaussian() + (bad ? 1 : 0));
        List<HeldOut> commits = history.commits();
        List<HeldOut> shifted = commits.stream()
                .map(it -> History.with(it, it.logit() + 100 * (it.window() % 3)))
                .toList();

        assertThat(measurement(shifted).learned())
                .isEqualTo(measurement(commits).learned());
        assertThat(TrustReport.of(shifted, NOW).caughtCount())
                .isEqualTo(TrustReport.of(commits, NOW).caughtCount());
    }

    @Test
    void whereLinesChangedRankBetterTheReportSaysSo() {
        Measurement measured = measured(new History(2000)
                .badOneIn(10)
                .churn((bad, random) -> (bad ? 60 : 1) + random.nextInt(100))
                .score((bad, random) -> random.nextGaussian()));

        assertThat(measured.better()).isEqualTo(RankedBy.CHURN);
        assertThat(measured.clear()).isTrue();
        assertThat(Objects.requireNonNull(measured.aheadOfChurn()).high()).isNegative();
        assertThat(measured.lanes().get(1).share())
                .isGreaterThan(measured.lanes().get(0).share());
    }

    @Test
    void whatIsTooYoungToBeJudgedIsLeftOut() {
        List<HeldOut> commits = new ArrayList<>(new History(500).badOneIn(5).commits());
        HeldOut young = History.commit("young", NOW.minus(Duration.ofDays(89)), 99, 3, NOW);
        HeldOut old = History.commit("old", NOW.minus(Duration.ofDays(90)), 99, 3, NOW);
        commits.add(young);
        commits.add(old);

        TrustReport report = TrustReport.of(commits, NOW);

        assertThat(report.commits()).isEqualTo(501);
        assertThat(report.tooYoung()).isEqualTo(1);
        assertThat(report.to()).isEqualTo(old.committedAt());
    }

    @Test
    void tooFewCommitsOrOutcomesAreNotMeasured() {
        for (History few : List.of(
                new History(0),
                new History(TrustReport.LEAST_COMMITS - 1).badOneIn(3),
                new History(1000).badOneIn(60),
                // Nothing but bad ones: nothing to compare with.
                new History(1000).badOneIn(1),
                new History(1000).badOneIn(100_000))) {
            TrustReport report = TrustReport.of(few.commits(), NOW);

            assertThat(report.state()).isEqualTo(TrustReport.State.NOT_ENOUGH_DATA);
            assertThat(report.measurement()).isNull();
            assertThat(report.commits()).isEqualTo(few.commits().size());
        }
        assertThat(TrustReport.of(List.of(), NOW).from()).isNull();
    }

    @Test
    void theSameCommitsGiveTheSameReportInAnyOrder() {
        List<HeldOut> commits = new History(1500)
                .badOneIn(8)
                .score((bad, random) -> random.nextGaussian())
                .commits();
        List<HeldOut> shuffled = new ArrayList<>(commits);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(TrustReport.of(shuffled, NOW)).isEqualTo(TrustReport.of(commits, NOW));
    }

    @Test
    void moreCommitsMakeTheIntervalNarrower() {
        Interval few =
                Objects.requireNonNull(measured(new History(800).badOneIn(8).score(TrustReportTest::fair))
                        .aucInterval());
        Measurement many = measured(new History(8000).badOneIn(8).score(TrustReportTest::fair));
        Interval narrow = Objects.requireNonNull(many.aucInterval());

        assertThat(narrow.high() - narrow.low()).isLessThan((few.high() - few.low()) / 2);
        assertThat(narrow.contains(Objects.requireNonNull(many.learned().auc())))
                .isTrue();
    }

    @Test
    void theIntervalHoldsTheTruthInMostHistories() {
        // Two normal distributions one deviation apart: AUC = Phi(1 / sqrt 2).
        double truth = 0.7602;
        int held = 0;
        for (int seed = 0; seed < 30; seed++) {
            List<HeldOut> commits = new History(1500)
                    .seed(seed)
                    .badOneIn(8)
                    .score(TrustReportTest::fair)
                    .commits();
            held += Objects.requireNonNull(measurement(commits).aucInterval()).contains(truth) ? 1 : 0;
        }

        assertThat(held).isBetween(25, 30);
    }

    @Test
    void probabilitiesThatComeTrueLieOnTheLine() {
        Random random = new Random(5);
        List<HeldOut> commits = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double probability = random.nextDouble() * 0.6;
            commits.add(History.commit(
                    "c" + i,
                    START.plus(Duration.ofHours(i * 2L)),
                    i / 2000,
                    Math.log(probability / (1 - probability)),
                    random.nextDouble() < probability ? NOW : null));
        }

        Reliability reliability = measurement(commits).reliability();

        assertThat(reliability.bins()).hasSize(10).allSatisfy(it -> {
            assertThat(it.commits()).isEqualTo(2000);
            assertThat(it.happened()).isEqualTo(it.said(), within(0.04));
            assertThat(it.interval().contains(it.happened())).isTrue();
        });
        assertThat(reliability.ece()).isLessThan(0.02);
        assertThat(reliability.brier()).isBetween(0.15, 0.2);
    }

    @Test
    void equalProbabilitiesStayTogether() {
        Reliability reliability = measured(new History(1000).badOneIn(4).score((bad, random) -> bad ? 1 : -1))
                .reliability();

        assertThat(reliability.bins()).hasSize(2);
        assertThat(reliability.bins().get(0).bad()).isZero();
        assertThat(reliability.bins().get(1).happened()).isEqualTo(1);
    }

    @Test
    void theLaneLeavesAtMostOneInTwentyOfTheBadOnesBelow() {
        Measurement measured = measured(new History(4000).badOneIn(10).score(TrustReportTest::fair));
        LowRiskLane lane = measured.lanes().get(0);

        assertThat(lane.bad()).isLessThanOrEqualTo(20).isGreaterThan(15);
        assertThat(lane.share()).isBetween(0.15, 0.4).isEqualTo(lane.commits() / 4000.0);
        LowRiskLane.Check check = Objects.requireNonNull(lane.check());
        assertThat(check.missed()).isBetween(0.01, 0.1);
    }

    @Test
    void theCurveOfGainsBeginsWithNothingAndEndsWithAll() {
        List<Gain> gains = measured(new History(1000).badOneIn(10).score(TrustReportTest::fair))
                .gains();

        assertThat(gains).hasSize(21).isSortedAccordingTo((a, b) -> Double.compare(a.learned(), b.learned()));
        assertThat(gains.get(0)).isEqualTo(new Gain(0, 0, 0, 0));
        assertThat(gains.get(20).learned()).isEqualTo(1, within(1e-9));
        assertThat(gains.get(20).churn()).isEqualTo(1, within(1e-9));
    }

    @Test
    void aScoreThatGetsBetterIsSaidToAndOneThatDoesNotIsNot() {
        History better = new History(6000)
                .badOneIn(6)
                .scoreAt((bad, share, random) -> random.nextGaussian() + (bad ? 3 * share : 0));
        History worse = new History(6000)
                .badOneIn(6)
                .scoreAt((bad, share, random) -> random.nextGaussian() + (bad ? 3 * (1 - share) : 0));

        assertThat(measured(better).trend()).isEqualTo(Trend.BETTER);
        assertThat(measured(worse).trend()).isEqualTo(Trend.WORSE);
        assertThat(measured(new History(6000).badOneIn(6).score(TrustReportTest::fair))
                        .trend())
                .isEqualTo(Trend.NO_CLEAR_CHANGE);
        assertThat(measured(new History(300).windowDays(10_000).badOneIn(6).score(TrustReportTest::fair))
                        .trend())
                .isEqualTo(Trend.TOO_SHORT);
    }

    @Test
    void recentHalfYearsSayHowManyOutcomesAreStillToCome() {
        List<HalfYear> halfYears = measured(
                        new History(3000).badOneIn(6).delayDays(700).score(TrustReportTest::fair))
                .halfYears();

        assertThat(halfYears.get(0).outcomesKnown()).isEqualTo(1);
        assertThat(halfYears.get(halfYears.size() - 1).outcomesKnown()).isLessThan(0.9);
        assertThat(halfYears.stream().mapToInt(HalfYear::commits).sum()).isEqualTo(3000);
    }

    @Test
    void sourcesAndShownCommitsAreToldApart() {
        Random random = new Random(1);
        List<HeldOut> commits = new History(4000)
                .badOneIn(5).score(TrustReportTest::fair).commits().stream()
                        .map(it -> new HeldOut(
                                it.sha(),
                                it.committedAt(),
                                it.window(),
                                it.source() == OutcomeSource.REVERT ? it.logit() + 2 : it.logit(),
                                it.priorLogit(),
                                it.probability(),
                                it.churn(),
                                it.heuristicV1(),
                                it.badKnownAt(),
                                it.source(),
                                it.evidence(),
                                random.nextInt(4) == 0))
                        .toList();

        Measurement measured = measurement(commits);

        assertThat(measured.sources())
                .extracting(PartQuality::source)
                .containsExactly(OutcomeSource.REVERT, OutcomeSource.SZZ);
        PartQuality reverts = measured.sources().get(0);
        PartQuality szz = measured.sources().get(1);
        assertThat(reverts.bad() + szz.bad()).isEqualTo(800);
        assertThat(reverts.auc()).isGreaterThan(Objects.requireNonNull(szz.auc()) + 0.1);
        assertThat(measured.shown()).extracting(PartQuality::shown).containsExactly(true, false);
        assertThat(measured.shown().stream().mapToInt(PartQuality::commits).sum())
                .isEqualTo(4000);
        assertThat(measured.shown().get(0).commits()).isBetween(900, 1100);
    }

    private static double fair(boolean bad, Random random) {
        return random.nextGaussian() + (bad ? 1 : 0);
    }

    private static Measurement measured(History history) {
        return measurement(history.commits());
    }

    private static Measurement measurement(List<HeldOut> commits) {
        return Objects.requireNonNull(TrustReport.of(commits, NOW).measurement());
    }
}

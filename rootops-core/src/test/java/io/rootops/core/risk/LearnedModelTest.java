package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearnedModelTest {
    private final Training training = new Training(Feature.learned());
    private final InventedCommits invented = new InventedCommits(21);
    private final List<TrainingRow> rows = invented.rows(2_000);
    private final Prior prior =
            training.prior("1", List.of(new TrainingProject("other", new InventedCommits(4).rows(1_000))));
    private final LogisticModel own = training.ownModel(rows).orElseThrow();

    @Test
    void baseAndReasonsAddUpToTheShownProbability() {
        for (LearnedModel model : List.of(model(null, 0, 0), model(own, 600, -0.4), model(own, 5_000, 0.7))) {
            for (int i = 0; i < 500; i++) {
                Features commit = invented.features();
                Reasons reasons = model.explain(commit);

                double shown = model.probability(commit);
                assertThat(points(reasons)).isCloseTo(Math.log(shown / (1 - shown)), within(1e-9));
                assertThat(reasons.reasons())
                        .extracting(Reason::code)
                        .containsExactlyInAnyOrder("size", "files_history", "message");
            }
        }
    }

    @Test
    void theBaseIsTheUsualCommit() {
        Features huge = InventedCommits.with(invented.features(), Feature.LA, 1e30f);
        for (LearnedModel model : List.of(model(null, 0, 0), model(own, 600, -0.4), model(own, 5_000, 0.7))) {
            double usual = model.probability(median());

            assertThat(Logit.probability(model.explain(median()).basePoints())).isCloseTo(usual, within(1e-12));
            assertThat(model.explain(median()).reasons())
                    .extracting(Reason::points)
                    .containsOnly(0.0);
            for (Features commit : List.of(invented.features(), invented.features(), huge)) {
                assertThat(Logit.probability(model.explain(commit).basePoints()))
                        .isCloseTo(usual, within(1e-12));
            }
        }
    }

    @Test
    void whatIsUnknownAddsNothing() {
        LearnedModel model = model(own, 600, 0.3);
        Features known = InventedCommits.with(median(), Feature.LA, 4_000);
        Features unknown = InventedCommits.with(known, Feature.FFIX180, Float.NaN);
        Reasons reasons = model.explain(unknown);

        assertThat(reasons.reasons())
                .filteredOn(it -> it.code().equals("files_history"))
                .extracting(Reason::points)
                .containsExactly(0.0);
        assertThat(points(reasons)).isCloseTo(model.raw(unknown) + 0.3, within(1e-9));
        assertThat(model.explain(known).reasons().get(0).points())
                .isCloseTo(Objects.requireNonNull(reasons.reasons().get(0).points()), within(1e-9));
    }

    @Test
    void theyAddUpAlsoWhereAModelIsCutAtItsSurest() {
        LearnedModel model = model(own, 600, 0.3);
        Features huge = InventedCommits.with(invented.features(), Feature.LA, 1e30f);
        Reasons reasons = model.explain(huge);

        assertThat(model.raw(huge)).isCloseTo(Math.log(9_999), within(1e-9));
        assertThat(points(reasons)).isCloseTo(Math.log(9_999) + 0.3, within(1e-9));
    }

    @Test
    void theOwnModelWeighsMoreTheMoreIsKnown() {
        assertThat(model(null, 400, 0).ownWeight()).isZero();
        assertThat(model(own, 1_000, 0).ownWeight()).isEqualTo(0.5);
        assertThat(model(own, 3_000, 0).ownWeight()).isEqualTo(0.75);

        Features commit = invented.features();
        LearnedModel half = model(own, 1_000, 2);
        assertThat(half.raw(commit)).isCloseTo((half.priorLogit(commit) + half.ownLogit(commit)) / 2, within(1e-12));
        assertThat(half.probability(commit)).isCloseTo(Logit.probability(half.raw(commit) + 2), within(1e-12));
        assertThat(model(null, 0, 0).raw(commit)).isEqualTo(prior.model().logit(commit));
    }

    @Test
    void reasonsSayWhatIsUnusual() {
        Features commit =
                InventedCommits.with(InventedCommits.with(invented.features(), Feature.LA, 4_120), Feature.FFIX180, 60);
        List<Reason> reasons = model(own, 5_000, 0).explain(commit).reasons();

        assertThat(reasons.get(0).code()).isEqualTo("size");
        assertThat(reasons.get(0).points()).isPositive();
        assertThat(reasons.get(0).text()).contains("4,120 lines added (more than 99 % of commits here)");
        assertThat(reasons)
                .filteredOn(it -> it.code().equals("files_history"))
                .first()
                .satisfies(it -> assertThat(it.text()).contains("60 fixes of these files in 180 days (more than 9"));
    }

    @Test
    void ofManyEqualOnesNoneStandsOut() {
        List<Features> mostlyNone = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            mostlyNone.add(InventedCommits.with(invented.features(), Feature.FFIX180, i < 160 ? 0 : 5));
        }
        FeatureReference facts = FeatureReference.of(mostlyNone);

        assertThat(FeatureWords.of(Feature.FFIX180, 0, facts))
                .isEqualTo("no fixes of these files in 180 days (as usual here)");
        assertThat(FeatureWords.of(Feature.FFIX180, 1, facts))
                .isEqualTo("1 fix of these files in 180 days (more than 80 % of commits here)");
        assertThat(facts.below(Feature.FFIX180, 0)).isZero();
        assertThat(facts.above(Feature.FFIX180, 0)).isBetween(19.0, 21.0);
        assertThat(FeatureWords.of(Feature.FIX, 1, facts)).isEqualTo("the subject speaks of a fix");
        assertThat(FeatureWords.of(Feature.FIX, 0, facts)).isEqualTo("not so: the subject speaks of a fix");
    }

    @Test
    void everyTellingFeatureHasWords() {
        FeatureReference facts = FeatureReference.of(commits());
        Features commit = invented.features();

        assertThat(FeatureWords.telling(EnumSet.allOf(Feature.Family.class)))
                .hasSize(24)
                .allSatisfy(it ->
                        assertThat(FeatureWords.of(it, commit.get(it), facts)).isNotBlank());
    }

    @Test
    void reasonsAreInOrderOfWeight() {
        for (int i = 0; i < 100; i++) {
            List<Reason> reasons =
                    model(own, 600, 0).explain(invented.features()).reasons();

            assertThat(reasons)
                    .extracting(it -> -Math.abs(Objects.requireNonNull(it.points())))
                    .isSorted();
            assertThat(reasons).allSatisfy(it -> assertThat(it.text()).isNotBlank());
        }
    }

    @Test
    void aCommitOfUnknownFeaturesStandsAtTheMean() {
        float[] unknown = new float[Feature.values().length];
        Arrays.fill(unknown, Float.NaN);
        LearnedModel model = model(own, 1_000, 0);

        assertThat(model.raw(new Features(unknown)))
                .isCloseTo((prior.model().intercept() + own.intercept()) / 2, within(1e-12));
        assertThat(model.explain(new Features(unknown)).reasons())
                .allSatisfy(it -> assertThat(it.text()).startsWith("unknown"));
    }

    @Test
    void theScoreIsAPlaceAmongTheCommitsHere() {
        LearnedModel model = model(own, 600, -0.2);
        Features commit = rows.get(7).features();
        RiskScore score = model.score(commit);

        assertThat(score.model()).isEqualTo(RiskScore.Model.LEARNED);
        assertThat(score.modelVersion()).isEqualTo(3);
        assertThat(score.provisional()).isFalse();
        assertThat(score.exactPercentile())
                .isEqualTo(model.reference().percentile(model.raw(commit)))
                .isBetween(0.0, 100.0);
        assertThat(score.probability()).isEqualTo(model.probability(commit));
    }

    @Test
    void whatIsUsualSurvivesStorage() {
        FeatureReference facts = FeatureReference.of(commits());
        FeatureReference stored = FeatureReference.ofStored(facts.toArray());

        assertThat(stored.median(Feature.LA)).isEqualTo(facts.median(Feature.LA));
        assertThat(stored.percentile(Feature.LA, 20)).isEqualTo(facts.percentile(Feature.LA, 20));
        assertThatThrownBy(() -> FeatureReference.ofStored(new float[17]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("17 stored quantiles");
        assertThatThrownBy(() -> facts.median(Feature.EXP)).hasMessageContaining("no reference for exp");
    }

    @Test
    void whereNothingIsKnownEverythingIsUsual() {
        FeatureReference facts = FeatureReference.of(List.of());

        assertThat(facts.median(Feature.LA)).isZero();
        assertThat(facts.percentile(Feature.LA, 0)).isEqualTo(50);
    }

    @Test
    void refusesADamagedModel() {
        double[] one = {1};
        List<Feature> la = List.of(Feature.LA);
        assertThatThrownBy(() -> new LogisticModel(la, new double[2], one, one, 0))
                .hasMessageContaining("2 means, 1 deviations and 1 weights for 1 features");
        assertThatThrownBy(() -> new LogisticModel(la, one, new double[1], one, 0))
                .hasMessageContaining("feature la has mean 1.0, deviation 0.0");
        assertThatThrownBy(() -> new LogisticModel(la, one, one, new double[] {Double.NaN}, 0))
                .hasMessageContaining("weight NaN");
        assertThatThrownBy(() -> new LogisticModel(la, one, one, one, Double.NaN))
                .hasMessageContaining("intercept NaN");
    }

    private static double points(Reasons reasons) {
        return reasons.basePoints()
                + reasons.reasons().stream()
                        .map(Reason::points)
                        .mapToDouble(Objects::requireNonNull)
                        .sum();
    }

    /** The middle of each feature, counted here and not by the model. */
    private Features median() {
        Features median = invented.features();
        for (Feature feature : Feature.learned()) {
            double[] values = commits().stream()
                    .mapToDouble(it -> it.get(feature))
                    .sorted()
                    .toArray();
            median = InventedCommits.with(median, feature, (float) values[(int) Math.round((values.length - 1) / 2.0)]);
        }
        return median;
    }

    private List<Features> commits() {
        return rows.stream().map(TrainingRow::features).toList();
    }

    private LearnedModel model(@Nullable LogisticModel own, int knownBad, double shift) {
        float[] raw = new float[rows.size()];
        LearnedModel unplaced = new LearnedModel(
                3, prior, own, knownBad, shift, FeatureReference.of(commits()), ReferenceDistribution.of(raw));
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) unplaced.raw(rows.get(i).features());
        }
        return new LearnedModel(3, prior, own, knownBad, shift, unplaced.facts(), ReferenceDistribution.of(raw));
    }
}

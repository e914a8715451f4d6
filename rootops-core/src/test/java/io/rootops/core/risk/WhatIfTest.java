package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.risk.WhatIf.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On models that were trained on invented histories: what is told follows from what each history taught. */
class WhatIfTest {
    private static final Features LARGE = commit(Map.of(Feature.LA, 400f, Feature.CODEADD, 300f, Feature.NF, 4f));

    @Test
    void splittingIsToldWhereLargeCommitsWentWrong() {
        LearnedModel model = model(it -> -4 + 0.7 * Math.log1p(it.get(Feature.LA)));

        WhatIf split = whatIf(model, LARGE, Way.SPLIT).orElseThrow();

        assertThat(split.before()).isEqualTo(model.probability(LARGE));
        assertThat(split.after()).isLessThan(split.before() - 0.03);
        assertThat(split.place()).isEqualTo(model.place(split.after()));
        assertThat(split.changed())
                .contains(
                        new WhatIf.Changed(Feature.LA, 400, 200),
                        new WhatIf.Changed(Feature.CODEADD, 300, 150),
                        new WhatIf.Changed(Feature.NF, 4, 2))
                .extracting(WhatIf.Changed::feature)
                .doesNotContain(Feature.FFIX180, Feature.MSGLEN, Feature.EXP);
    }

    @Test
    void splittingIsNotToldWhereSmallCommitsWentWrong() {
        LearnedModel model = model(it -> 1 - 0.7 * Math.log1p(it.get(Feature.LA)));

        assertThat(whatIf(model, LARGE, Way.SPLIT)).isEmpty();
    }

    @Test
    void testsAreToldWhereCommitsWithoutThemWentWrong() {
        LearnedModel model = model(it -> -1 - 0.8 * Math.log1p(it.get(Feature.TESTCHURN)));

        WhatIf tests = whatIf(model, LARGE, Way.TESTS).orElseThrow();

        assertThat(tests.after()).isLessThan(tests.before() - 0.03);
        assertThat(tests.changed())
                .contains(
                        new WhatIf.Changed(Feature.TESTCHURN, 0, 300),
                        new WhatIf.Changed(Feature.LA, 400, 700),
                        new WhatIf.Changed(Feature.NF, 4, 5));
        Features tested = InventedCommits.with(LARGE, Feature.TESTCHURN, 10);
        assertThat(whatIf(model, tested, Way.TESTS)).as("it has some").isEmpty();
    }

    @Test
    void testsAreNotToldWhereTheModelOnlySeesMoreLines() {
        LearnedModel model = model(it -> -4 + 0.7 * Math.log1p(it.get(Feature.LA)));

        assertThat(whatIf(model, LARGE, Way.TESTS)).isEmpty();
    }

    /** The first lines of tests weigh most, and the lines of all most where there are many. */
    @Test
    void aWayOnWhichTheModelTurnsRoundIsNotToldThoughItsEndIsLower() {
        LearnedModel model = new LearnedModel(
                1,
                new Prior("1", turning(), ReferenceDistribution.of(new float[] {0}), List.of()),
                null,
                0,
                0,
                FeatureReference.of(List.of(LARGE)),
                ReferenceDistribution.of(new float[] {0}));
        Features end = InventedCommits.with(
                InventedCommits.with(InventedCommits.with(LARGE, Feature.TESTCHURN, 300), Feature.LA, 700),
                Feature.NF,
                5);

        assertThat(model.probability(end)).as("lower at its end").isLessThan(model.probability(LARGE));
        assertThat(whatIf(model, LARGE, Way.TESTS)).isEmpty();
    }

    @Test
    void whatIsSmallIsNotSplitAndWhatAddsNoCodeNeedsNoTests() {
        LearnedModel model = model(it -> -4 + 0.7 * Math.log1p(it.get(Feature.LA)));

        assertThat(WhatIf.of(model, commit(Map.of(Feature.LA, 12f, Feature.NF, 1f))))
                .isEmpty();
    }

    @Test
    void whatIsUnknownStaysUnknown() {
        LearnedModel model = model(it -> -4 + 0.7 * Math.log1p(it.get(Feature.LA)));
        Features unknown = InventedCommits.with(LARGE, Feature.ACALL, Float.NaN);

        WhatIf split = whatIf(model, unknown, Way.SPLIT).orElseThrow();

        assertThat(split.after()).isNotNaN();
        assertThat(split.changed()).extracting(WhatIf.Changed::feature).doesNotContain(Feature.ACALL);
        assertThat(split.before()).isCloseTo(model.probability(unknown), within(1e-12));
    }

    private static Optional<WhatIf> whatIf(LearnedModel model, Features commit, Way way) {
        return WhatIf.of(model, commit).stream().filter(it -> it.way() == way).findFirst();
    }

    private static LogisticModel turning() {
        return new LogisticModel(
                List.of(Feature.LA, Feature.TESTCHURN),
                new double[2],
                new double[] {1, 1},
                new double[] {9, -0.9},
                -56);
    }

    /** Learned from 3,000 commits that went wrong as this logit says. */
    private static LearnedModel model(ToDoubleFunction<Features> logit) {
        InventedCommits invented = new InventedCommits(3);
        Random random = new Random(5);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Features features = invented.features();
            boolean bad = random.nextDouble() < Logit.probability(logit.applyAsDouble(features));
            rows.add(new TrainingRow(InventedCommits.START.plus(Duration.ofDays(i)), features, bad, 1));
        }
        List<Features> all = rows.stream().map(TrainingRow::features).toList();
        LogisticModel own = new Training(Feature.learned()).ownModel(rows).orElseThrow();
        LearnedModel unplaced = new LearnedModel(
                1, Prior.NONE, own, 1_000, 0, FeatureReference.of(all), ReferenceDistribution.of(new float[0]));
        float[] raw = new float[all.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) unplaced.raw(all.get(i));
        }
        return unplaced.placing(1, ReferenceDistribution.of(raw));
    }

    private static Features commit(Map<Feature, Float> known) {
        float[] values = new float[Feature.values().length];
        known.forEach((feature, value) -> values[feature.ordinal()] = value);
        return new Features(values);
    }
}

package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private final Training training = new Training(Feature.learned());
    private final InventedCommits invented = new InventedCommits(5);

    @Test
    void learnsWhatMakesCommitsGoWrong() {
        LogisticModel model = training.ownModel(invented.rows(3_000)).orElseThrow();

        Features small = invented.features();
        Features large = InventedCommits.with(small, Feature.LA, 5_000);
        assertThat(model.logit(large)).isGreaterThan(model.logit(InventedCommits.with(small, Feature.LA, 1)) + 2);
        assertThat(model.features()).hasSize(41).isEqualTo(Feature.learned());
    }

    @Test
    void theSameRowsGiveTheSameBits() {
        List<TrainingRow> rows = invented.rows(800);
        LogisticModel once = training.ownModel(rows).orElseThrow();
        LogisticModel again = training.ownModel(new ArrayList<>(rows)).orElseThrow();

        assertThat(again.weights()).isEqualTo(once.weights());
        assertThat(again.intercept()).isEqualTo(once.intercept());
        for (TrainingRow row : rows) {
            assertThat(again.logit(row.features())).isEqualTo(once.logit(row.features()));
        }
    }

    @Test
    void tooFewBadCommitsTeachNothing() {
        assertThat(training.ownModel(List.of())).isEmpty();
        assertThat(training.ownModel(labelled(30, 14))).isEmpty();
        assertThat(training.ownModel(labelled(30, 15))).isPresent();
    }

    @Test
    void oneClassOnlyTeachesNothing() {
        assertThat(training.ownModel(labelled(40, 0))).isEmpty();
        assertThat(training.ownModel(labelled(40, 40))).isEmpty();
        assertThatThrownBy(() -> training.prior("1", List.of(new TrainingProject("calm", labelled(40, 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 of 40 rows");
    }

    @Test
    void separableCommitsGiveFiniteWeights() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Features features = InventedCommits.with(invented.features(), Feature.LA, i < 200 ? 1 : 1_000);
            rows.add(new TrainingRow(InventedCommits.START, features, i >= 200, 1));
        }
        LogisticModel model = training.ownModel(rows).orElseThrow();

        for (TrainingRow row : rows) {
            assertThat(model.logit(row.features()) > 0).isEqualTo(row.bad());
            assertThat(model.logit(row.features())).isBetween(-20.0, 20.0);
        }
    }

    @Test
    void aColumnThatNeverVariesHasNoWeight() {
        LogisticModel model = training.ownModel(invented.rows(500)).orElseThrow();

        int constant = model.features().indexOf(Feature.ISREVERT);
        assertThat(model.weights()[constant]).isZero();
        assertThat(model.deviations()[constant]).isEqualTo(1);
    }

    @Test
    void unknownValuesSayNothing() {
        List<TrainingRow> rows = new ArrayList<>();
        for (TrainingRow row : invented.rows(600)) {
            float value = rows.size() % 3 == 0 ? Float.NaN : row.features().get(Feature.AGE);
            rows.add(new TrainingRow(
                    row.committedAt(), InventedCommits.with(row.features(), Feature.AGE, value), row.bad(), 1));
        }
        LogisticModel model = training.ownModel(rows).orElseThrow();

        Features known = invented.features();
        int age = model.features().indexOf(Feature.AGE);
        double withoutAge = model.logit(known) - model.term(age, known.get(Feature.AGE));
        assertThat(model.logit(InventedCommits.with(known, Feature.AGE, Float.NaN)))
                .isCloseTo(withoutAge, within(1e-12));
        assertThat(model.logit(InventedCommits.with(known, Feature.AGE, Float.POSITIVE_INFINITY)))
                .isCloseTo(withoutAge, within(1e-12));
    }

    @Test
    void trustMovesWeightAmongTheBadAndLeavesTheRate() {
        List<TrainingRow> all = invented.rows(1_500);
        List<TrainingRow> halved = new ArrayList<>();
        for (TrainingRow row : all) {
            halved.add(new TrainingRow(row.committedAt(), row.features(), row.bad(), row.bad() ? 0.5 : 1));
        }

        assertThat(training.ownModel(halved).orElseThrow().weights())
                .containsExactly(training.ownModel(all).orElseThrow().weights());
    }

    @Test
    void inAPriorEachProjectWeighsTheSame() {
        List<TrainingRow> small = invented.rows(300);
        List<TrainingRow> large = new ArrayList<>();
        for (int copy = 0; copy < 5; copy++) {
            large.addAll(small);
        }
        List<TrainingRow> other = new InventedCommits(6).rows(700);

        LogisticModel one = training.prior("1", List.of(project("a", small), project("b", other)))
                .model();
        LogisticModel five = training.prior("1", List.of(project("a", large), project("b", other)))
                .model();

        for (int i = 0; i < one.weights().length; i++) {
            assertThat(five.weights()[i]).isCloseTo(one.weights()[i], within(1e-6));
        }
    }

    @Test
    void aPriorForgetsThatBaseRatesDrift() {
        List<TrainingRow> drifting = new ArrayList<>();
        int day = 0;
        for (TrainingRow row : invented.rows(4_000)) {
            // The newest third looks clean, as outcomes come late, and its changes are larger.
            boolean late = day > 2_600;
            float lines = row.features().get(Feature.LA) * (late ? 10 : 1);
            drifting.add(new TrainingRow(
                    InventedCommits.START.plus(Duration.ofDays(day++)),
                    InventedCommits.with(row.features(), Feature.LA, lines),
                    row.bad() && !late,
                    1));
        }
        int la = Feature.learned().indexOf(Feature.LA);
        LogisticModel prior =
                training.prior("1", List.of(project("a", drifting))).model();
        LogisticModel own = training.ownModel(drifting).orElseThrow();

        assertThat(prior.weights()[la]).isGreaterThan(own.weights()[la] + 0.1);
    }

    @Test
    void aPriorNamesItsSourcesAndKeepsItsReference() {
        Prior prior = training.prior("7", List.of(project("a", invented.rows(200)), project("b", invented.rows(90))));

        assertThat(prior.version()).isEqualTo("7");
        assertThat(prior.sources()).containsExactly("a", "b");
        assertThat(prior.reference().toArray()).hasSize(290).isSorted();
    }

    @Test
    void refusesWeightsThatAreNone() {
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new TrainingRow(InventedCommits.START, invented.features(), true, weight))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(weight));
        }
    }

    private static TrainingProject project(String name, List<TrainingRow> rows) {
        return new TrainingProject(name, rows);
    }

    private List<TrainingRow> labelled(int count, int bad) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new TrainingRow(
                    InventedCommits.START.plus(Duration.ofDays(i)), invented.features(), i % count < bad, 1));
        }
        return rows;
    }
}

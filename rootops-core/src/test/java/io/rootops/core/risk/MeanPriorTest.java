package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanPriorTest {
    private final MeanPrior means = new MeanPrior(Feature.learned());
    private final InventedCommits invented = new InventedCommits(11);
    private final TrainingProject large = new TrainingProject("acme/large", invented.rows(2_000));
    private final TrainingProject small = new TrainingProject("acme/small", invented.rows(300));

    @Test
    void itsLogitIsTheMeanOfThoseOfItsProjectsWhateverTheirSizes() {
        Prior both = means.of("1", List.of(large, small));
        LogisticModel one = means.of("1", List.of(large)).model();
        LogisticModel other = means.of("1", List.of(small)).model();

        for (int i = 0; i < 50; i++) {
            Features features = invented.features();
            assertThat(both.model().logit(features))
                    .isCloseTo((one.logit(features) + other.logit(features)) / 2, within(1e-9));
        }
        assertThat(both.sources()).containsExactly("acme/large", "acme/small");
        assertThat(both.reference().toArray()).isNotEmpty().isSorted();
    }

    @Test
    void whatOneProjectTeachesAgainstAllOthersFades() {
        List<TrainingRow> contrary = new ArrayList<>();
        for (TrainingRow it : invented.rows(2_000)) {
            contrary.add(new TrainingRow(it.committedAt(), it.features(), !it.bad(), 1));
        }
        int added = Feature.learned().indexOf(Feature.LA);
        double agreed = means.of("1", List.of(large, small)).model().weights()[added];

        assertThat(agreed).isPositive();
        assertThat(means.of("1", List.of(large, small, new TrainingProject("acme/contrary", contrary)))
                        .model()
                        .weights()[added])
                .isLessThan(agreed / 2);
    }

    @Test
    void aProjectOfOneKindTeachesNothing() {
        List<TrainingRow> calm = new ArrayList<>();
        for (TrainingRow it : invented.rows(40)) {
            calm.add(new TrainingRow(it.committedAt(), it.features(), false, 1));
        }

        assertThatThrownBy(() -> means.of("1", List.of(large, new TrainingProject("acme/calm", calm))))
                .hasMessageContaining("acme/calm: 0 of 40 rows are bad");
        assertThatThrownBy(() -> means.of("1", List.of())).hasMessageContaining("no project");
    }
}

package io.rootops.app.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.evaluate.bench.Baseline;
import io.rootops.core.evaluate.bench.BenchFolder;
import io.rootops.core.evaluate.bench.CommitEvaluation;
import io.rootops.core.evaluate.bench.Evaluation;
import io.rootops.core.evaluate.bench.Mode;
import io.rootops.core.evaluate.bench.Priors;
import io.rootops.core.testing.SharedData;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The record that ships, measured again on its data. */
class ShippedRecordIT {
    @Test
    void itStands() {
        var projects = BenchFolder.read(SharedData.need("bench/jit")).stream()
                .filter(it -> it.name().equals("zookeeper") || it.name().equals("zeppelin"))
                .toList();
        List<PublicRecord> record = ShippedRecord.inThisBuild().projects();

        Evaluation again = new CommitEvaluation(
                        Mode.COLD_START, Priors.always(PriorDocument.shipped().orElseThrow()))
                .measure(projects, name -> {});

        assertThat(again.projects()).hasSize(2).allSatisfy(it -> {
            PublicRecord shown = record.stream()
                    .filter(each -> each.project().equalsIgnoreCase("Apache " + it.project()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown.auc())
                    .isCloseTo(Objects.requireNonNull(it.figures().auc()), within(1e-6));
            assertThat(shown.churnAuc())
                    .isCloseTo(
                            Objects.requireNonNull(it.baselines().get(Baseline.CHURN))
                                    .auc(),
                            within(1e-6));
        });
    }
}

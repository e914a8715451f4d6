package io.rootops.app.prior;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.risk.Prior;
import org.junit.jupiter.api.Test;

class ShippedRecordTest {
    @Test
    void itIsThatOfThePriorInThisBuild() {
        Prior prior = PriorDocument.shipped().orElseThrow();
        ShippedRecord record = ShippedRecord.inThisBuild();

        // Else the prior was trained and not measured: make prior-record.
        assertThat(record.priorVersion()).isEqualTo(prior.version());
        assertThat(record.of(prior))
                .extracting(PublicRecord::project)
                .containsExactlyInAnyOrder(
                        "DPDK", "Apache Groovy", "Apache Kafka", "Apache Zeppelin", "Apache ZooKeeper");
        assertThat(record.of(prior)).allSatisfy(it -> {
            assertThat(it.auc()).isBetween(0.5, 1.0);
            assertThat(it.churnAuc()).isBetween(0.5, 1.0);
        });
    }

    @Test
    void thePriorLearnedFromNoneOfItsProjects() {
        Prior prior = PriorDocument.shipped().orElseThrow();

        assertThat(ShippedRecord.inThisBuild().projects())
                .allSatisfy(it -> assertThat(prior.sources())
                        .noneMatch(source -> it.project()
                                .toLowerCase(java.util.Locale.ROOT)
                                .endsWith(source.replaceFirst(".*/", ""))));
    }

    @Test
    void nothingIsSaidOfAnotherPrior() {
        assertThat(ShippedRecord.inThisBuild().of(Prior.NONE)).isEmpty();
    }
}

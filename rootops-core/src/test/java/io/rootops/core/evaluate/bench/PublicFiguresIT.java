package io.rootops.core.evaluate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.SharedData;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The figures that are published, on the data that they are published on. */
class PublicFiguresIT {
    private static final Set<String> FIVE = Set.of("zookeeper", "zeppelin", "kafka", "groovy", "dpdk");

    @Test
    void theyStand() {
        List<BenchProject> projects = BenchFolder.read(SharedData.need("bench/jit")).stream()
                .filter(it -> FIVE.contains(it.name()))
                .toList();
        Priors priors = Priors.leaveOneOut(projects);

        Evaluation online = new CommitEvaluation(Mode.ONLINE, priors).measure(projects, name -> {});
        assertThat(online.projects()).hasSize(5).allSatisfy(it -> {
            assertThat(it.better()).isEmpty();
            assertThat(it.figures().auc()).isGreaterThan(0.795);
        });
        assertThat(online.mean().auc()).isGreaterThan(0.84);
        assertThat(online.mean().lift10()).isGreaterThan(2.33);
        assertThat(online.mean().recall20()).isGreaterThan(0.415);
        assertThat(online.mean().brier()).isLessThan(0.165);
        assertThat(online.mean().ece()).isLessThan(0.08);
        // To the third digit these are known from elsewhere: the protocol is the same.
        assertBaseline(online, Baseline.CHURN, 0.801);
        assertBaseline(online, Baseline.HEURISTIC_V1, 0.698);

        Evaluation cold = new CommitEvaluation(Mode.COLD_START, priors).measure(projects, name -> {});
        assertThat(cold.mean().auc()).isGreaterThan(0.835);

        Evaluation parted = new CommitEvaluation(Mode.STATIC, priors)
                .measure(Stream.of(projects.get(4)).toList(), name -> {});
        ProjectFigures dpdk = parted.projects().get(0);
        assertThat(dpdk.n()).isEqualTo(11_497);
        assertThat(dpdk.figures().auc()).isGreaterThan(0.815);
        assertThat(dpdk.figures().ap()).isGreaterThan(0.515);
        assertThat(dpdk.figures().ece()).isLessThan(0.03);
    }

    private static void assertBaseline(Evaluation online, Baseline baseline, double auc) {
        assertThat(Objects.requireNonNull(online.meanBaselines().get(baseline)).auc())
                .isCloseTo(auc, Offset.offset(0.0006));
    }
}

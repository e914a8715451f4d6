package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentMemoryTest {
    private static final Instant T0 = Instant.parse("2026-05-01T12:00:00Z");
    private static final String SHA = "ab".repeat(20);

    private TestDatabase db;
    private RepositoryId shop;
    private DeploymentMemory deployments;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        deployments = new DeploymentMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void whatIsToldTwiceOrInReverseIsKeptOnce() {
        DeploymentEvent asked = status("production", DeploymentState.PENDING, 0, 0);
        DeploymentEvent done = status("production", DeploymentState.SUCCESS, 60, 2);

        assertThat(deployments.store(shop, done)).isTrue();
        assertThat(deployments.store(shop, asked)).as("older").isFalse();
        assertThat(deployments.store(shop, done)).as("again").isFalse();
        assertThat(deployments.store(shop, status("production", DeploymentState.IN_PROGRESS, 30, 1)))
                .as("its begin was not known")
                .isTrue();

        assertThat(deployments.of(shop, SHA)).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(DeploymentState.SUCCESS);
            assertThat(it.startedAt()).isEqualTo(T0.plusSeconds(30));
            assertThat(it.succeededAt()).isEqualTo(T0.plusSeconds(60));
        });
        assertThat(db.dsl().fetchValue("select production::text || ' ' || confidence from deployment_event"))
                .isEqualTo("true high");
    }

    @Test
    void manyAtOnceComeToOneRow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> told = IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i -> () -> deployments.store(
                            shop, status("production", DeploymentState.values()[3 + i % 6], i % 8, 1 + i % 8)))
                    .toList();
            for (var it : threads.invokeAll(told)) {
                it.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(deployments.of(shop, SHA))
                .singleElement()
                .satisfies(it -> assertThat(it.number()).isEqualTo(8));
    }

    @Test
    void aStatusThatTellsOfAnotherEnvironmentIsADeploymentThere() {
        deployments.store(shop, status("staging", DeploymentState.PENDING, 0, 0));
        deployments.store(shop, status("production", DeploymentState.SUCCESS, 60, 1));

        assertThat(deployments.of(shop, SHA))
                .extracting(it -> it.environment().name())
                .containsExactly("production", "staging");
    }

    @Test
    void theFootingIsThatOfTheLadderWithinItsWindow() {
        assertThat(deployments.footing(shop, T0)).isEmpty();
        deployments.store(shop, release("1"));
        assertThat(deployments.footing(shop, T0)).map(Footing::rung).contains(Rung.RELEASE);
        deployments.store(shop, status("staging", DeploymentState.SUCCESS, 10, 1));
        deployments.store(shop, status("live", DeploymentState.SUCCESS, 10, 1));
        assertThat(deployments.footing(shop, T0).orElseThrow())
                .isEqualTo(new Footing(Rung.DEPLOYMENT_STATUS, Map.of("live", Confidence.MEDIUM)));

        deployments.store(shop, status("live", DeploymentState.INACTIVE, 3_600, 2));
        assertThat(deployments.footing(shop, T0).orElseThrow().rung())
                .as("replaced, but it had succeeded")
                .isEqualTo(Rung.DEPLOYMENT_STATUS);
        assertThat(deployments.footing(shop, T0.plus(Ladder.WINDOW))).isEmpty();
        assertThat(deployments.footing(shop, T0.plusSeconds(100)))
                .as("being replaced in the window is no success in it")
                .isEmpty();
    }

    @Test
    void ofADeploymentThatChangedTheStatusesAreAskedForAgain() {
        DeploymentEvent asked = status("production", DeploymentState.PENDING, 0, 0);
        deployments.store(shop, asked, T0);
        assertThat(unasked(Rung.DEPLOYMENT_STATUS)).hasSize(1);
        deployments.asked(shop, asked);
        assertThat(unasked(Rung.DEPLOYMENT_STATUS)).isEmpty();
        deployments.store(shop, asked, T0);
        assertThat(unasked(Rung.DEPLOYMENT_STATUS)).isEmpty();
        deployments.store(shop, asked, T0.plusSeconds(1));
        assertThat(unasked(Rung.DEPLOYMENT_STATUS)).hasSize(1);
        assertThat(deployments.unasked(shop, Rung.DEPLOYMENT_STATUS, T0.plusSeconds(2), 10))
                .isEmpty();
    }

    @Test
    void theCommitOfAReleaseIsAskedForOnce() {
        deployments.store(shop, release("1"));
        deployments.store(shop, release("2"));
        DeploymentEvent second = unasked(Rung.RELEASE).get(0);
        deployments.resolved(shop, second, SHA);
        deployments.asked(shop, second);
        deployments.asked(shop, unasked(Rung.RELEASE).get(0));

        assertThat(unasked(Rung.RELEASE)).isEmpty();
        assertThat(deployments.store(shop, second))
                .as("told again without its commit")
                .isFalse();
        assertThat(deployments.of(shop, SHA))
                .extracting(DeploymentEvent::externalId)
                .containsExactly("2");
    }

    private List<DeploymentEvent> unasked(Rung source) {
        return deployments.unasked(shop, source, T0.minus(Duration.ofDays(1)), 10);
    }

    private static DeploymentEvent status(String environment, DeploymentState state, int seconds, long number) {
        return DeploymentEvent.told(
                Rung.DEPLOYMENT_STATUS,
                "1",
                new Environment(environment, null, null),
                SHA,
                "main",
                null,
                state,
                T0.plusSeconds(seconds),
                number,
                T0);
    }

    private static DeploymentEvent release(String id) {
        @Nullable String unknown = null;
        return DeploymentEvent.told(
                Rung.RELEASE, id, Environment.NONE, unknown, "v1." + id, "One", DeploymentState.SUCCESS, T0, 0, T0);
    }
}

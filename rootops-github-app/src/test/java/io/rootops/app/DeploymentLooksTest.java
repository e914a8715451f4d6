package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.engine.Announcements.Part;
import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.engine.DeploymentWatch;
import io.rootops.core.engine.ServiceMap;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.UnwatchedDeployments;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment of three hours ago, of which no service is known. */
class DeploymentLooksTest {
    private static final ServiceMap NOTHING = new ServiceMap() {
        @Override
        public List<ServiceName> of(RepositoryId repository) {
            return List.of();
        }

        @Override
        public Optional<RepositoryId> of(ServiceName service) {
            return Optional.empty();
        }
    };

    private final BlockingQueue<Part> announced = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
    private volatile boolean detected;
    private TestDatabase db;
    private WatchedDeployments watched;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        watched = new WatchedDeployments(db.dsl());
        RepositoryId shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        new DeploymentReports(new DeploymentMemory(db.dsl()), watched, InstantSource.system())
                .take(new DeploymentReports.Report(
                        shop,
                        "1",
                        "production",
                        null,
                        null,
                        null,
                        DeploymentState.SUCCESS,
                        Instant.now().minus(Duration.ofHours(3))));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private DeploymentWatch watch() {
        return new DeploymentWatch(
                new UnwatchedDeployments(db.dsl()),
                watched,
                new VerdictMemory(db.dsl()),
                new DeploymentMemory(db.dsl()),
                new LogHistory(db.dsl()),
                new LogSources(db.dsl()),
                NOTHING,
                Optional::empty,
                InstantSource.system());
    }

    private State state() {
        return watched.newest(null, 1).get(0).watched().state();
    }

    @Test
    void noLookIsTakenBeforeItIsKnownWhereMetricsAre() throws Exception {
        BooleanSupplier ready = () -> {
            asked.add(detected);
            return detected;
        };
        try (DeploymentLooks looks = new DeploymentLooks(watch(), ready, announced::add)) {
            looks.start();
            assertThat(asked.poll(1, TimeUnit.MINUTES)).isFalse();
            assertThat(asked.poll(1, TimeUnit.MINUTES)).as("asked again").isFalse();
            assertThat(announced).isEmpty();
            assertThat(state()).isEqualTo(State.WATCHING);

            detected = true;

            assertThat(announced.poll(1, TimeUnit.MINUTES)).isEqualTo(Part.DEPLOYMENTS);
            assertThat(state()).isEqualTo(State.UNMAPPED);
        }
    }
}

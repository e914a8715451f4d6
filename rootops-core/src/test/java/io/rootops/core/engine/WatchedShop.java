package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.UnwatchedDeployments;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose deployments are watched: its memory, its services and what is measured of them. */
abstract class WatchedShop {
    static final String SHA = "ab".repeat(20);
    static final ServiceName TILL = new ServiceName("till", "prod");
    static final ServiceName CART = new ServiceName("cart", "prod");

    /** Three hours ago: every look is due. */
    final Instant serving = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(3));

    final List<ServiceName> tills = new ArrayList<>(List.of(TILL));
    TestDatabase db;
    RepositoryId shop;
    DeploymentMemory deployments;
    WatchedDeployments watched;
    UnwatchedDeployments unwatched;
    VerdictMemory verdicts;

    @Nullable
    InventedMetrics metrics;

    private @Nullable DeploymentWatch watch;
    Instant now = Instant.now();

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                .id();
        deployments = new DeploymentMemory(db.dsl());
        watched = new WatchedDeployments(db.dsl());
        unwatched = new UnwatchedDeployments(db.dsl());
        verdicts = new VerdictMemory(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    final DeploymentWatch watch() {
        if (watch == null) {
            watch = started();
        }
        return watch;
    }

    final DeploymentWatch started() {
        return started(() -> List.copyOf(tills));
    }

    /** @param its services of the shop */
    final DeploymentWatch started(Supplier<List<ServiceName>> its) {
        ServiceMap map = new ServiceMap() {
            @Override
            public List<ServiceName> of(RepositoryId repository) {
                return its.get();
            }

            @Override
            public Optional<RepositoryId> of(ServiceName service) {
                return tills.contains(service) ? Optional.of(shop) : Optional.empty();
            }
        };
        return new DeploymentWatch(
                unwatched,
                watched,
                verdicts,
                deployments,
                new LogHistory(db.dsl()),
                new LogSources(db.dsl()),
                map,
                () -> Optional.<MetricsBackend>ofNullable(metrics),
                () -> now);
    }

    final void deployed(Rung source, String id, Instant at) {
        deployed(source, id, "production", at);
    }

    final void deployed(Rung source, String id, String environment, Instant at) {
        deployments.store(
                shop,
                DeploymentEvent.told(
                        source,
                        id,
                        source.namesEnvironments() ? new Environment(environment, null, null) : Environment.NONE,
                        SHA,
                        "main",
                        null,
                        DeploymentState.SUCCESS,
                        at,
                        1,
                        at));
    }

    /** @param service null: it names none */
    final void reported(String id, @Nullable String service, Instant at) {
        deployed(Rung.REPORTED, id, at);
        watched.watch(
                shop, deployments.find(shop, Rung.REPORTED, id, "production").orElseThrow(), service);
    }

    /** Looks until nothing is due; the one that served first. */
    final Watched look() throws InterruptedException {
        DeploymentWatch watch = watch();
        watch.takeUp();
        while (watch.look()) {
            // Until nothing is due.
        }
        return watched.served(shop, Instant.EPOCH, Instant.now()).get(0);
    }

    /** Ten lines a minute for so many days, of which an error each hour. */
    final void logged(ServiceName service, int days) {
        db.execute("insert into service (name, environment, first_seen_at, last_seen_at) values ('" + service.name()
                + "', '" + service.environment() + "', now() - interval '" + days + " days', now())");
        db.execute("insert into log_count (service_id, minute, events, errors) select s.id, m, 10,"
                + " case when extract(minute from m) = 7 then 1 else 0 end from service s,"
                + " generate_series(date_trunc('minute', now()) - interval '" + days
                + " days', now(), interval '1 minute') m where s.name = '" + service.name() + "'");
        db.execute("insert into log_template (service_id, number, text, error, samples, events, first_seen_at,"
                + " last_seen_at) select id, 1, 'slow till', true, '{}', 1, now(), now() from service where name = '"
                + service.name() + "'");
        db.execute("insert into error_count (template_id, minute, events) select t.id, c.minute, 1 from log_template t"
                + " join log_count c using (service_id) where c.errors > 0 on conflict do nothing");
    }

    final void newError(ServiceName service) {
        db.execute("insert into log_template (service_id, number, text, error, samples, events, first_seen_at,"
                + " last_seen_at) select id, 2, 'no till <*>', true, '{}', 1, now(), now() from service where name = '"
                + service.name() + "'");
        db.execute("insert into error_count (template_id, minute, events) select id, '" + serving.plusSeconds(180)
                + "', 4 from log_template where number = 2");
    }
}

package io.rootops.core.engine;

import io.rootops.core.memory.OriginGround;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.ServiceStarts;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.OriginLearner;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Learns which repository each service comes from. */
public final class OriginLearning {
    /** So long is looked back for starts and deployments. */
    private static final Duration WINDOW = Duration.ofDays(28);
    /** As far as a store of metrics is asked back at first. */
    private static final Duration FIRST = Duration.ofDays(14);
    /** What a store of metrics learns late is asked for again. */
    private static final Duration AGAIN = Duration.ofHours(2);

    private final OriginGround ground;
    private final ServiceOrigins origins;
    private final ServiceStarts starts;
    private final InstantSource clock;

    public OriginLearning(OriginGround ground, ServiceOrigins origins, ServiceStarts starts, InstantSource clock) {
        this.ground = ground;
        this.origins = origins;
        this.starts = starts;
        this.clock = clock;
    }

    /** Keeps when instances of services began, as a store of metrics tells. What it told before stays when it is away. */
    public void readStarts(MetricsBackend metrics) throws StoreException, InterruptedException {
        Instant now = clock.instant();
        Instant first = now.minus(FIRST);
        Instant from = starts.newest()
                .map(it -> it.minus(AGAIN))
                .filter(it -> it.isAfter(first) && it.isBefore(now))
                .orElse(first);
        Set<ServiceName> services = starts.services();
        services.retainAll(metrics.services().keySet());
        if (!services.isEmpty()) {
            starts.store(metrics.starts(services, from, now));
        }
    }

    /** Learns anew, from all that is known by now. */
    public void learn() {
        Instant now = clock.instant();
        OriginLearner learner = new OriginLearner(ground.facts(now.minus(WINDOW), now));
        origins.learned(origins.all().stream()
                .flatMap(it -> learner.of(it.service()).stream())
                .toList());
    }
}

package io.rootops.core.engine;

import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When the new version served, as its instances tell. */
final class ServingTime {
    /** After an instance began it is not what it is going to be. */
    static final Duration WARM_UP = Duration.ofMinutes(2);
    /** A deployment that is told as done may still be rolled out. */
    private static final Duration ROLLOUT = Duration.ofMinutes(30);

    private static final Duration BEFORE = Duration.ofMinutes(5);

    private final WatchedDeployments watched;

    ServingTime(WatchedDeployments watched) {
        this.watched = watched;
    }

    /** @return whether its instances told when it served, which is later than was known */
    boolean seen(Watched it, Set<ServiceName> deployed, MetricsBackend metrics)
            throws StoreException, InterruptedException {
        Map<ServiceName, List<MetricsBackend.Start>> starts =
                metrics.starts(deployed, it.begun().minus(BEFORE), it.serving().plus(ROLLOUT));
        // One that begins again and again begins once.
        Map<String, Instant> firsts = new HashMap<>();
        starts.forEach((service, its) ->
                its.forEach(start -> firsts.merge(service + "\n" + start.instance(), start.at(), ServingTime::first)));
        Optional<Instant> first = firsts.values().stream().min(Instant::compareTo);
        Optional<Instant> last = firsts.values().stream().max(Instant::compareTo);
        if (first.isEmpty() || last.isEmpty()) {
            return false;
        }
        watched.served(it, first.get(), last.get().plus(WARM_UP));
        return true;
    }

    private static Instant first(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

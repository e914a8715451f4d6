package io.rootops.app;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One that was read before and is not found now. Whoever asks it waits for it, as for one that does not answer. */
record LostStore(String name) implements MetricsBackend {
    @Override
    public Map<ServiceName, Set<MetricKind>> services() throws StoreException {
        throw away();
    }

    @Override
    public Map<ServiceName, Series> series(
            MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step) throws StoreException {
        throw away();
    }

    @Override
    public Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to)
            throws StoreException {
        throw away();
    }

    static StoreException away() {
        return new StoreException(
                StoreException.Kind.UNREACHABLE, "It was found once, and is at none of the usual addresses now");
    }
}

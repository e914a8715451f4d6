package io.rootops.core.signal.loki;

import io.rootops.core.signal.store.StoreException;
import java.util.List;

/** Lines by pages, oldest first. */
@FunctionalInterface
public interface LokiPages {
    /**
     * The oldest {@code limit} lines that match in {@code [from, to)}, ordered by time over all streams.
     *
     * @param query LogQL that selects lines
     * @param from nanoseconds since 1970
     */
    List<LokiLine> page(String query, long from, long to, int limit) throws StoreException, InterruptedException;
}

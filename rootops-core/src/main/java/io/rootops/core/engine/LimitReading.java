package io.rootops.core.engine;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.limit.Filling;
import io.rootops.core.signal.limit.FoundLimit;
import io.rootops.core.signal.limit.LimitKind;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which limits services will reach, by the last two weeks at steps of an hour. */
final class LimitReading {
    private static final Duration HOUR = Duration.ofHours(1);
    /** Four in an hour, of which the middle counts. */
    private static final int QUARTERS = 4;

    private static final int MOST_SERVICES = 50;
    /** Times what latency usually was. */
    private static final double TOO_SLOW = 2;

    private final MetricsBackend backend;

    LimitReading(MetricsBackend backend) {
        this.backend = backend;
    }

    /** @param slow services whose latency is looked at; of more than fifty the first */
    List<FoundLimit> read(Collection<ServiceName> slow, Instant now) throws StoreException, InterruptedException {
        Instant end = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = end.minus(Filling.HISTORY);
        Duration quarter = HOUR.dividedBy(QUARTERS);
        List<FoundLimit> found = new ArrayList<>();
        for (LimitKind kind : List.of(LimitKind.MEMORY, LimitKind.DISK)) {
            add(kind, backend.filling(kind, from, end, quarter), end, found);
        }
        LinkedHashSet<ServiceName> busiest = new LinkedHashSet<>();
        slow.stream().limit(MOST_SERVICES).forEach(busiest::add);
        if (!busiest.isEmpty()) {
            add(LimitKind.LATENCY, backend.series(MetricKind.LATENCY, busiest, from, end, quarter), end, found);
        }
        return found;
    }

    private static void add(LimitKind kind, Map<ServiceName, Series> series, Instant at, List<FoundLimit> found) {
        series.forEach((service, quarters) -> {
            double[] hours = hours(quarters);
            double limit = kind == LimitKind.LATENCY ? TOO_SLOW * median(hours) : 1;
            Series hourly = Series.of(quarters.start(), HOUR, hours);
            new Filling(hourly)
                    .forecast(limit)
                    .ifPresent(it -> found.add(new FoundLimit(service, kind, at, last(hours) / limit, it)));
        });
    }

    /** Medians of whole hours, the last of which is over at the end. */
    private static double[] hours(Series quarters) {
        double[] hours = new double[quarters.size() / QUARTERS];
        int first = quarters.size() % QUARTERS;
        for (int i = 0; i < hours.length; i++) {
            hours[i] = median(quarters.slice(first + i * QUARTERS, first + (i + 1) * QUARTERS));
        }
        return hours;
    }

    /** Of what was measured; NaN where nothing was. */
    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(it -> !Double.isNaN(it)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static double last(double[] hours) {
        int last = hours.length - 1;
        while (last > 0 && Double.isNaN(hours[last])) {
            last--;
        }
        return hours[last];
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.METRIC_DAY;
import static io.rootops.core.memory.schema.Tables.METRIC_QUERY;
import static io.rootops.core.memory.schema.Tables.SERVICE;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;

/** What was measured of services in the last thirty days, as series. Thread-safe. */
public final class MetricHistory {
    /** More than is kept is never asked for. */
    private static final Duration LONGEST = Duration.ofDays(60);

    private final DSLContext db;

    public MetricHistory(DSLContext db) {
        this.db = db;
    }

    /**
     * What was measured of a service: of each kind of which there is anything.
     *
     * @param from where the first step begins, or within it
     * @param to exclusive, at most sixty days later
     * @return at {@link RecentSteps#STEP}s; restarts are of a step
     */
    public Map<MetricKind, Series> of(ServiceName service, Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "from " + from + " to " + to + "; expected at most " + LONGEST.toDays() + " days");
        }
        Instant first = RecentSteps.floor(from);
        int steps = (int) Math.max(0, Duration.between(first, to).dividedBy(RecentSteps.STEP));
        Map<MetricKind, double[]> values = new EnumMap<>(MetricKind.class);
        db.select(METRIC_DAY.KIND, METRIC_DAY.DAY, METRIC_DAY.STEPS)
                .from(METRIC_DAY)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_DAY.SERVICE_ID))
                .where(SERVICE.NAME.eq(service.name()))
                .and(SERVICE.ENVIRONMENT.eq(service.environment()))
                .and(METRIC_DAY.DAY.between(day(first), day(to)))
                .forEach(it -> {
                    MetricKind kind = MetricKind.of(it.value1());
                    new MeasuredDay(kind, it.value2(), Arrays.asList(it.value3()))
                            .into(values.computeIfAbsent(kind, none -> none(steps)), first);
                });
        Map<MetricKind, Series> series = new EnumMap<>(MetricKind.class);
        values.forEach((kind, its) -> {
            if (Arrays.stream(its).anyMatch(it -> !Double.isNaN(it))) {
                series.put(kind, Series.of(first, RecentSteps.STEP, its));
            }
        });
        return series;
    }

    /** What its store was last asked for a service, by kind; empty: it is not known. */
    public Map<MetricKind, String> queries(ServiceName service) {
        Map<MetricKind, String> queries = new EnumMap<>(MetricKind.class);
        db.select(METRIC_QUERY.KIND, METRIC_QUERY.QUERY)
                .from(METRIC_QUERY)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_QUERY.SERVICE_ID))
                .where(SERVICE.NAME.eq(service.name()))
                .and(SERVICE.ENVIRONMENT.eq(service.environment()))
                .forEach(it -> queries.put(MetricKind.of(it.value1()), it.value2()));
        return queries;
    }

    private static double[] none(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.METRIC_LIMIT;
import static io.rootops.core.memory.schema.Tables.METRIC_SOURCE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.limit.FoundLimit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What is measured of services. Thread-safe. */
public final class MetricMemory {
    /** In the order of the arrays, which is always the same, so that two never wait for each other. */
    private static final String SERVICES = """
            insert into service (name, environment, measured_at) select n, e, now() from unnest({0}::text[], {1}::text[]) as t (n, e)
            on conflict (name, environment) do update set measured_at = now()
                where service.measured_at is null or service.measured_at < now() - interval '1 hour'
            """;

    private static final String VALUES = """
            insert into metric_value (service_id, kind, at, value, low, high)
            select s.id, v.kind, v.at, v.value, v.low, v.high
            from unnest({0}::text[], {1}::text[], {2}::text[], {3}::timestamptz[], {4}::double precision[],
                {5}::double precision[], {6}::double precision[]) as v (name, environment, kind, at, value, low, high)
            join service s on s.name = v.name and s.environment = v.environment
            order by s.id, v.kind
            on conflict (service_id, kind) do update
                set at = excluded.at, value = excluded.value, low = excluded.low, high = excluded.high
                where excluded.at >= metric_value.at
            """;

    private static final String ANOMALIES = """
            insert into metric_anomaly (service_id, kind, at, value, usual, grade, speaks)
            select s.id, v.kind, v.at, v.value, v.usual, v.grade, v.speaks
            from unnest({0}::text[], {1}::text[], {2}::text[], {3}::timestamptz[], {4}::double precision[],
                {5}::double precision[], {6}::real[], {7}::boolean[])
                as v (name, environment, kind, at, value, usual, grade, speaks)
            join service s on s.name = v.name and s.environment = v.environment
            order by s.id, v.kind, v.at
            on conflict (service_id, kind, at) do update set speaks = metric_anomaly.speaks or excluded.speaks
            """;

    private static final String LIMITS = """
            insert into metric_limit (service_id, kind, at, used, soonest_at, expected_at, latest_at, tested, ratio)
            select s.id, v.kind, v.at, v.used, v.soonest, v.expected, v.latest, v.tested, v.ratio
            from unnest({0}::text[], {1}::text[], {2}::text[], {3}::timestamptz[], {4}::double precision[],
                {5}::timestamptz[], {6}::timestamptz[], {7}::timestamptz[], {8}::integer[], {9}::double precision[])
                as v (name, environment, kind, at, used, soonest, expected, latest, tested, ratio)
            join service s on s.name = v.name and s.environment = v.environment
            order by s.id, v.kind
            """;

    /** What is known stays where the store has forgotten it. */
    private static final String DAYS = """
            insert into metric_day (service_id, kind, day, steps)
            select s.id, v.kind, v.day, v.steps::real[]
            from unnest({2}::text[], {3}::date[], {4}::text[]) as v (kind, day, steps)
            join service s on s.name = {0} and s.environment = {1}
            order by v.kind, v.day
            on conflict (service_id, kind, day) do update set steps = array(
                select coalesce(n, o) from unnest(excluded.steps, metric_day.steps) with ordinality as t (n, o, i) order by i)
            """;

    private static final String QUERIES = """
            insert into metric_query (service_id, kind, query)
            select s.id, v.kind, v.query
            from unnest({2}::text[], {3}::text[]) as v (kind, query)
            join service s on s.name = {0} and s.environment = {1}
            order by v.kind
            on conflict (service_id, kind) do update set query = excluded.query where metric_query.query <> excluded.query
            """;

    private final DSLContext db;

    public MetricMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Keeps what a reading found.
     *
     * @param source that was claimed
     * @param measurements at most one of each service and kind
     * @param notes what people should know of it, a sentence each
     */
    public void store(String source, List<Measurement> measurements, List<String> notes) {
        db.transaction(tx -> {
            List<ServiceName> services = measurements.stream()
                    .map(Measurement::service)
                    .distinct()
                    .sorted()
                    .toList();
            tx.dsl().execute(SERVICES, texts(services, ServiceName::name), texts(services, ServiceName::environment));
            tx.dsl()
                    .execute(
                            VALUES,
                            texts(measurements, it -> it.service().name()),
                            texts(measurements, it -> it.service().environment()),
                            texts(measurements, it -> it.kind().word()),
                            times(measurements, Measurement::at),
                            numbers(measurements, Measurement::value),
                            numbers(
                                    measurements,
                                    it -> it.usual() == null ? null : it.usual().low()),
                            numbers(
                                    measurements,
                                    it -> it.usual() == null ? null : it.usual().high()));
            tx.dsl()
                    .update(METRIC_SOURCE)
                    .set(METRIC_SOURCE.READ_AT, currentOffsetDateTime())
                    .set(METRIC_SOURCE.FAILURES, 0)
                    .setNull(METRIC_SOURCE.PROBLEM)
                    .set(METRIC_SOURCE.NOTES, notes.toArray(String[]::new))
                    .where(METRIC_SOURCE.NAME.eq(source))
                    .execute();
        });
    }

    /**
     * Keeps anomalies; one that is kept already may speak from now on.
     *
     * @param watchedTo up to when all were looked for
     */
    public void found(String source, List<FoundAnomaly> anomalies, Instant watchedTo) {
        db.transaction(tx -> {
            tx.dsl()
                    .execute(
                            ANOMALIES,
                            texts(anomalies, it -> it.service().name()),
                            texts(anomalies, it -> it.service().environment()),
                            texts(anomalies, it -> it.kind().word()),
                            times(anomalies, it -> it.anomaly().at()),
                            numbers(anomalies, it -> it.anomaly().value()),
                            numbers(anomalies, it -> it.anomaly().usual()),
                            numbers(anomalies, it -> it.anomaly().grade()),
                            val(anomalies.stream().map(FoundAnomaly::speaks).toArray(Boolean[]::new)));
            tx.dsl()
                    .update(METRIC_SOURCE)
                    .set(METRIC_SOURCE.WATCHED_TO, utc(watchedTo))
                    .where(METRIC_SOURCE.NAME.eq(source))
                    .execute();
        });
    }

    /**
     * Keeps the limits that will be reached, in place of those before.
     *
     * @param at when they were looked for
     */
    public void limits(String source, List<FoundLimit> limits, Instant at) {
        db.transaction(tx -> {
            // First, so that of two at once one waits for the other.
            tx.dsl()
                    .update(METRIC_SOURCE)
                    .set(METRIC_SOURCE.LIMITS_AT, utc(at))
                    .where(METRIC_SOURCE.NAME.eq(source))
                    .execute();
            List<ServiceName> services =
                    limits.stream().map(FoundLimit::service).distinct().sorted().toList();
            tx.dsl().deleteFrom(METRIC_LIMIT).execute();
            tx.dsl().execute(SERVICES, texts(services, ServiceName::name), texts(services, ServiceName::environment));
            tx.dsl()
                    .execute(
                            LIMITS,
                            texts(limits, it -> it.service().name()),
                            texts(limits, it -> it.service().environment()),
                            texts(limits, it -> it.kind().word()),
                            times(limits, FoundLimit::at),
                            numbers(limits, FoundLimit::used),
                            times(limits, FoundLimit::soonest),
                            times(limits, FoundLimit::expected),
                            times(limits, FoundLimit::latest),
                            val(limits.stream()
                                    .map(it -> it.forecast().tested())
                                    .toArray(Integer[]::new)),
                            numbers(limits, it -> it.forecast().ratio()));
        });
    }

    /**
     * Keeps what was measured of a service, over what is kept of the same times.
     *
     * @param series at {@link RecentSteps#STEP}s
     */
    public void keep(ServiceName service, Map<MetricKind, Series> series) {
        List<MeasuredDay> days = new ArrayList<>();
        series.forEach((kind, its) -> days.addAll(MeasuredDay.of(kind, its)));
        if (!days.isEmpty()) {
            // It may have nothing newest, such as when it is down.
            db.execute(SERVICES, val(new String[] {service.name()}), val(new String[] {service.environment()}));
            db.execute(
                    DAYS,
                    val(service.name()),
                    val(service.environment()),
                    texts(days, it -> it.kind().word()),
                    texts(days, it -> it.day().toString()),
                    texts(days, MeasuredDay::array));
        }
    }

    /**
     * Keeps what a store is asked for a service.
     *
     * @param queries in its language
     */
    public void asked(ServiceName service, Map<MetricKind, String> queries) {
        if (!queries.isEmpty()) {
            db.execute(
                    QUERIES,
                    val(service.name()),
                    val(service.environment()),
                    texts(queries.keySet(), MetricKind::word),
                    texts(queries.keySet(), queries::get));
        }
    }

    private static <T> Field<String[]> texts(Collection<T> rows, Function<T, @Nullable String> text) {
        return val(rows.stream().map(text).toArray(String[]::new));
    }

    private static <T> Field<OffsetDateTime[]> times(Collection<T> rows, Function<T, @Nullable Instant> time) {
        return val(rows.stream().map(it -> orNull(time.apply(it))).toArray(OffsetDateTime[]::new));
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }

    private static <T> Field<Double[]> numbers(Collection<T> rows, Function<T, @Nullable Double> number) {
        return val(rows.stream().map(number).toArray(Double[]::new));
    }
}

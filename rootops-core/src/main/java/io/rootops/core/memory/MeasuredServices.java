package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.METRIC_ANOMALY;
import static io.rootops.core.memory.schema.Tables.METRIC_LIMIT;
import static io.rootops.core.memory.schema.Tables.METRIC_VALUE;
import static io.rootops.core.memory.schema.Tables.SERVICE;

import io.rootops.core.memory.schema.tables.records.MetricLimitRecord;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.Anomaly;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.limit.FoundLimit;
import io.rootops.core.signal.limit.LimitForecast;
import io.rootops.core.signal.limit.LimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is measured of the services, for people. Thread-safe. */
public final class MeasuredServices {
    private static final Duration SHOWN = Duration.ofDays(1);
    /** They are looked for every hour; older ones are of a store that is away. */
    private static final Duration FORETOLD = Duration.ofHours(3);

    private final DSLContext db;

    public MeasuredServices(DSLContext db) {
        this.db = db;
    }

    /** The newest of each service and kind, where it is of the last day; by service. */
    public List<Measurement> newest(Instant now, int limit) {
        return db.select(
                        SERVICE.NAME,
                        SERVICE.ENVIRONMENT,
                        METRIC_VALUE.KIND,
                        METRIC_VALUE.AT,
                        METRIC_VALUE.VALUE,
                        METRIC_VALUE.LOW,
                        METRIC_VALUE.HIGH)
                .from(METRIC_VALUE)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_VALUE.SERVICE_ID))
                .where(METRIC_VALUE.AT.gt(utc(since(now))))
                .orderBy(SERVICE.NAME, SERVICE.ENVIRONMENT, METRIC_VALUE.KIND)
                .limit(limit)
                .fetch(it -> new Measurement(
                        new ServiceName(it.value1(), it.value2()),
                        MetricKind.of(it.value3()),
                        it.value4().toInstant(),
                        it.value5(),
                        band(it.value6(), it.value7())));
    }

    private static @Nullable UsualBand band(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? null : new UsualBand(low, high);
    }

    /** Limits that will be reached, the next first, as they were foretold in the last hours. */
    public List<FoundLimit> limits(Instant now, int limit) {
        return db.select(SERVICE.NAME, SERVICE.ENVIRONMENT, METRIC_LIMIT.asterisk())
                .from(METRIC_LIMIT)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_LIMIT.SERVICE_ID))
                .where(METRIC_LIMIT.AT.gt(utc(now.minus(FORETOLD))))
                .orderBy(METRIC_LIMIT.EXPECTED_AT, SERVICE.NAME, SERVICE.ENVIRONMENT, METRIC_LIMIT.KIND)
                .limit(limit)
                .fetch(it -> found(
                        new ServiceName(it.get(SERVICE.NAME), it.get(SERVICE.ENVIRONMENT)), it.into(METRIC_LIMIT)));
    }

    private static FoundLimit found(ServiceName service, MetricLimitRecord it) {
        Instant at = it.getAt().toInstant();
        Instant latest = Times.instant(it.getLatestAt());
        return new FoundLimit(
                service,
                LimitKind.of(it.getKind()),
                at,
                it.getUsed(),
                new LimitForecast(
                        Duration.between(at, it.getSoonestAt().toInstant()),
                        Duration.between(at, it.getExpectedAt().toInstant()),
                        latest == null ? null : Duration.between(at, latest),
                        it.getTested(),
                        it.getRatio()));
    }

    /** Of the last day, the newest first. */
    public List<FoundAnomaly> anomalies(Instant now, int limit) {
        return db.select(
                        SERVICE.NAME,
                        SERVICE.ENVIRONMENT,
                        METRIC_ANOMALY.KIND,
                        METRIC_ANOMALY.AT,
                        METRIC_ANOMALY.VALUE,
                        METRIC_ANOMALY.USUAL,
                        METRIC_ANOMALY.GRADE,
                        METRIC_ANOMALY.SPEAKS)
                .from(METRIC_ANOMALY)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_ANOMALY.SERVICE_ID))
                .where(METRIC_ANOMALY.AT.gt(utc(since(now))))
                .orderBy(METRIC_ANOMALY.AT.desc(), SERVICE.NAME, SERVICE.ENVIRONMENT, METRIC_ANOMALY.KIND)
                .limit(limit)
                .fetch(it -> new FoundAnomaly(
                        new ServiceName(it.value1(), it.value2()),
                        MetricKind.of(it.value3()),
                        new Anomaly(it.value4().toInstant(), it.value5(), it.value6(), it.value7()),
                        it.value8()));
    }

    private static Instant since(Instant now) {
        return Times.storable(now).minus(SHOWN);
    }
}

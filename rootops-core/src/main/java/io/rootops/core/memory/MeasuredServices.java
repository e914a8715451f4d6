package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.METRIC_ANOMALY;
import static io.rootops.core.memory.schema.Tables.METRIC_VALUE;
import static io.rootops.core.memory.schema.Tables.SERVICE;

import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.Anomaly;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is measured of the services, for people. Thread-safe. */
public final class MeasuredServices {
    private static final Duration SHOWN = Duration.ofDays(1);

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

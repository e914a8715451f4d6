package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.METRIC_ANOMALY;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static io.rootops.core.memory.schema.Tables.SUSPICION_FINDING;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.Finding;
import io.rootops.core.suspicion.Kind;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/** Anomalies of metrics that are worth a word. Thread-safe. */
public final class SpeakingAnomalies {
    private static final int MOST = 1_000;

    private final DSLContext db;

    public SpeakingAnomalies(DSLContext db) {
        this.db = db;
    }

    /** Those from {@code since} on and before {@code at} that belong to no suspicion yet. */
    public List<Finding> found(Instant since, Instant at) {
        return db.select(
                        SERVICE.NAME,
                        SERVICE.ENVIRONMENT,
                        METRIC_ANOMALY.KIND,
                        METRIC_ANOMALY.AT,
                        METRIC_ANOMALY.VALUE,
                        METRIC_ANOMALY.USUAL)
                .from(METRIC_ANOMALY)
                .join(SERVICE)
                .on(SERVICE.ID.eq(METRIC_ANOMALY.SERVICE_ID))
                .where(METRIC_ANOMALY.SPEAKS)
                .and(METRIC_ANOMALY.AT.ge(utc(since)))
                .and(METRIC_ANOMALY.AT.lt(utc(at)))
                .and(notExists(selectOne()
                        .from(SUSPICION_FINDING)
                        .join(SUSPICION)
                        .on(SUSPICION.ID.eq(SUSPICION_FINDING.SUSPICION_ID))
                        .where(SUSPICION.SERVICE.eq(SERVICE.NAME))
                        .and(SUSPICION.ENVIRONMENT.eq(SERVICE.ENVIRONMENT))
                        .and(SUSPICION_FINDING.METRIC.eq(METRIC_ANOMALY.KIND))
                        // One that was seen again has the time of the first and of the last.
                        .and(METRIC_ANOMALY.AT.between(SUSPICION_FINDING.FIRST_AT, SUSPICION_FINDING.LAST_AT))))
                .orderBy(METRIC_ANOMALY.AT, SERVICE.NAME, SERVICE.ENVIRONMENT, METRIC_ANOMALY.KIND)
                .limit(MOST)
                .fetch(it -> new Finding(
                        new ServiceName(it.value1(), it.value2()),
                        Kind.METRIC,
                        null,
                        MetricKind.of(it.value3()),
                        it.value4().toInstant(),
                        it.value4().toInstant(),
                        it.value5(),
                        it.value6(),
                        null,
                        null));
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.LOG_COUNT;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.METRIC_ANOMALY;
import static io.rootops.core.memory.schema.Tables.QUIET_DAY;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import io.rootops.core.memory.schema.tables.LogTemplate;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.LogRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.types.DayToSecond;

/** Past days that were looked at again, to know how often alarms are false here. Thread-safe. */
public final class QuietDays {
    /** Days, in UTC. What is older is not looked at again. */
    private static final int DAYS = 14;

    /** Before it is known what is usual. */
    private static final Duration LEARNED = Duration.ofDays(3);

    private final DSLContext db;

    public QuietDays(DSLContext db) {
        this.db = db;
    }

    /**
     * What was found.
     *
     * @param days of services, each counted for itself
     */
    public record Found(long days, long alarms) {}

    /** The oldest day of the last two weeks that was not looked at yet; empty: all were, or nothing is known of them. */
    public Optional<LocalDate> next(LocalDate today) {
        LocalDate oldest = today.minusDays(DAYS);
        Optional<LocalDate> known = db.select(min(LOG_COUNT.MINUTE))
                .from(LOG_COUNT)
                .fetchOptional(it -> it.value1() == null ? null : it.value1().toInstant())
                .map(it -> it.plus(LEARNED).atZone(ZoneOffset.UTC).toLocalDate().plusDays(1));
        Set<LocalDate> done = db.select(QUIET_DAY.DAY)
                .from(QUIET_DAY)
                .where(QUIET_DAY.DAY.ge(oldest))
                .fetchSet(QUIET_DAY.DAY);
        return known.flatMap(first -> Stream.iterate(oldest, it -> it.isBefore(today), it -> it.plusDays(1))
                .filter(it -> !it.isBefore(first) && !done.contains(it))
                .findFirst());
    }

    /** Services that logged on that day, and were known before. */
    public List<ServiceName> services(LocalDate day, int limit) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return db.select(SERVICE.NAME, SERVICE.ENVIRONMENT)
                .from(SERVICE)
                .where(SERVICE.FIRST_SEEN_AT.lt(utc(from.minus(LEARNED))))
                .and(exists(selectOne()
                        .from(LOG_COUNT)
                        .where(LOG_COUNT.SERVICE_ID.eq(SERVICE.ID))
                        .and(LOG_COUNT.MINUTE.ge(utc(from)))
                        .and(LOG_COUNT.MINUTE.lt(utc(from.plus(Duration.ofDays(1)))))))
                .orderBy(SERVICE.NAME, SERVICE.ENVIRONMENT)
                .limit(limit)
                .fetch(it -> new ServiceName(it.value1(), it.value2()));
    }

    /** When a service had a new error, or an anomaly that speaks. */
    public List<Instant> others(ServiceName service, Instant from, Instant to) {
        Condition is = SERVICE.NAME.eq(service.name()).and(SERVICE.ENVIRONMENT.eq(service.environment()));
        return db.select(LOG_TEMPLATE.FIRST_SEEN_AT)
                .from(LOG_TEMPLATE)
                .join(SERVICE)
                .on(SERVICE.ID.eq(LOG_TEMPLATE.SERVICE_ID))
                .where(is)
                .and(LOG_TEMPLATE.ERROR)
                .and(LOG_TEMPLATE.MERGED_INTO.isNull())
                .and(newBefore().lt(UnusualLogs.MOST_NEW))
                .and(LOG_TEMPLATE.FIRST_SEEN_AT.ge(utc(from)))
                .and(LOG_TEMPLATE.FIRST_SEEN_AT.lt(utc(to)))
                .unionAll(db.select(METRIC_ANOMALY.AT)
                        .from(METRIC_ANOMALY)
                        .join(SERVICE)
                        .on(SERVICE.ID.eq(METRIC_ANOMALY.SERVICE_ID))
                        .where(is)
                        .and(METRIC_ANOMALY.SPEAKS)
                        .and(METRIC_ANOMALY.AT.ge(utc(from)))
                        .and(METRIC_ANOMALY.AT.lt(utc(to))))
                .fetch(it -> it.value1().toInstant());
    }

    /** How many new errors the service had in the week before a template came. */
    private static Field<Integer> newBefore() {
        LogTemplate other = LOG_TEMPLATE.as("other");
        return field(selectCount()
                .from(other)
                .where(other.SERVICE_ID.eq(SERVICE.ID))
                .and(other.ERROR)
                .and(other.MERGED_INTO.isNull())
                .and(other.FIRST_SEEN_AT.gt(SERVICE.FIRST_SEEN_AT.plus(DayToSecond.valueOf(Duration.ofDays(1)))))
                .and(other.FIRST_SEEN_AT.gt(LOG_TEMPLATE.FIRST_SEEN_AT.minus(DayToSecond.valueOf(Duration.ofDays(7)))))
                .and(other.FIRST_SEEN_AT.lt(LOG_TEMPLATE.FIRST_SEEN_AT.minus(DayToSecond.valueOf(LogRule.WINDOW)))));
    }

    /** Twice is once: replicas find the same. */
    public void keep(LocalDate day, int services, int alarms) {
        db.insertInto(QUIET_DAY)
                .set(QUIET_DAY.DAY, day)
                .set(QUIET_DAY.SERVICES, services)
                .set(QUIET_DAY.ALARMS, alarms)
                .onConflictDoNothing()
                .execute();
    }

    /** Since that day. */
    public Found found(LocalDate since) {
        return db.select(
                        coalesce(sum(QUIET_DAY.SERVICES), BigDecimal.ZERO),
                        coalesce(sum(QUIET_DAY.ALARMS), BigDecimal.ZERO))
                .from(QUIET_DAY)
                .where(QUIET_DAY.DAY.ge(since))
                .fetchSingle(
                        it -> new Found(it.value1().longValue(), it.value2().longValue()));
    }
}

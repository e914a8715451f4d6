package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.METRIC_SOURCE;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import io.rootops.core.memory.schema.tables.records.MetricSourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** Which stores metrics are read from, shared by all replicas. Thread-safe. */
public final class MetricSources implements PolledSources {
    private final DSLContext db;

    public MetricSources(DSLContext db) {
        this.db = db;
    }

    /**
     * How a source stands.
     *
     * @param readAt when a reading last succeeded; null: never
     * @param watchedTo up to when anomalies were looked for; null: never
     * @param failures in a row
     * @param problem why the last reading came to nothing; null: it did not
     * @param notes what the last reading has to say
     */
    public record Source(
            String name,
            @Nullable Instant readAt,
            @Nullable Instant watchedTo,
            int failures,
            @Nullable String problem,
            List<String> notes) {}

    @Override
    public boolean claim(String name, Duration interval) {
        return new Claims(db).claim(METRIC_SOURCE, METRIC_SOURCE.NAME, METRIC_SOURCE.CLAIMED_AT, name, interval);
    }

    /**
     * Whether limits are to be looked for, by the caller alone: they were not for so long, as far as is known.
     *
     * @param now when they are looked for
     */
    public boolean claimLimits(String name, Instant now, Duration interval) {
        return db.update(METRIC_SOURCE)
                        .set(METRIC_SOURCE.LIMITS_AT, utc(now))
                        .where(METRIC_SOURCE.NAME.eq(name))
                        .and(METRIC_SOURCE
                                .LIMITS_AT
                                .isNull()
                                .or(METRIC_SOURCE.LIMITS_AT.le(utc(now.minus(interval))))
                                // By a clock that was ahead.
                                .or(METRIC_SOURCE.LIMITS_AT.gt(utc(now.plus(interval)))))
                        .execute()
                == 1;
    }

    /** Whether it was read within this time. */
    public boolean readWithin(String name, Duration time) {
        return db.fetchExists(
                METRIC_SOURCE,
                METRIC_SOURCE.NAME.eq(name),
                METRIC_SOURCE.READ_AT.gt(currentOffsetDateTime().minus(DayToSecond.valueOf(time))));
    }

    public Optional<Source> find(String name) {
        return db.selectFrom(METRIC_SOURCE).where(METRIC_SOURCE.NAME.eq(name)).fetchOptional(MetricSources::source);
    }

    /** By name. */
    public List<Source> all() {
        return db.selectFrom(METRIC_SOURCE).orderBy(METRIC_SOURCE.NAME).fetch(MetricSources::source);
    }

    @Override
    public void failed(String name, String problem) {
        db.update(METRIC_SOURCE)
                .set(METRIC_SOURCE.FAILURES, METRIC_SOURCE.FAILURES.plus(1))
                .set(METRIC_SOURCE.PROBLEM, problem)
                .where(METRIC_SOURCE.NAME.eq(name))
                .execute();
    }

    private static Source source(MetricSourceRecord it) {
        return new Source(
                it.getName(),
                Times.instant(it.getReadAt()),
                Times.instant(it.getWatchedTo()),
                it.getFailures(),
                it.getProblem(),
                List.of(it.getNotes()));
    }
}

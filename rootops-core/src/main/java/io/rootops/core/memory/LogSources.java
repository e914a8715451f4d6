package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOG_SOURCE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.inline;

import io.rootops.core.memory.schema.tables.records.LogSourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** Where logs are read from and how far, shared by all replicas. Thread-safe. */
public final class LogSources {
    private final DSLContext db;

    public LogSources(DSLContext db) {
        this.db = db;
    }

    /**
     * How a source stands.
     *
     * @param position to read on from; null: nothing was read yet
     * @param complete all that was written before it was read; null: nothing was read yet
     * @param readAt when a reading last succeeded; null: never
     * @param behind whether there was more to read then
     * @param failures in a row
     * @param problem why the last reading came to nothing; null: it did not
     * @param notes what the last reading has to say
     */
    public record Source(
            String name,
            byte @Nullable [] position,
            @Nullable Instant complete,
            @Nullable Instant readAt,
            boolean behind,
            int failures,
            @Nullable String problem,
            List<String> notes) {}

    /**
     * Whether the caller is to read now: nobody else began within the interval. Who holds it and dies is followed by
     * another after that.
     */
    public boolean claim(String name, Duration interval) {
        Field<OffsetDateTime> now = currentOffsetDateTime();
        return db.insertInto(LOG_SOURCE)
                        .set(LOG_SOURCE.NAME, name)
                        .set(LOG_SOURCE.CLAIMED_AT, now)
                        .onConflict(LOG_SOURCE.NAME)
                        .doUpdate()
                        .set(LOG_SOURCE.CLAIMED_AT, now)
                        .where(LOG_SOURCE
                                .CLAIMED_AT
                                .isNull()
                                .or(LOG_SOURCE.CLAIMED_AT.le(now.minus(DayToSecond.valueOf(interval))))
                                // A clock that was set back.
                                .or(LOG_SOURCE.CLAIMED_AT.gt(now)))
                        .execute()
                == 1;
    }

    /** The claim is given back: whoever asks next may read. */
    public void release(String name) {
        db.update(LOG_SOURCE)
                .set(LOG_SOURCE.CLAIMED_AT, inline((OffsetDateTime) null))
                .where(LOG_SOURCE.NAME.eq(name))
                .execute();
    }

    public Optional<Source> find(String name) {
        return db.selectFrom(LOG_SOURCE).where(LOG_SOURCE.NAME.eq(name)).fetchOptional(LogSources::source);
    }

    /** By name. */
    public List<Source> all() {
        return db.selectFrom(LOG_SOURCE).orderBy(LOG_SOURCE.NAME).fetch(LogSources::source);
    }

    /**
     * A reading came to nothing.
     *
     * @param problem in one sentence without secrets
     */
    public void failed(String name, String problem) {
        db.update(LOG_SOURCE)
                .set(LOG_SOURCE.FAILURES, LOG_SOURCE.FAILURES.plus(1))
                .set(LOG_SOURCE.PROBLEM, problem)
                .where(LOG_SOURCE.NAME.eq(name))
                .execute();
    }

    private static Source source(LogSourceRecord it) {
        return new Source(
                it.getName(),
                it.getPosition(),
                Times.instant(it.getCompleteAt()),
                Times.instant(it.getReadAt()),
                it.getBehind(),
                it.getFailures(),
                it.getProblem(),
                List.of(it.getNotes()));
    }
}

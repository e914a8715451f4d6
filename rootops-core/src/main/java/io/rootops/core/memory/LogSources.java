package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOG_SOURCE;

import io.rootops.core.memory.schema.tables.records.LogSourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Where logs are read from and how far, shared by all replicas. Thread-safe. */
public final class LogSources implements PolledSources {
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

    @Override
    public boolean claim(String name, Duration interval) {
        return new Claims(db).claim(LOG_SOURCE, LOG_SOURCE.NAME, LOG_SOURCE.CLAIMED_AT, name, interval);
    }

    /** Whether anybody ever read it, or tried to. */
    public boolean known(String name) {
        return db.fetchExists(LOG_SOURCE, LOG_SOURCE.NAME.eq(name));
    }

    public Optional<Source> find(String name) {
        return db.selectFrom(LOG_SOURCE).where(LOG_SOURCE.NAME.eq(name)).fetchOptional(LogSources::source);
    }

    /** By name, without positions, which may be long. */
    public List<Source> all() {
        return db.select(Arrays.stream(LOG_SOURCE.fields())
                        .filter(it -> !it.equals(LOG_SOURCE.POSITION))
                        .toList())
                .from(LOG_SOURCE)
                .orderBy(LOG_SOURCE.NAME)
                .fetchInto(LOG_SOURCE)
                .map(LogSources::source);
    }

    /** Up to when all that was logged has been read, by all that could be read since then; empty: nothing could. */
    public Optional<Instant> readTo(Instant since) {
        return all().stream()
                .flatMap(it -> Stream.ofNullable(it.complete()))
                .filter(it -> it.isAfter(since))
                .min(Instant::compareTo);
    }

    /** The same; where nothing could, up to when it was read last by any; empty: nothing ever was. */
    public Optional<Instant> knownTo(Instant since) {
        return readTo(since)
                .or(() -> all().stream()
                        .flatMap(it -> Stream.ofNullable(it.complete()))
                        .max(Instant::compareTo));
    }

    @Override
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

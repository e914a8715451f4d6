package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.DATABASE_SIZE;
import static io.rootops.core.memory.schema.Tables.REPLICA;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.rootops.core.vitals.Health;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;

/** What the page about RootOps itself is made of, and the little that is kept for it. Thread-safe. */
public final class HealthMemory {
    /** Of the samples of its size: a year, to compare with. */
    private static final int DAYS_KEPT = 400;

    private static final int DAYS_SHOWN = 31;
    private static final int TABLES_SHOWN = 10;
    private static final int REPORTS_SHOWN = 20;
    /** Several signs of life, so that one which is late is no death. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    private static final String SAMPLE = """
            insert into database_size (day, bytes)
            values ((now() at time zone 'UTC')::date, pg_database_size(current_database()))
            on conflict (day) do update set bytes = excluded.bytes
            """;

    private static final String TABLES = """
            select c.relname, pg_total_relation_size(c.oid), greatest(0, c.reltuples)::bigint
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
            order by 2 desc, 1 limit {0}
            """;

    private final DSLContext db;

    public HealthMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * All of it.
     *
     * @param patience for each query of the vitals
     */
    public Health read(Duration patience) {
        return new Health(new VitalsMemory(db).read(patience), days(), tables(), replicas(), setAside());
    }

    /** Keeps the size of the database as that of this day. */
    public void sample() {
        db.execute(SAMPLE);
        db.execute("delete from database_size where day < (now() at time zone 'UTC')::date - {0}", val(DAYS_KEPT));
    }

    /** A server lives. */
    public void beat(String name, String version) {
        db.insertInto(REPLICA)
                .set(REPLICA.NAME, name)
                .set(REPLICA.VERSION, version)
                .set(REPLICA.STARTED_AT, currentOffsetDateTime())
                .set(REPLICA.SEEN_AT, currentOffsetDateTime())
                .onConflict(REPLICA.NAME)
                .doUpdate()
                .set(REPLICA.SEEN_AT, currentOffsetDateTime())
                .execute();
        // What was killed said no goodbye.
        db.deleteFrom(REPLICA)
                .where(REPLICA.SEEN_AT.lt(
                        ReportOutbox.fromNow(ALIVE.multipliedBy(10).negated())))
                .execute();
    }

    /** A server stops. */
    public void leave(String name) {
        db.deleteFrom(REPLICA).where(REPLICA.NAME.eq(name)).execute();
    }

    private List<Health.DaySize> days() {
        return db.selectFrom(DATABASE_SIZE)
                .orderBy(DATABASE_SIZE.DAY.desc())
                .limit(DAYS_SHOWN)
                .fetch(it -> new Health.DaySize(it.getDay(), it.getBytes()));
    }

    private List<Health.TableSize> tables() {
        return db.fetch(TABLES, val(TABLES_SHOWN))
                .map(it -> new Health.TableSize(it.get(0, String.class), it.get(1, Long.class), it.get(2, Long.class)));
    }

    private List<Health.Replica> replicas() {
        return db.selectFrom(REPLICA)
                .where(REPLICA.SEEN_AT.gt(ReportOutbox.fromNow(ALIVE.negated())))
                .orderBy(REPLICA.STARTED_AT, REPLICA.NAME)
                .fetch(it -> new Health.Replica(
                        it.getName(),
                        it.getVersion(),
                        it.getStartedAt().toInstant(),
                        it.getSeenAt().toInstant()));
    }

    private List<Health.SetAsideReport> setAside() {
        return db.select(
                        REPOSITORY.NAME,
                        RISK_REPORT.SHA,
                        RISK_REPORT.KIND,
                        RISK_REPORT.QUEUED_AT,
                        coalesce(RISK_REPORT.LAST_ERROR, inline("")))
                .from(RISK_REPORT)
                .join(REPOSITORY)
                .on(REPOSITORY.ID.eq(RISK_REPORT.REPOSITORY_ID))
                // Inlined, so that its index is used.
                .where(RISK_REPORT.STATE.eq(inline("set_aside")))
                .orderBy(RISK_REPORT.QUEUED_AT.desc())
                .limit(REPORTS_SHOWN)
                .fetch(it -> new Health.SetAsideReport(
                        it.value1(),
                        HexFormat.of().formatHex(it.value2()),
                        it.value3(),
                        it.value4().toInstant(),
                        it.value5()));
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.LOG_SOURCE;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.SERVICE_FILES;
import static io.rootops.core.memory.schema.Tables.TEMPLATE_MINER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;

import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.intake.ServiceLog;
import io.rootops.core.signal.log.LogCoverage;
import io.rootops.core.signal.log.LogProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** What services log, by template. Thread-safe. */
public final class LogMemory {
    private static final String FORGET_SPANS = """
            delete from service_files where service_id = {0}
                and to_at <= (select complete_at from log_source where name = {1})
            """;

    /** Goes on with the last span, unless Loki was read in between: then lines of files were passed over. */
    private static final String EXTEND_SPAN = """
            update service_files set to_at = greatest(to_at, {2}), stored_at = now()
            where service_id = {0} and from_at = (select max(from_at) from service_files where service_id = {0})
                and (to_at >= {1}
                    or stored_at >= coalesce((select read_at from log_source where name = {3}), '-infinity'))
            """;

    private static final String ADD_SPAN = """
            insert into service_files (service_id, from_at, to_at, stored_at) values ({0}, {1}, {2}, now())
            on conflict (service_id, from_at) do update
                set to_at = greatest(service_files.to_at, excluded.to_at), stored_at = now()
            """;

    /** The source that wins over log files where both have a service. */
    public static final String LOKI = "loki";

    /** Of Loki in a row; then log files stand in for it. */
    private static final int MOST_FAILURES = 3;

    private final DSLContext db;

    public LogMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * What a service's templates were mined with.
     *
     * @param version one more each time that it was stored
     * @param state as the miner's state writes itself, perhaps that of another release
     */
    public record Miner(long version, byte[] state) {}

    /** Empty: none of its lines was read yet. */
    public Optional<Miner> miner(ServiceName service) {
        return db.select(TEMPLATE_MINER.VERSION, TEMPLATE_MINER.STATE)
                .from(TEMPLATE_MINER)
                .join(SERVICE)
                .on(SERVICE.ID.eq(TEMPLATE_MINER.SERVICE_ID))
                .where(is(service))
                .fetchOptional(it -> new Miner(it.value1(), it.value2()));
    }

    /** The version of {@link #miner}; 0: none of its lines was read yet. */
    public long minerVersion(ServiceName service) {
        return db.select(TEMPLATE_MINER.VERSION)
                .from(TEMPLATE_MINER)
                .join(SERVICE)
                .on(SERVICE.ID.eq(TEMPLATE_MINER.SERVICE_ID))
                .where(is(service))
                .fetchOptional(TEMPLATE_MINER.VERSION)
                .orElse(0L);
    }

    /** Of all environments the one where a service of this name logged last; empty: it never did. */
    public Optional<ServiceName> lastSeen(String name) {
        return db.select(SERVICE.ENVIRONMENT)
                .from(SERVICE)
                .where(SERVICE.NAME.eq(name))
                .orderBy(SERVICE.LAST_SEEN_AT.desc().nullsLast())
                .limit(1)
                .fetchOptional(it -> new ServiceName(name, it.value1()));
    }

    /**
     * What a reading goes by.
     *
     * @param coverage by which source lines of each service were counted; of Loki in the last day
     * @param people whose names are not to be kept
     */
    public record Ground(LogCoverage coverage, Pseudonyms people) {}

    public Ground ground() {
        return new Ground(coverage(db), new ForgottenPeople(db).pseudonyms());
    }

    private static LogCoverage coverage(DSLContext db) {
        Map<String, List<LogCoverage.Span>> files = new HashMap<>();
        db.select(SERVICE.NAME, SERVICE_FILES.FROM_AT, SERVICE_FILES.TO_AT)
                .from(SERVICE_FILES)
                .join(SERVICE)
                .on(SERVICE.ID.eq(SERVICE_FILES.SERVICE_ID))
                .orderBy(SERVICE_FILES.FROM_AT)
                .forEach(it -> files.computeIfAbsent(it.value1(), name -> new ArrayList<>())
                        .add(new LogCoverage.Span(
                                it.value2().toInstant(), it.value3().toInstant())));
        Set<String> loki = db.selectDistinct(SERVICE.NAME)
                .from(SERVICE)
                .where(SERVICE.LOKI_AT.gt(currentOffsetDateTime().minus(DayToSecond.valueOf(Duration.ofDays(1)))))
                .fetchSet(SERVICE.NAME);
        boolean answers = db.fetchExists(
                LOG_SOURCE,
                LOG_SOURCE.NAME.eq(LOKI),
                LOG_SOURCE.READ_AT.isNotNull(),
                LOG_SOURCE.FAILURES.lt(MOST_FAILURES));
        return new LogCoverage(files, loki, answers);
    }

    /**
     * Keeps what a reading found, and where to read on, all or nothing.
     *
     * @param from the position that it began at; null: none
     * @param ground that it went by
     * @return false: in the meantime somebody else read on from there, mined lines of one of the services, counted them from
     *     another source, or had a person forgotten; nothing was kept
     */
    public boolean store(
            String source, byte @Nullable [] from, LogProgress progress, List<ServiceLog> logs, Ground ground) {
        try {
            db.transaction(tx -> store(tx.dsl(), source, from, progress, logs, ground));
            return true;
        } catch (Overtaken e) {
            return false;
        }
    }

    private static void store(
            DSLContext tx,
            String source,
            byte @Nullable [] from,
            LogProgress progress,
            List<ServiceLog> logs,
            Ground ground) {
        // First of all: who forgets a person holds no row while others wait for it.
        if (!new ForgottenPeople(tx).settled().sameAs(ground.people())) {
            throw new Overtaken();
        }
        Instant before = advance(tx, source, from, progress);
        ServiceLogRows rows = new ServiceLogRows(tx);
        Map<ServiceLog, Integer> services = new LinkedHashMap<>();
        // Always in the same order, so that two never wait for each other.
        logs.stream().sorted(Comparator.comparing(ServiceLog::service)).forEach(it -> services.put(it, rows.store(it)));
        // Their rows are held by now: nobody else counts them before this ends.
        LogCoverage now = coverage(tx);
        services.forEach((log, service) -> {
            String name = log.service().name();
            boolean alike = source.equals(LOKI)
                    ? ground.coverage().countsAlikeFromLoki(name, now)
                    : ground.coverage().countsAlikeFromFiles(name, now);
            if (!alike) {
                throw new Overtaken();
            }
            cover(tx, service, source, before, log, progress.complete());
        });
    }

    /** Rolls back. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @return up to when all had been read before */
    private static Instant advance(DSLContext tx, String source, byte @Nullable [] from, LogProgress progress) {
        Instant before = tx.select(LOG_SOURCE.COMPLETE_AT)
                .from(LOG_SOURCE)
                .where(LOG_SOURCE.NAME.eq(source))
                .forUpdate()
                .fetchOptional(LOG_SOURCE.COMPLETE_AT)
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
        int rows = tx.update(LOG_SOURCE)
                .set(LOG_SOURCE.POSITION, progress.position())
                // Nothing is, while a first reading has not come to all files.
                .set(
                        LOG_SOURCE.COMPLETE_AT,
                        progress.complete().equals(Instant.EPOCH) ? null : utc(progress.complete()))
                .set(LOG_SOURCE.READ_AT, currentOffsetDateTime())
                .set(LOG_SOURCE.BEHIND, progress.more())
                .set(LOG_SOURCE.FAILURES, 0)
                .setNull(LOG_SOURCE.PROBLEM)
                .set(LOG_SOURCE.NOTES, progress.notes().toArray(String[]::new))
                // While there are no lines none is known; who links to older ones needs the one before.
                .set(LOG_SOURCE.SERVICE_LABEL, coalesce(val(progress.serviceLabel()), LOG_SOURCE.SERVICE_LABEL))
                .where(LOG_SOURCE.NAME.eq(source))
                .and(LOG_SOURCE.POSITION.isNotDistinctFrom(from))
                .execute();
        if (rows == 0) {
            throw new Overtaken();
        }
        return before;
    }

    /** @param before up to when all had been read before; EPOCH: nothing had */
    private static void cover(
            DSLContext tx, int service, String source, Instant before, ServiceLog log, Instant complete) {
        if (source.equals(LOKI)) {
            tx.update(SERVICE)
                    .set(SERVICE.LOKI_AT, currentOffsetDateTime())
                    .where(SERVICE.ID.eq(service))
                    .execute();
            return;
        }
        Instant justBefore = log.first().minusMillis(1);
        Instant from = before.equals(Instant.EPOCH) || justBefore.isBefore(before) ? justBefore : before;
        Instant to = complete.isAfter(log.last()) ? complete : log.last();
        tx.execute(FORGET_SPANS, val(service), val(LOKI));
        if (tx.execute(EXTEND_SPAN, val(service), val(utc(from)), val(utc(to)), val(LOKI)) == 0) {
            tx.execute(ADD_SPAN, val(service), val(utc(from)), val(utc(to)));
        }
    }

    private static Condition is(ServiceName service) {
        return SERVICE.NAME.eq(service.name()).and(SERVICE.ENVIRONMENT.eq(service.environment()));
    }
}

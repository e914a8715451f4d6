package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.TEMPLATE_MINER;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.LogTemplateRecord;
import io.rootops.core.signal.intake.ServiceLog;
import io.rootops.core.signal.intake.TemplateEvents;
import io.rootops.core.signal.log.StackFingerprint;
import io.rootops.core.signal.template.SecretMask;
import io.rootops.core.signal.template.TemplateMerge;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What came of reading one service's lines, as rows. For one transaction. */
final class ServiceLogRows {
    /** Of a service; the oldest of those that came once or twice go first. Many lines that are all different would fill it. */
    private static final int MOST_TEMPLATES = 5_000;

    private static final String TEMPLATE_COUNTS = """
            insert into template_count (template_id, hour, events)
            select * from unnest({0}::bigint[], {1}::timestamptz[], {2}::integer[])
            on conflict (template_id, hour) do update set events = template_count.events + excluded.events
            """;

    private static final String ERROR_COUNTS = """
            insert into error_count (template_id, minute, events)
            select * from unnest({0}::bigint[], {1}::timestamptz[], {2}::integer[])
            on conflict (template_id, minute) do update set events = error_count.events + excluded.events
            """;

    private static final String LOG_COUNTS = """
            insert into log_count (service_id, minute, events, errors)
            select {0}, * from unnest({1}::timestamptz[], {2}::integer[], {3}::integer[])
            on conflict (service_id, minute) do update
                set events = log_count.events + excluded.events, errors = log_count.errors + excluded.errors
            """;

    private static final String MOVE_TEMPLATE_COUNTS = """
            with moved as (delete from template_count where template_id = {0} returning hour, events)
            insert into template_count (template_id, hour, events) select {1}, hour, events from moved
            on conflict (template_id, hour) do update set events = template_count.events + excluded.events
            """;

    private static final String MOVE_ERROR_COUNTS = """
            with moved as (delete from error_count where template_id = {0} returning minute, events)
            insert into error_count (template_id, minute, events) select {1}, minute, events from moved
            on conflict (template_id, minute) do update set events = error_count.events + excluded.events
            """;

    private static final String FORGET_RARE = """
            delete from log_template where id in (
                select id from log_template where service_id = {0}
                order by merged_into is null desc, events > 2 desc, last_seen_at desc offset {1})
            """;

    private final DSLContext tx;

    ServiceLogRows(DSLContext tx) {
        this.tx = tx;
    }

    /** @return the service */
    int store(ServiceLog log) {
        int service = service(log);
        keepMiner(service, log);
        for (TemplateMerge merge : log.merges()) {
            merge(service, merge);
        }
        Counts hours = new Counts();
        Counts errors = new Counts();
        for (TemplateEvents template : log.templates()) {
            long id = template(service, template);
            template.hours().forEach((hour, events) -> hours.add(id, hour, events));
            template.errors().forEach((minute, events) -> errors.add(id, minute, events));
        }
        hours.insert(tx, TEMPLATE_COUNTS);
        errors.insert(tx, ERROR_COUNTS);
        countMinutes(service, log.minutes());
        if (log.state() != null || log.templates().stream().anyMatch(it -> it.stack() != null)) {
            tx.execute(FORGET_RARE, val(service), val(MOST_TEMPLATES));
        }
        return service;
    }

    private void countMinutes(int service, Map<Instant, ServiceLog.Minute> minutes) {
        List<ServiceLog.Minute> counts = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        minutes.forEach((minute, it) -> {
            times.add(utc(minute));
            counts.add(it);
        });
        tx.execute(
                LOG_COUNTS,
                val(service),
                val(times.toArray(OffsetDateTime[]::new)),
                val(counts.stream().map(ServiceLog.Minute::events).toArray(Integer[]::new)),
                val(counts.stream().map(ServiceLog.Minute::errors).toArray(Integer[]::new)));
    }

    private int service(ServiceLog log) {
        return tx.insertInto(SERVICE)
                .set(SERVICE.NAME, log.service().name())
                .set(SERVICE.ENVIRONMENT, log.service().environment())
                .set(SERVICE.FIRST_SEEN_AT, utc(log.first()))
                .set(SERVICE.LAST_SEEN_AT, utc(log.last()))
                .onConflict(SERVICE.NAME, SERVICE.ENVIRONMENT)
                .doUpdate()
                .set(SERVICE.FIRST_SEEN_AT, least(SERVICE.FIRST_SEEN_AT, excluded(SERVICE.FIRST_SEEN_AT)))
                .set(SERVICE.LAST_SEEN_AT, greatest(SERVICE.LAST_SEEN_AT, excluded(SERVICE.LAST_SEEN_AT)))
                .returning(SERVICE.ID)
                .fetchSingle(SERVICE.ID);
    }

    /** The row of the service is held by now, so that nobody else is here for it. */
    private void keepMiner(int service, ServiceLog log) {
        long version = tx.select(TEMPLATE_MINER.VERSION)
                .from(TEMPLATE_MINER)
                .where(TEMPLATE_MINER.SERVICE_ID.eq(service))
                .fetchOptional(TEMPLATE_MINER.VERSION)
                .orElse(0L);
        if (version != log.miner()) {
            throw new LogMemory.Overtaken();
        }
        if (log.state() != null) {
            tx.insertInto(TEMPLATE_MINER)
                    .set(TEMPLATE_MINER.SERVICE_ID, service)
                    .set(TEMPLATE_MINER.VERSION, version + 1)
                    .set(TEMPLATE_MINER.STATE, log.state())
                    .set(TEMPLATE_MINER.EVICTED, log.evicted())
                    .onConflict(TEMPLATE_MINER.SERVICE_ID)
                    .doUpdate()
                    .set(TEMPLATE_MINER.VERSION, version + 1)
                    .set(TEMPLATE_MINER.STATE, excluded(TEMPLATE_MINER.STATE))
                    .set(TEMPLATE_MINER.EVICTED, TEMPLATE_MINER.EVICTED.plus(excluded(TEMPLATE_MINER.EVICTED)))
                    .execute();
        }
    }

    private void merge(int service, TemplateMerge merge) {
        for (LogTemplateRecord from : tx.selectFrom(LOG_TEMPLATE)
                .where(LOG_TEMPLATE.SERVICE_ID.eq(service))
                .and(LOG_TEMPLATE.NUMBER.eq(merge.from()))
                .and(LOG_TEMPLATE.MERGED_INTO.isNull())
                .fetch()) {
            Optional<Long> into = tx.select(LOG_TEMPLATE.ID)
                    .from(LOG_TEMPLATE)
                    .where(LOG_TEMPLATE.SERVICE_ID.eq(service))
                    .and(LOG_TEMPLATE.NUMBER.eq(merge.into()))
                    .and(LOG_TEMPLATE.STACK.eq(from.getStack()))
                    .fetchOptional(LOG_TEMPLATE.ID);
            if (into.isEmpty()) {
                tx.update(LOG_TEMPLATE)
                        .set(LOG_TEMPLATE.NUMBER, merge.into())
                        .where(LOG_TEMPLATE.ID.eq(from.getId()))
                        .execute();
            } else {
                join(from, into.get());
            }
        }
    }

    private void join(LogTemplateRecord from, long into) {
        tx.execute(MOVE_TEMPLATE_COUNTS, val(from.getId()), val(into));
        tx.execute(MOVE_ERROR_COUNTS, val(from.getId()), val(into));
        tx.update(LOG_TEMPLATE)
                .set(LOG_TEMPLATE.EVENTS, LOG_TEMPLATE.EVENTS.plus(from.getEvents()))
                .set(LOG_TEMPLATE.ERROR, either(val(from.getError())))
                .set(LOG_TEMPLATE.FIRST_SEEN_AT, least(LOG_TEMPLATE.FIRST_SEEN_AT, val(from.getFirstSeenAt())))
                .set(LOG_TEMPLATE.LAST_SEEN_AT, greatest(LOG_TEMPLATE.LAST_SEEN_AT, val(from.getLastSeenAt())))
                .where(LOG_TEMPLATE.ID.eq(into))
                .execute();
        tx.update(LOG_TEMPLATE)
                .set(LOG_TEMPLATE.MERGED_INTO, into)
                .where(LOG_TEMPLATE.ID.eq(from.getId()).or(LOG_TEMPLATE.MERGED_INTO.eq(from.getId())))
                .execute();
    }

    private long template(int service, TemplateEvents it) {
        boolean error = !it.errors().isEmpty();
        Short level = it.level() == null ? null : (short) it.level().ordinal();
        return tx.insertInto(LOG_TEMPLATE)
                .set(LOG_TEMPLATE.SERVICE_ID, service)
                .set(LOG_TEMPLATE.NUMBER, it.template().id())
                .set(LOG_TEMPLATE.STACK, it.stack() == null ? "" : it.stack().id())
                .set(LOG_TEMPLATE.TEXT, it.template().text())
                .set(LOG_TEMPLATE.FRAMES, frames(it.stack()))
                .set(LOG_TEMPLATE.LEVEL, level)
                .set(LOG_TEMPLATE.ERROR, error)
                .set(LOG_TEMPLATE.SAMPLES, it.template().samples().toArray(String[]::new))
                .set(LOG_TEMPLATE.EVENTS, (long) it.events())
                .set(LOG_TEMPLATE.FIRST_SEEN_AT, utc(it.first()))
                .set(LOG_TEMPLATE.LAST_SEEN_AT, utc(it.last()))
                .onConflict(LOG_TEMPLATE.SERVICE_ID, LOG_TEMPLATE.NUMBER, LOG_TEMPLATE.STACK)
                .doUpdate()
                .set(LOG_TEMPLATE.TEXT, excluded(LOG_TEMPLATE.TEXT))
                .set(LOG_TEMPLATE.LEVEL, greatest(LOG_TEMPLATE.LEVEL, excluded(LOG_TEMPLATE.LEVEL)))
                .set(LOG_TEMPLATE.ERROR, either(excluded(LOG_TEMPLATE.ERROR)))
                .set(LOG_TEMPLATE.SAMPLES, excluded(LOG_TEMPLATE.SAMPLES))
                .set(LOG_TEMPLATE.EVENTS, LOG_TEMPLATE.EVENTS.plus(excluded(LOG_TEMPLATE.EVENTS)))
                .set(
                        LOG_TEMPLATE.FIRST_SEEN_AT,
                        least(LOG_TEMPLATE.FIRST_SEEN_AT, excluded(LOG_TEMPLATE.FIRST_SEEN_AT)))
                .set(
                        LOG_TEMPLATE.LAST_SEEN_AT,
                        greatest(LOG_TEMPLATE.LAST_SEEN_AT, excluded(LOG_TEMPLATE.LAST_SEEN_AT)))
                // It is one of its own again, which was another once: the miner had forgotten both.
                .setNull(LOG_TEMPLATE.MERGED_INTO)
                .returning(LOG_TEMPLATE.ID)
                .fetchSingle(LOG_TEMPLATE.ID);
    }

    private static Field<Boolean> either(Field<Boolean> error) {
        return field(condition(LOG_TEMPLATE.ERROR).or(condition(error)));
    }

    private static String[] frames(@Nullable StackFingerprint stack) {
        return stack == null
                ? new String[0]
                : Stream.concat(stack.exceptions().stream(), stack.frames().stream())
                        .map(SecretMask::readable)
                        .toArray(String[]::new);
    }

    /** Rows of a table of counts, for one statement. */
    private static final class Counts {
        private final List<Long> ids = new ArrayList<>();
        private final List<OffsetDateTime> times = new ArrayList<>();
        private final List<Integer> events = new ArrayList<>();

        void add(long id, Instant time, int count) {
            ids.add(id);
            times.add(utc(time));
            events.add(count);
        }

        void insert(DSLContext tx, String statement) {
            if (!ids.isEmpty()) {
                tx.execute(
                        statement,
                        val(ids.toArray(Long[]::new)),
                        val(times.toArray(OffsetDateTime[]::new)),
                        val(events.toArray(Integer[]::new)));
            }
        }
    }
}

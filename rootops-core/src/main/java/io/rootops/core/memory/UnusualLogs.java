package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ServiceLogs;
import io.rootops.core.suspicion.LogRule;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * What services logged in which something may be wrong, as series. Most services are passed over by a few sums, so that a
 * thousand of them can be looked at every minute. Thread-safe.
 */
public final class UnusualLogs {
    /** At one look. */
    private static final int MOST_SERVICES = 100;

    /** Of one service at one look, so that one in which all is new hides no other. */
    private static final int MOST_TEMPLATES = 20;

    /** In the week before: of a service that brings new errors by itself each day, one more tells nothing. */
    static final int MOST_NEW = 7;

    /**
     * New ones, and those that are three times as frequent as on the last day. Of a service that has brought too many new ones, none
     * is: it is said to have come at the begin of the window.
     */
    private static final String TEMPLATES = """
            with came as (select t.service_id, t.id, r.events, r.day, r.last_before from (
                select template_id, coalesce(sum(events) filter (where minute >= {1}::timestamptz), 0) as events,
                    (select max(o.minute) from error_count o where o.template_id = c.template_id and o.minute < {0}::timestamptz) as last_before,
                    (select coalesce(sum(o.events), 0) from error_count o where o.template_id = c.template_id
                        and o.minute >= {1}::timestamptz - interval '1 day' and o.minute < {1}::timestamptz) as day
                from error_count c where minute >= {0}::timestamptz and minute < {2}::timestamptz group by template_id) r
            join log_template t on t.id = r.template_id and t.merged_into is null),
            tired as (select s.id from service s join log_template o on o.service_id = s.id and o.merged_into is null and o.error
                    and o.first_seen_at > greatest(s.first_seen_at + interval '1 day', {0}::timestamptz - interval '7 days')
                    and o.first_seen_at < {0}::timestamptz
                where s.id in (select service_id from came) group by s.id having count(*) >= {6}),
            told as (select c.service_id, c.id, c.events, case when d.id is null then c.last_before else {1}::timestamptz end as last_before,
                    row_number() over (partition by c.service_id order by c.events desc, c.id) as place
                from came c left join tired d on d.id = c.service_id
                where c.events >= {3} and c.events >= 3 * c.day / {4}
                    or d.id is null and (c.last_before is null or c.last_before < {0}::timestamptz - interval '14 days'))
            select service_id, id, last_before from told where place <= {5}
            order by events desc, id limit {5} * {7}
            """;

    private static final String SERVICES = """
            select r.service_id from (
                select service_id, sum(events) as events, sum(errors) as errors,
                    (select coalesce(sum(o.events), 0) from log_count o where o.service_id = c.service_id
                        and o.minute >= {0}::timestamptz - interval '1 day' and o.minute < {0}::timestamptz) as day_events,
                    (select coalesce(sum(o.errors), 0) from log_count o where o.service_id = c.service_id
                        and o.minute >= {0}::timestamptz - interval '1 day' and o.minute < {0}::timestamptz) as day_errors
                from log_count c where minute >= {0}::timestamptz and minute < {1}::timestamptz
                group by service_id having sum(errors) >= {2}) r
            where r.errors >= 3 * r.day_errors / {3} or r.errors * r.day_events >= 3 * r.day_errors * r.events
            order by r.errors desc, r.service_id limit {4}
            """;

    /** Those that logged in the last day, and at this hour of the day before, but not now. */
    private static final String SILENT = """
            select s.id from service s
            where s.last_seen_at > {1}::timestamptz - interval '1 day'
                and case when s.loki_at > now() - interval '1 day' then {2} else {3} end
                and not exists (select from log_count c where c.service_id = s.id
                    and c.minute >= {0}::timestamptz and c.minute < {1}::timestamptz)
                and exists (select from log_count c where c.service_id = s.id
                    and c.minute >= {1}::timestamptz - interval '1 day' and c.minute < {0}::timestamptz)
                and exists (select from log_count c where c.service_id = s.id
                    and c.minute >= {0}::timestamptz - interval '1 day 30 minutes'
                    and c.minute < {1}::timestamptz - interval '23 hours 30 minutes')
            order by s.last_seen_at desc, s.id limit {4}
            """;

    /** Steps in which no service logged: RootOps may not have read. */
    private static final String UNREAD = """
            select floor(extract(epoch from step - {0}::timestamptz) / {2})::integer
            from generate_series({0}::timestamptz, {1}::timestamptz - {3}::interval, {3}::interval) step
            where not exists (select from log_count where minute >= step and minute < step + {3}::interval)
            """;

    private final DSLContext db;

    public UnusualLogs(DSLContext db) {
        this.db = db;
    }

    /**
     * Services with new errors, or with many more than on the last day; of their templates those that are so.
     *
     * @param since after which what came is new; not after the last window of {@code at}
     * @param at a whole minute, up to which all has been read
     */
    public Map<ServiceName, ServiceLogs> errors(Instant since, Instant at) {
        Instant window = at.minus(LogRule.WINDOW);
        double windows = (double) Duration.ofDays(1).toMillis() / LogRule.WINDOW.toMillis();
        Map<Integer, List<ServiceCounts.Template>> candidates = new LinkedHashMap<>();
        db.fetch(
                        TEMPLATES,
                        time(since),
                        time(window),
                        time(at),
                        val(LogRule.LEAST_ERRORS),
                        val(windows),
                        val(MOST_TEMPLATES),
                        val(MOST_NEW),
                        val(MOST_SERVICES))
                .forEach(it -> candidates
                        .computeIfAbsent(it.get(0, Integer.class), id -> new ArrayList<>())
                        .add(new ServiceCounts.Template(
                                Objects.requireNonNull(it.get(1, Long.class)),
                                Times.instant(it.get(2, OffsetDateTime.class)))));
        db.fetch(SERVICES, time(window), time(at), val(LogRule.LEAST_ERRORS), val(windows), val(MOST_SERVICES))
                .forEach(it -> candidates.computeIfAbsent(it.get(0, Integer.class), id -> new ArrayList<>()));
        Map<ServiceName, ServiceLogs> found = new LinkedHashMap<>();
        if (!candidates.isEmpty()) {
            int[] unread = unread(at);
            ServiceCounts counts = new ServiceCounts(db, at);
            candidates.entrySet().stream()
                    .limit(MOST_SERVICES)
                    .forEach(it -> counts.read(it.getKey(), it.getValue(), unread, found));
        }
        return found;
    }

    /**
     * Services that logged in the last day and do not now, without templates.
     *
     * @param at a whole minute
     * @param loki whether all that Loki has up to then was read
     * @param files the same of log files
     */
    public Map<ServiceName, ServiceLogs> silent(Instant at, boolean loki, boolean files) {
        Map<ServiceName, ServiceLogs> found = new LinkedHashMap<>();
        db.fetch(SILENT, time(at.minus(LogRule.SILENCE)), time(at), val(loki), val(files), val(MOST_SERVICES))
                .forEach(it -> all(it, at, found));
        return found;
    }

    /**
     * All that one service logged, without templates; empty: it is not known, or never logged.
     *
     * @param at a whole minute
     */
    public Optional<ServiceLogs> of(ServiceName service, Instant at) {
        Map<ServiceName, ServiceLogs> found = new LinkedHashMap<>();
        db.fetch(
                        "select id from service where name = {0} and environment = {1}",
                        val(service.name()), val(service.environment()))
                .forEach(it -> all(it, at, found));
        return Optional.ofNullable(found.get(service));
    }

    private void all(Record service, Instant at, Map<ServiceName, ServiceLogs> found) {
        new ServiceCounts(db, at)
                .read(Objects.requireNonNull(service.get(0, Integer.class)), List.of(), new int[0], found);
    }

    private int[] unread(Instant at) {
        return db
                .fetch(
                        UNREAD,
                        time(at.minus(LogRule.HISTORY)),
                        time(at.minus(LogRule.WINDOW)),
                        val(LogRule.STEP.toSeconds()),
                        val(LogRule.STEP.toSeconds() + " seconds"))
                .stream()
                .mapToInt(it -> Objects.requireNonNull(it.get(0, Integer.class)))
                .toArray();
    }

    private static Field<String> time(Instant at) {
        return val(at.toString());
    }
}

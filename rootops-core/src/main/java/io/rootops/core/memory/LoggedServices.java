package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.log.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What the services log, for people. Thread-safe. */
public final class LoggedServices {
    private static final String SERVICES = """
            select s.id, s.name, s.environment, s.first_seen_at, s.last_seen_at,
                coalesce(sum(c.events) filter (where c.minute > {0}::timestamptz - interval '1 hour'), 0),
                coalesce(sum(c.errors) filter (where c.minute > {0}::timestamptz - interval '1 hour'), 0),
                coalesce(sum(c.events), 0), coalesce(sum(c.errors), 0),
                (select count(*) from log_template t where t.service_id = s.id and t.merged_into is null),
                coalesce((select evicted from template_miner m where m.service_id = s.id), 0)
            from service s
            left join log_count c on c.service_id = s.id and c.minute > {0}::timestamptz - interval '1 day'
                and c.minute <= {0}::timestamptz
            where s.last_seen_at is not null and ({2}::text is null or s.name = {2}::text)
            group by s.id order by 9 desc, 8 desc, s.name, s.environment limit {1}
            """;

    private static final String TEMPLATES = """
            select t.id, t.text, t.level, t.error, t.frames, t.samples, t.events, t.first_seen_at, t.last_seen_at,
                coalesce(c.recent, 0), coalesce(c.day, 0), coalesce(c.week, 0), coalesce(c.week_hours, 0)
            from log_template t
            left join lateral (
                select sum(events) filter (where hour >= date_trunc('hour', {1}::timestamptz, 'UTC') - interval '1 hour') as recent,
                    sum(events) filter (where hour > {1}::timestamptz - interval '1 day') as day,
                    sum(events) filter (where hour <= {1}::timestamptz - interval '1 day') as week,
                    count(*) filter (where hour <= {1}::timestamptz - interval '1 day') as week_hours
                from template_count
                where template_id = t.id and hour > {1}::timestamptz - interval '8 days' and hour <= {1}::timestamptz
            ) c on true
            where t.service_id = {0} and t.merged_into is null and t.last_seen_at > {1}::timestamptz - interval '8 days'
            """;

    private static final int MOST_ENVIRONMENTS = 1_000;

    private final DSLContext db;

    public LoggedServices(DSLContext db) {
        this.db = db;
    }

    /**
     * A service, and how much it logged.
     *
     * @param environment empty: not known
     * @param hour in the last hour
     * @param day in the last day
     * @param templates that are known of it
     * @param evicted templates that were forgotten since its lines are too different from each other
     */
    public record Service(
            int id,
            String name,
            String environment,
            Instant firstSeenAt,
            Instant lastSeenAt,
            Events hour,
            Events day,
            long templates,
            long evicted) {}

    /** @param errors of the events, those that tell that something went wrong */
    public record Events(long events, long errors) {}

    /** How a template is doing, by its hours. */
    public enum Trend {
        /** Never came before the last day, of a service that was known for a day by then. */
        NEW,
        /** At least five times in this hour and the one before, and three times as often as in two hours of the week before. */
        RISING,
        /** Not in the last day, and in at least a day's worth of hours in the week before. */
        GONE,
        STEADY
    }

    /**
     * A template, and how often it came.
     *
     * @param level the worst; null: its lines tell none
     * @param frames exceptions and frames of the stack trace that comes with it; empty: none
     * @param samples at most five, secrets masked
     * @param recent events in this hour and the one before
     * @param day events in the last day
     */
    public record LoggedTemplate(
            long id,
            String text,
            @Nullable LogLevel level,
            boolean error,
            List<String> frames,
            List<String> samples,
            long events,
            Instant firstSeenAt,
            Instant lastSeenAt,
            long recent,
            long day,
            Trend trend) {}

    /** Those with the most errors in the last day first. */
    public List<Service> services(Instant now, int limit) {
        return services(now, limit, null);
    }

    /** Those of this name, in whatever environment, in the same order. */
    public List<Service> named(String name, Instant now) {
        return services(now, MOST_ENVIRONMENTS, name);
    }

    private List<Service> services(Instant now, int limit, @Nullable String name) {
        return db.fetch(SERVICES, val(Times.storable(now).toString()), val(limit), val(name, String.class))
                .map(LoggedServices::service);
    }

    private static Service service(Record it) {
        return new Service(
                get(it, 0, Integer.class),
                get(it, 1, String.class),
                get(it, 2, String.class),
                time(it, 3),
                time(it, 4),
                new Events(number(it, 5), number(it, 6)),
                new Events(number(it, 7), number(it, 8)),
                number(it, 9),
                number(it, 10));
    }

    /** Those of the last eight days: what people look for first. */
    public List<LoggedTemplate> templates(Service service, Instant now) {
        return db.fetch(TEMPLATES, val(service.id()), val(now.toString())).map(it -> template(service, it, now));
    }

    private static LoggedTemplate template(Service service, Record it, Instant now) {
        @Nullable Integer level = it.get(2, Integer.class);
        return new LoggedTemplate(
                number(it, 0),
                get(it, 1, String.class),
                level == null ? null : LogLevel.values()[level],
                get(it, 3, Boolean.class),
                Arrays.asList(get(it, 4, String[].class)),
                Arrays.asList(get(it, 5, String[].class)),
                number(it, 6),
                time(it, 7),
                time(it, 8),
                number(it, 9),
                number(it, 10),
                trend(service, it, now));
    }

    private static Trend trend(Service service, Record it, Instant now) {
        Instant first = time(it, 7);
        long recent = number(it, 9);
        long week = number(it, 11);
        if (first.isAfter(now.minus(Duration.ofDays(1)))
                && service.firstSeenAt().isBefore(first.minus(Duration.ofDays(1)))) {
            return Trend.NEW;
        }
        if (number(it, 10) == 0) {
            return number(it, 12) >= 24 ? Trend.GONE : Trend.STEADY;
        }
        return recent >= 5 && recent >= 3 * 2.0 * week / (7 * 24) && week > 0 ? Trend.RISING : Trend.STEADY;
    }

    private static <T> T get(Record it, int column, Class<T> type) {
        return Objects.requireNonNull(it.get(column, type));
    }

    private static long number(Record it, int column) {
        return get(it, column, Long.class);
    }

    private static Instant time(Record it, int column) {
        return get(it, column, OffsetDateTime.class).toInstant();
    }
}

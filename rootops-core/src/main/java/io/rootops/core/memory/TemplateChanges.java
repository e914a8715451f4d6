package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.News;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Which errors of a service a deployment changed, for people. Thread-safe. */
public final class TemplateChanges {
    private static final int MANY = 5;
    private static final int TIMES = 3;
    /** Of the templates that came at all; those that came most often. */
    private static final int MOST = 1_000;

    private static final String TEMPLATES = """
            select t.id, t.text, t.first_seen_at,
                coalesce(sum(c.events) filter (where c.minute < {2}::timestamptz), 0),
                coalesce(sum(c.events) filter (where c.minute >= {3}::timestamptz), 0),
                (select max(minute) from error_count where template_id = t.id and minute < {2}::timestamptz),
                s.first_seen_at
            from service s
            join log_template t on t.service_id = s.id and t.merged_into is null
            join error_count c on c.template_id = t.id and c.minute >= {4}::timestamptz and c.minute < {5}::timestamptz
                and (c.minute < {2}::timestamptz or c.minute >= {3}::timestamptz)
            where s.name = {0} and s.environment = {1}
            group by s.id, t.id order by sum(c.events) desc, t.id limit {6}
            """;

    private final DSLContext db;

    public TemplateChanges(DSLContext db) {
        this.db = db;
    }

    /** What became of an error. */
    public enum Kind {
        /** Did not come in the fourteen days before, when logs had been read for a day at least. */
        NEW,
        /** Did not come while the version before served, which was for a day at least, but before that. */
        RETURNED,
        /** Came five times or more, and three times as often as before, when logs had been read for as long. */
        JUMPED,
        /** Came five times or more before, and not since. */
        GONE,
        STEADY
    }

    /**
     * An error that came before or after.
     *
     * @param before so often, in as long a time
     */
    public record Change(long template, String text, Instant firstSeenAt, long before, long after, Kind kind) {}

    /**
     * What came before a deployment began, and after it served; what changed most first.
     *
     * @param to exclusive, later than {@code serving}: it is compared with as long a time before {@code begun}
     * @param deployedBefore when the version before was deployed; null: not known
     * @param now by which counts that are too old are gone
     */
    public List<Change> around(
            ServiceName service,
            Instant begun,
            Instant serving,
            Instant to,
            @Nullable Instant deployedBefore,
            Instant now) {
        Instant counted = now.minus(Retention.SIGNALS_KEPT);
        Instant from = begun.minus(Duration.between(serving, to));
        return db
                .fetch(
                        TEMPLATES,
                        val(service.name()),
                        val(service.environment()),
                        val(begun.toString()),
                        val(serving.toString()),
                        val(from.toString()),
                        val(to.toString()),
                        val(MOST))
                .stream()
                .map(it -> change(it, from, begun, deployedBefore, counted))
                .sorted(Comparator.comparing(Change::kind)
                        .thenComparing(it -> -it.after())
                        .thenComparing(it -> -it.before()))
                .toList();
    }

    private static Change change(
            Record it, Instant from, Instant begun, @Nullable Instant deployedBefore, Instant counted) {
        long before = number(it, 3);
        long after = number(it, 4);
        Instant last = Times.instant(it.get(5, OffsetDateTime.class));
        Instant firstSeenAt =
                Objects.requireNonNull(it.get(2, OffsetDateTime.class)).toInstant();
        return new Change(
                number(it, 0),
                Objects.requireNonNull(it.get(1, String.class)),
                firstSeenAt,
                before,
                after,
                after == 0
                        ? before >= MANY ? Kind.GONE : Kind.STEADY
                        : came(
                                before,
                                after,
                                news(it, last, firstSeenAt, begun, deployedBefore, counted),
                                known(it, from)));
    }

    private static News news(
            Record it,
            @Nullable Instant last,
            Instant firstSeenAt,
            Instant begun,
            @Nullable Instant deployedBefore,
            Instant counted) {
        // Of long ago counts are forgotten, and templates are not: one without any may have come before.
        boolean forgotten = last == null
                && firstSeenAt.isBefore(begun)
                && begun.minus(News.FORGOTTEN).isBefore(counted);
        return forgotten || !known(it, begun.minus(News.LEARNED)) ? News.NONE : News.of(last, begun, deployedBefore);
    }

    private static Kind came(long before, long after, News news, boolean comparable) {
        return switch (news) {
            case NEW -> Kind.NEW;
            case RETURNED -> Kind.RETURNED;
            case NONE -> comparable && after >= MANY && after >= TIMES * before ? Kind.JUMPED : Kind.STEADY;
        };
    }

    /** Whether its service's logs were read by then. */
    private static boolean known(Record it, Instant by) {
        Instant since = Times.instant(it.get(6, OffsetDateTime.class));
        return since != null && !since.isAfter(by);
    }

    private static long number(Record it, int column) {
        return Objects.requireNonNull(it.get(column, Long.class));
    }
}

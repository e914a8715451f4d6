package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOG_SOURCE;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static org.jooq.impl.DSL.val;

import io.rootops.core.incident.Incident;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ErrorTemplate;
import io.rootops.core.signal.verdict.ServiceLogs;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What services logged, as series. Thread-safe. */
public final class LogHistory {
    /** Of a service; those that came most often. */
    private static final int MOST_TEMPLATES = 100;

    private static final String COUNTS = """
            select floor(extract(epoch from minute - {1}::timestamptz) / {3})::integer, sum(events), sum(errors)
            from log_count where service_id = {0} and minute >= {1}::timestamptz and minute < {2}::timestamptz
            group by 1
            """;

    /** Those that came since the moment. */
    private static final String TEMPLATES = """
            select t.id, (select max(minute) from error_count where template_id = t.id and minute < {2}::timestamptz)
            from log_template t
            join error_count c on c.template_id = t.id and c.minute >= {1}::timestamptz and c.minute < {3}::timestamptz
            where t.service_id = {0} and t.merged_into is null
            group by t.id order by sum(c.events) desc, t.id limit {4}
            """;

    private static final String TEMPLATE_COUNTS = """
            select template_id, floor(extract(epoch from minute - {1}::timestamptz) / {3})::integer, sum(events)
            from error_count
            where template_id = any({0}::bigint[]) and minute >= {1}::timestamptz and minute < {2}::timestamptz
            group by 1, 2
            """;

    private final DSLContext db;

    public LogHistory(DSLContext db) {
        this.db = db;
    }

    /** Services of this name, in every environment. */
    public List<ServiceName> named(String name) {
        return db.select(SERVICE.ENVIRONMENT)
                .from(SERVICE)
                .where(SERVICE.NAME.eq(name))
                .orderBy(SERVICE.ENVIRONMENT)
                .fetch(it -> new ServiceName(name, it.value1()));
    }

    /** What was wrong with a service meanwhile, so that it logged unlike itself. */
    public List<Incident> incidents(ServiceName service, Instant from, Instant to) {
        return new IncidentMemory(db).during(service, from, to);
    }

    /**
     * What a service logged around a deployment; empty: it never logged.
     *
     * @param from a whole number of steps before {@code serving}
     * @param begun of the deployment: templates are asked for when they came before it
     * @param serving a whole minute
     * @param to exclusive: up to where all that it logged has been read
     * @param deployedBefore when the version before was deployed; null: not known
     */
    public Optional<ServiceLogs> of(
            ServiceName service,
            Instant from,
            Instant begun,
            Instant serving,
            Instant to,
            Duration step,
            @Nullable Instant deployedBefore) {
        var row = db.select(SERVICE.ID, SERVICE.FIRST_SEEN_AT)
                .from(SERVICE)
                .where(SERVICE.NAME.eq(service.name()))
                .and(SERVICE.ENVIRONMENT.eq(service.environment()))
                .fetchOne();
        if (row == null || row.value2() == null) {
            return Optional.empty();
        }
        Instant since = row.value2().toInstant();
        LogSteps steps = new LogSteps(from, to, step, since);
        Counts counts = counts(row.value1(), steps);
        return Optional.of(new ServiceLogs(
                counts.lines(),
                counts.errors(),
                templates(row.value1(), begun, serving, steps),
                since,
                deployedBefore));
    }

    /**
     * What a service logged, a step.
     *
     * @param errors of the lines
     */
    public record Counts(Series lines, Series errors) {
        /** Errors among the lines, from 0 to 1; 0 where no line came. */
        public Series errorShare() {
            double[] shares = new double[lines.size()];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = lines.value(i) == 0 ? 0 : errors.value(i) / lines.value(i);
            }
            return Series.of(lines.start(), lines.step(), shares);
        }
    }

    /**
     * Lines that a service logged, and the errors among them; empty: it never logged.
     *
     * @param to exclusive
     */
    public Optional<Counts> counts(ServiceName service, Instant from, Instant to, Duration step) {
        return db.select(SERVICE.ID, SERVICE.FIRST_SEEN_AT)
                .from(SERVICE)
                .where(SERVICE.NAME.eq(service.name()))
                .and(SERVICE.ENVIRONMENT.eq(service.environment()))
                .and(SERVICE.FIRST_SEEN_AT.isNotNull())
                .fetchOptional(row -> counts(
                        row.value1(), new LogSteps(from, to, step, row.value2().toInstant())));
    }

    private Counts counts(int service, LogSteps steps) {
        double[] lines = steps.zeros();
        double[] errors = steps.zeros();
        db.fetch(
                        COUNTS,
                        val(service),
                        val(steps.from().toString()),
                        val(steps.to().toString()),
                        val(steps.step().toSeconds()))
                .forEach(it -> {
                    steps.add(lines, it, 0, 1);
                    steps.add(errors, it, 0, 2);
                });
        return new Counts(steps.series(lines), steps.series(errors));
    }

    /** The label by which Loki names a service; empty: it is not known, or no line of the service was ever read from Loki. */
    public Optional<String> lokiLabel(ServiceName service) {
        return db.select(LOG_SOURCE.SERVICE_LABEL)
                .from(LOG_SOURCE)
                .join(SERVICE)
                .on(SERVICE.LOKI_AT.isNotNull())
                .where(LOG_SOURCE.NAME.eq(LogMemory.LOKI))
                .and(LOG_SOURCE.SERVICE_LABEL.isNotNull())
                .and(SERVICE.NAME.eq(service.name()))
                .and(SERVICE.ENVIRONMENT.eq(service.environment()))
                .fetchOptional(LOG_SOURCE.SERVICE_LABEL);
    }

    private List<ErrorTemplate> templates(int service, Instant begun, Instant serving, LogSteps steps) {
        Map<Long, @Nullable Instant> lastBefore = new LinkedHashMap<>();
        db.fetch(
                        TEMPLATES,
                        val(service),
                        val(serving.toString()),
                        val(begun.toString()),
                        val(steps.to().toString()),
                        val(MOST_TEMPLATES))
                .forEach(it -> lastBefore.put(it.get(0, Long.class), Times.instant(it.get(1, OffsetDateTime.class))));
        Map<Long, double[]> counts = new LinkedHashMap<>();
        lastBefore.keySet().forEach(it -> counts.put(it, steps.zeros()));
        db.fetch(
                        TEMPLATE_COUNTS,
                        val(counts.keySet().toArray(Long[]::new)),
                        val(steps.from().toString()),
                        val(steps.to().toString()),
                        val(steps.step().toSeconds()))
                .forEach(it -> {
                    double[] its = counts.get(it.get(0, Long.class));
                    if (its != null) {
                        steps.add(its, it, 1, 2);
                    }
                });
        List<ErrorTemplate> templates = new ArrayList<>();
        counts.forEach((id, its) ->
                templates.add(new ErrorTemplate(String.valueOf(id), lastBefore.get(id), steps.series(its))));
        return templates;
    }
}

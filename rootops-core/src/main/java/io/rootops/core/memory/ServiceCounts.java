package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.ErrorTemplate;
import io.rootops.core.signal.verdict.ServiceLogs;
import io.rootops.core.suspicion.LogRule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a service logged, in the steps of {@link LogRule}.
 *
 * @param at up to when, a whole minute
 */
record ServiceCounts(DSLContext db, Instant at) {
    private static final String COUNTS = """
            select floor(extract(epoch from minute - {1}::timestamptz) / {3})::integer, sum(events), sum(errors)
            from log_count where service_id = {0} and minute >= {1}::timestamptz and minute < {2}::timestamptz
            group by 1
            """;

    private static final String TEMPLATE_COUNTS = """
            select template_id, floor(extract(epoch from minute - {1}::timestamptz) / {3})::integer, sum(events)
            from error_count
            where template_id = any({0}::bigint[]) and minute >= {1}::timestamptz and minute < {2}::timestamptz
            group by 1, 2
            """;

    /**
     * A template.
     *
     * @param lastBefore when it came last before it is asked whether it is new; null: never
     */
    record Template(long id, @Nullable Instant lastBefore) {}

    /**
     * Reads it.
     *
     * @param service its number
     * @param templates of which the events are wanted too
     * @param unread steps that are not known
     * @param found is put there, unless the service was forgotten or never logged
     */
    void read(int service, List<Template> templates, int[] unread, Map<ServiceName, ServiceLogs> found) {
        Record row = db.fetchOne("select name, environment, first_seen_at from service where id = {0}", val(service));
        if (row == null || row.get(2) == null) {
            return; // it was forgotten since
        }
        Instant since = Objects.requireNonNull(row.get(2, OffsetDateTime.class)).toInstant();
        LogSteps steps = new LogSteps(at.minus(LogRule.HISTORY), at, LogRule.STEP, since);
        double[] lines = steps.zeros();
        double[] errors = steps.zeros();
        db.fetch(COUNTS, val(service), val(steps.from().toString()), val(at.toString()), val(LogRule.STEP.toSeconds()))
                .forEach(it -> {
                    steps.add(lines, it, 0, 1);
                    steps.add(errors, it, 0, 2);
                });
        Map<Long, double[]> counts = new LinkedHashMap<>();
        templates.forEach(it -> counts.put(it.id(), steps.zeros()));
        if (!counts.isEmpty()) {
            db.fetch(
                            TEMPLATE_COUNTS,
                            val(counts.keySet().toArray(Long[]::new)),
                            val(steps.from().toString()),
                            val(at.toString()),
                            val(LogRule.STEP.toSeconds()))
                    .forEach(it -> steps.add(Objects.requireNonNull(counts.get(it.get(0, Long.class))), it, 1, 2));
        }
        counts.values().forEach(it -> without(it, unread));
        without(lines, unread);
        without(errors, unread);
        found.put(
                new ServiceName(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, String.class))),
                new ServiceLogs(
                        steps.series(lines),
                        steps.series(errors),
                        templates.stream()
                                .map(it -> new ErrorTemplate(
                                        String.valueOf(it.id()),
                                        it.lastBefore(),
                                        steps.series(Objects.requireNonNull(counts.get(it.id())))))
                                .toList(),
                        since,
                        null));
    }

    private static void without(double[] counts, int[] unread) {
        Arrays.stream(unread).forEach(it -> counts[it] = Double.NaN);
    }
}

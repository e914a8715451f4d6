package io.rootops.core.dora;

import io.rootops.core.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The figures of one repository and one environment, as one source tells of it.
 *
 * @param from when the span begins: no earlier than the first deployment that is known
 * @param perWeek deployments a week
 * @param leadMedian of the changes that went live, in seconds from the commit until it served; so is the next
 * @param failureRate share of the deployments that failed, of those that are old enough to tell
 * @param judged of these so many that RootOps looked at and could tell
 * @param restoreMedian of the failures that are over, in seconds
 * @param stillFailing failures that are not
 * @param rows deployments of the span, in the order of time
 */
public record Dora(
        Instant from,
        Instant to,
        Figure perWeek,
        Figure leadMedian,
        Figure leadNinety,
        Figure failureRate,
        int judged,
        Figure restoreMedian,
        int stillFailing,
        List<Row> rows) {
    /** As far back as they are computed; what served before that is read too, as far as deployments are looked for. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LEAST_SPAN = Duration.ofDays(1);

    /**
     * Computes them.
     *
     * @param all in the order of time, those before the span too
     * @param incidents of the repository and the environment
     * @param from those that served before are not of it
     */
    public static Dora of(List<DoraDeployment> all, List<Incident> incidents, Instant from, Instant to) {
        List<Row> rows = rows(all, incidents, from, to);
        boolean knownFromTheStart = !all.isEmpty() && all.get(0).at().isBefore(from);
        Instant start = knownFromTheStart || rows.isEmpty()
                ? from
                : rows.get(0).deployment().at();
        List<Row> settled = rows.stream().filter(Row::settled).toList();
        List<Failure> failures =
                rows.stream().map(Row::failure).filter(Objects::nonNull).toList();
        int failed = (int) settled.stream().filter(it -> it.failure() != null).count();
        ClusteredTimes leads = new ClusteredTimes(rows.stream()
                .map(row -> row.changes().stream().mapToDouble(row::leadSeconds).toArray())
                .toList());
        return new Dora(
                start,
                to,
                Figure.rate(rows.size(), weeks(start, to)),
                leads.quantile(0.5),
                leads.quantile(0.9),
                Figure.share(failed, settled.size()),
                (int) settled.stream().filter(it -> it.deployment().judged()).count(),
                restore(failures),
                (int) failures.stream().filter(it -> it.restoredAt() == null).count(),
                List.copyOf(rows));
    }

    /** What became of each alone; of what is asked as of {@link #of}. */
    public static List<Row> rows(List<DoraDeployment> all, List<Incident> incidents, Instant from, Instant to) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            DoraDeployment it = all.get(i);
            if (!it.at().isBefore(from)) {
                boolean settled = !it.settledAt().isAfter(to);
                rows.add(new Row(it, new Fate(all, incidents, i).failure().orElse(null), settled));
            }
        }
        return rows;
    }

    private static double weeks(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        return (double) (span.compareTo(LEAST_SPAN) < 0 ? LEAST_SPAN : span).toSeconds() / WEEK.toSeconds();
    }

    private static Figure restore(List<Failure> failures) {
        return new ClusteredTimes(failures.stream()
                        .map(Failure::duration)
                        .filter(Objects::nonNull)
                        .map(it -> new double[] {it.toSeconds()})
                        .toList())
                .quantile(0.5);
    }
}

package io.rootops.app.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.rootops.core.vitals.Vitals;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the shared memory stands, as metrics. While the database does not answer, each of them is NaN or absent, and
 * {@code rootops_database_up} is 0.
 */
final class VitalMetrics {
    private final MeterRegistry registry;
    private final MultiGauge repositories;
    private final MultiGauge pollLag;
    private final MultiGauge tasks;
    private final MultiGauge tasksFailing;
    private final MultiGauge taskLag;
    private final MultiGauge rateLimit;
    private final MultiGauge rateRemaining;
    private final MultiGauge rateReset;
    private volatile @Nullable Vitals now;
    /** A counter does not go back when the database is away. */
    private volatile double fetched;

    private volatile Map<String, Long> alarms = Map.of();

    /**
     * @param database embedded or external
     * @param learns false: nothing is learned, so no learning is late
     */
    VitalMetrics(MeterRegistry registry, String database, boolean learns) {
        this.registry = registry;
        Gauge.builder("rootops.database.up", () -> now == null ? 0 : 1)
                .tag("kind", database)
                .description("1: the database answered this scrape; 0: it did not, or not in time")
                .register(registry);
        gauge("rootops.database.size", "bytes", "Size of the whole database", Vitals::databaseBytes);
        inbox();
        gauge(
                "rootops.reports.due",
                null,
                "Check runs, statuses and comments to be written",
                it -> it.outbox().due());
        gauge(
                "rootops.reports.oldest",
                "seconds",
                "How long the first report is past its time",
                it -> it.outbox().oldestSeconds());
        gauge(
                "rootops.reports.set.aside",
                null,
                "Reports given up until their score changes",
                it -> it.outbox().setAside());
        gauge(
                "rootops.commits.scored",
                null,
                "Commits on default branches that have a score",
                it -> it.repositories().stream()
                        .mapToLong(Vitals.Repositories::scoredCommits)
                        .sum());
        gauge(
                "rootops.readings.owed",
                null,
                "Repositories asked to be read, and not read since",
                it -> it.repositories().stream()
                        .mapToLong(Vitals.Repositories::owed)
                        .sum());
        models(learns);
        alarms();
        repositories = rows("rootops.repositories", null, "Repositories by state");
        pollLag = rows("rootops.poll.lag", "seconds", "How long the reading that waits longest is past its time");
        tasks = rows("rootops.tasks", null, "Planned work by kind and state");
        tasksFailing = rows("rootops.tasks.failing", null, "Planned work that failed the last time");
        taskLag = rows("rootops.task.lag", "seconds", "How long the work that waits longest is past its time");
        rateLimit = rows("rootops.github.rate.limit", null, "Requests an hour that GitHub allows");
        rateRemaining = rows("rootops.github.rate.limit.remaining", null, "Requests left until the reset");
        rateReset = rows("rootops.github.rate.limit.reset", "seconds", "Seconds until all are allowed again");
    }

    private void inbox() {
        gauge(
                "rootops.inbox.waiting",
                null,
                "Deliveries whose work is not done yet",
                it -> it.inbox().waiting());
        gauge(
                "rootops.inbox.retrying",
                null,
                "Those of them that have failed before",
                it -> it.inbox().retrying());
        gauge(
                "rootops.inbox.dead",
                null,
                "Deliveries that were set aside",
                it -> it.inbox().dead());
        gauge(
                "rootops.inbox.oldest",
                "seconds",
                "How long the oldest delivery has waited",
                it -> it.inbox().oldestSeconds());
        gauge("rootops.inbox.last", "seconds", "Since the last delivery came; NaN: none ever did", it -> {
            Double last = it.inbox().lastSeconds();
            return last == null ? Double.NaN : last;
        });
        FunctionCounter.builder("rootops.inbox.fetched", this, it -> it.fetched)
                .description("Deliveries that did not arrive and were fetched from GitHub's log of them")
                .register(registry);
    }

    private void alarms() {
        Vitals.Alarms.VERDICTS.forEach(
                verdict -> Gauge.builder("rootops.suspicions", this, it -> it.alarms.getOrDefault(verdict, 0L))
                        .tag("verdict", verdict)
                        .description("Suspicions between deployments that are kept, by what people said of them")
                        .register(registry));
    }

    private void models(boolean learns) {
        gauge(
                "rootops.models.learned",
                null,
                "Models in use that have learned here",
                it -> it.models().learned());
        gauge(
                "rootops.models.versions",
                null,
                "Models kept, in use or not",
                it -> it.models().versions());
        gauge(
                "rootops.model.age",
                "seconds",
                "Age of the oldest learned model in use",
                it -> it.models().oldestSeconds());
        gauge(
                "rootops.learning.age",
                "seconds",
                "Since the learning that is longest ago; NaN: learning is off",
                it -> learns ? it.models().learningSeconds() : Double.NaN);
        gauge(
                "rootops.learning.problems",
                null,
                "Repositories whose last learning failed",
                it -> it.models().learningProblems());
    }

    /** @param vitals null: the database does not answer */
    void show(@Nullable Vitals vitals) {
        now = vitals;
        if (vitals != null) {
            fetched = vitals.inbox().fetched();
            alarms = vitals.alarms().stream().collect(Collectors.toMap(Vitals.Alarms::verdict, Vitals.Alarms::count));
        }
        fill(repositories, vitals, Vitals::repositories, it -> Tags.of("state", it.state()), it -> (double) it.count());
        fill(
                pollLag,
                vitals,
                Vitals::repositories,
                it -> Tags.of("state", it.state()),
                Vitals.Repositories::lagSeconds);
        fill(tasksFailing, vitals, Vitals::tasks, it -> Tags.of("task", it.name()), Vitals.Tasks::failing);
        fill(taskLag, vitals, Vitals::tasks, it -> Tags.of("task", it.name()), Vitals.Tasks::lagSeconds);
        tasks(vitals);
        fill(rateLimit, vitals, Vitals::budgets, VitalMetrics::account, Vitals.Budget::limit);
        fill(rateRemaining, vitals, Vitals::budgets, VitalMetrics::account, Vitals.Budget::remaining);
        fill(rateReset, vitals, Vitals::budgets, VitalMetrics::account, Vitals.Budget::resetSeconds);
    }

    private void tasks(@Nullable Vitals vitals) {
        List<Vitals.Tasks> all = vitals == null ? List.of() : vitals.tasks();
        tasks.register(
                all.stream()
                        .flatMap(it -> List.of(
                                row(it, "planned", it.planned() - it.due() - it.running()),
                                row(it, "due", it.due()),
                                row(it, "running", it.running()))
                                .stream())
                        .toList(),
                true);
    }

    private static MultiGauge.Row<?> row(Vitals.Tasks it, String state, long count) {
        return MultiGauge.Row.of(Tags.of("task", it.name(), "state", state), count);
    }

    private static Tags account(Vitals.Budget budget) {
        return Tags.of("account", budget.account());
    }

    private static <T> void fill(
            MultiGauge gauge,
            @Nullable Vitals vitals,
            Function<Vitals, List<T>> rows,
            Function<T, Tags> tags,
            ToDoubleFunction<T> value) {
        List<T> all = vitals == null ? List.of() : rows.apply(vitals);
        gauge.register(
                all.stream()
                        .<MultiGauge.Row<?>>map(it -> MultiGauge.Row.of(tags.apply(it), value.applyAsDouble(it)))
                        .toList(),
                true);
    }

    private MultiGauge rows(String name, @Nullable String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }

    private void gauge(String name, @Nullable String unit, String description, ToDoubleFunction<Vitals> figure) {
        Gauge.builder(name, () -> {
                    Vitals vitals = now;
                    return vitals == null ? Double.NaN : figure.applyAsDouble(vitals);
                })
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}

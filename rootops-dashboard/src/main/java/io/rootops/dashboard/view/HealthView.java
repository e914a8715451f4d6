package io.rootops.dashboard.view;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.vitals.Health;
import io.rootops.core.vitals.Vitals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How RootOps itself is. Ages and lags are in seconds.
 *
 * @param repositories by state
 * @param limits what GitHub allows
 * @param verdicts how sure those of the last ninety days are of themselves
 * @param setAsideReports the newest that the forge did not take
 */
public record HealthView(
        Instant generatedAt,
        DatabaseSize database,
        Vitals.Inbox inbox,
        Vitals.Outbox reports,
        List<Vitals.Repositories> repositories,
        List<Vitals.Tasks> tasks,
        List<Vitals.Budget> limits,
        Vitals.Models models,
        VerdictMemory.Sureness verdicts,
        List<Health.Replica> replicas,
        List<Health.SetAsideReport> setAsideReports,
        List<BackendCheck> backends) {

    /**
     * The database's size and growth.
     *
     * @param dayBytes grown since yesterday; null: it was not measured then, like those of seven and thirty days ago
     * @param tables the largest ones
     * @param days measured last on each day, the newest first
     */
    public record DatabaseSize(
            long bytes,
            @Nullable Long dayBytes,
            @Nullable Long weekBytes,
            @Nullable Long monthBytes,
            List<Health.TableSize> tables,
            List<Health.DaySize> days) {}

    public static HealthView of(Health health, VerdictMemory.Sureness verdicts, List<BackendCheck> backends) {
        Vitals vitals = health.vitals();
        return new HealthView(
                vitals.at(),
                new DatabaseSize(
                        vitals.databaseBytes(),
                        grown(health, 1),
                        grown(health, 7),
                        grown(health, 30),
                        health.tables(),
                        health.days()),
                vitals.inbox(),
                vitals.outbox(),
                vitals.repositories(),
                vitals.tasks(),
                vitals.budgets(),
                vitals.models(),
                verdicts,
                health.replicas(),
                health.setAside(),
                backends);
    }

    private static @Nullable Long grown(Health health, int days) {
        LocalDate then = Shown.day(health.vitals().at()).minusDays(days);
        Optional<Health.DaySize> measured =
                health.days().stream().filter(it -> it.day().equals(then)).findFirst();
        return measured.map(it -> health.vitals().databaseBytes() - it.bytes()).orElse(null);
    }

    /** What needs somebody, for people; empty: nothing does. */
    public List<String> troubles() {
        return Stream.of(
                        trouble(inbox.dead(), "delivery", "deliveries", "set aside: see the page of deliveries"),
                        trouble(reports.setAside(), "report", "reports", "set aside, listed below"),
                        trouble(failed(), "repository", "repositories", "not to be read: see the page of repositories"),
                        trouble(
                                tasks.stream().mapToLong(Vitals.Tasks::failing).sum(),
                                "task",
                                "tasks",
                                "failed the last time; the log says why"),
                        trouble(models.learningProblems(), "repository", "repositories", "not learned from"))
                .flatMap(Optional::stream)
                .toList();
    }

    private long failed() {
        return repositories.stream()
                .filter(it -> it.state().equals("failed"))
                .mapToLong(Vitals.Repositories::count)
                .sum();
    }

    private static Optional<String> trouble(long count, String one, String many, String what) {
        return count == 0
                ? Optional.empty()
                : Optional.of(Shown.number(count) + " " + (count == 1 ? one : many) + " " + what);
    }

    /** The worst lag of a reading, in seconds. */
    public double pollLag() {
        return repositories.stream()
                .mapToDouble(Vitals.Repositories::lagSeconds)
                .max()
                .orElse(0);
    }
}

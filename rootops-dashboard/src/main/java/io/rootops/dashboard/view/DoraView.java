package io.rootops.dashboard.view;

import io.rootops.core.deployment.Confidence;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Dora;
import io.rootops.core.dora.Failure;
import io.rootops.core.dora.Failure.Restored;
import io.rootops.core.dora.Row;
import io.rootops.core.incident.Incident;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The figures of DORA of one repository and one environment, by one source.
 *
 * @param environment null: the source names none, or nothing tells of a deployment
 * @param source null: nothing tells of a deployment there
 * @param confidence how sure it is that these were deployments there; null like {@code source}
 * @param days that were asked for
 * @param figures null like {@code source}
 * @param deployments the rows behind them, the last first
 * @param choices what else can be asked for
 */
public record DoraView(
        String repository,
        @Nullable String environment,
        @Nullable Rung source,
        @Nullable Confidence confidence,
        int days,
        @Nullable Figures figures,
        List<Item> deployments,
        List<Choice> choices) {
    private static final int SLOWEST = 20;

    /**
     * All four.
     *
     * @param from no earlier than the first deployment that is known
     */
    public record Figures(
            Instant from,
            Instant to,
            FigureItem deploymentsPerWeek,
            FigureItem leadTimeMedianSeconds,
            FigureItem leadTimeP90Seconds,
            FigureItem changeFailureRate,
            int failureRateJudged,
            FigureItem timeToRestoreMedianSeconds,
            int stillFailing) {}

    /**
     * A deployment.
     *
     * @param id the source's own
     * @param page null: RootOps did not look at it
     * @param state by the last look; null like {@code page}
     * @param saidWorse whether a person says of the state that things got worse; null: nobody says anything
     * @param settled old enough to tell whether it failed
     * @param changesKnown false: what went live with it is not known, as what served before is not
     * @param changes that went live with it first, merges left out, the slowest first
     * @param failure null: none is known
     */
    public record Item(
            String id,
            String version,
            @Nullable String sha,
            @Nullable String service,
            Instant servedAt,
            @Nullable String page,
            @Nullable State state,
            @Nullable Boolean saidWorse,
            boolean settled,
            boolean changesKnown,
            List<Change> changes,
            @Nullable FailureItem failure) {
        static Item of(String repository, Row row) {
            return new Item(
                    row.deployment().event().externalId(),
                    DeploymentsView.what(row.deployment().event()),
                    row.deployment().event().sha(),
                    row.deployment().service(),
                    row.deployment().at(),
                    row.deployment().page() == null
                            ? null
                            : Links.deployment(row.deployment().page()),
                    row.deployment().state(),
                    row.deployment().saidWorse(),
                    row.settled(),
                    row.deployment().commits() != null,
                    row.changes().stream()
                            .map(it -> Change.of(repository, it, row.leadSeconds(it)))
                            .sorted(Comparator.comparingDouble(Change::leadSeconds)
                                    .reversed())
                            .toList(),
                    row.failure() == null
                            ? null
                            : FailureItem.of(row.failure(), row.deployment().at()));
        }

        /** What is said of it, for people. */
        public String verdict() {
            if (state == null) {
                return "not looked at";
            }
            boolean wrong = saidWorse != null && saidWorse == (state == State.HEALTHY);
            return DeploymentsView.words(state)
                    + (saidWorse == null ? "" : ", a person says: " + (wrong ? "wrong" : "right"));
        }

        /** How long its changes took, for people. */
        public String lead() {
            if (!changesKnown) {
                return "not known";
            }
            return changes.isEmpty()
                    ? "no new change"
                    : Shown.count(changes.size(), "change") + ", the slowest "
                            + Shown.span(Math.max(1, changes.get(0).leadSeconds()));
        }
    }

    /** A commit that went live. */
    public record Change(String sha, Instant committedAt, double leadSeconds, String page) {
        static Change of(String repository, LiveCommit it, double leadSeconds) {
            return new Change(it.sha(), it.committedAt(), leadSeconds, Links.commit(repository, it.sha()));
        }
    }

    /**
     * That a deployment failed.
     *
     * @param since when the first of its incidents began, else when it served
     * @param restoredAt null: it is not over
     * @param restoredBy null like {@code restoredAt}
     * @param seconds null like {@code restoredAt}
     */
    public record FailureItem(
            List<Failure.Sign> signs,
            List<Began> incidents,
            Instant since,
            @Nullable Instant restoredAt,
            @Nullable Restored restoredBy,
            @Nullable Double seconds) {
        static FailureItem of(Failure it, Instant servedAt) {
            return new FailureItem(
                    it.signs(),
                    it.incidents().stream()
                            .map(each -> Began.of(each, servedAt))
                            .toList(),
                    it.since(),
                    it.restoredAt(),
                    it.restoredBy(),
                    it.duration() == null ? null : (double) it.duration().toSeconds());
        }

        /** Why it counts as failed, for people. */
        public List<String> reasons() {
            return signs.stream()
                    .map(it -> switch (it) {
                        case REGRESSED -> "regressed";
                        case SAID -> "a person says so";
                        case ROLLED_BACK -> "rolled back";
                        case INCIDENT -> "incident";
                    })
                    .toList();
        }

        /** How it ended, for people. */
        public String end() {
            if (seconds == null || restoredBy == null) {
                return "not over";
            }
            String by = switch (restoredBy) {
                case INCIDENT_RESOLVED -> "incident resolved";
                case ROLLBACK -> "rollback";
                case NEXT_DEPLOYMENT -> "next good deployment";
            };
            return Shown.span(Math.max(1, seconds)) + ", by " + by;
        }
    }

    /**
     * An incident that began while it served.
     *
     * @param hoursAfter it served
     */
    public record Began(UUID id, String title, String page, Instant beganAt, double hoursAfter) {
        private static final double HOUR = 3600;

        static Began of(Incident it, Instant servedAt) {
            return new Began(
                    it.id(),
                    it.title(),
                    Links.incident(it.id()),
                    it.began(),
                    Duration.between(servedAt, it.began()).toSeconds() / HOUR);
        }

        /** For people. */
        public String after() {
            return Shown.span(Math.max(1, hoursAfter * HOUR)) + " after it served";
        }
    }

    /** @param environment null: the source names none */
    public record Choice(
            Rung source, @Nullable String environment, int deployments, Instant newestAt, String page, boolean chosen) {
        /** For people. */
        public String words() {
            return source.words() + (environment == null ? "" : " to " + environment) + " (" + Shown.number(deployments)
                    + ")";
        }
    }

    /**
     * Of what was computed.
     *
     * @param target null: nothing tells of a deployment there, and {@code dora} is null too
     */
    public static DoraView of(
            String repository,
            int days,
            @Nullable DeploymentTarget target,
            @Nullable Dora dora,
            List<DeploymentTarget> targets) {
        return new DoraView(
                repository,
                target == null ? null : name(target),
                target == null ? null : target.source(),
                target == null ? null : target.confidence(),
                days,
                dora == null ? null : figures(dora),
                dora == null
                        ? List.of()
                        : dora.rows().stream()
                                .map(it -> Item.of(repository, it))
                                .sorted(Comparator.comparing(Item::servedAt).reversed())
                                .toList(),
                targets.stream()
                        .map(it -> choice(repository, days, it, it.equals(target)))
                        .toList());
    }

    private static @Nullable String name(DeploymentTarget it) {
        return it.environment().name().isEmpty() ? null : it.environment().name();
    }

    private static Choice choice(String repository, int days, DeploymentTarget it, boolean chosen) {
        return new Choice(
                it.source(),
                name(it),
                it.deployments(),
                it.newest(),
                Links.dora(repository, it.source(), name(it), days),
                chosen);
    }

    private static Figures figures(Dora it) {
        return new Figures(
                it.from(),
                it.to(),
                FigureItem.of(it.perWeek()),
                FigureItem.of(it.leadMedian()),
                FigureItem.of(it.leadNinety()),
                FigureItem.of(it.failureRate()),
                it.judged(),
                FigureItem.of(it.restoreMedian()),
                it.stillFailing());
    }

    /** The same of another span. */
    public String spanLink(int otherDays) {
        return Links.dora(repository, source, environment, otherDays);
    }

    /** The changes that took longest, of all deployments. */
    public List<Change> slowest() {
        return deployments.stream()
                .flatMap(it -> it.changes().stream())
                .sorted(Comparator.comparingDouble(Change::leadSeconds).reversed())
                .limit(SLOWEST)
                .toList();
    }
}

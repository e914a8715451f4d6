package io.rootops.dashboard.view;

import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Figure;
import io.rootops.core.dora.Row;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.memory.DayCount;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A week of one repository, as far as is known today.
 *
 * @param week as ISO 8601 writes it
 * @param until when the next one begins
 * @param over false: it goes on
 * @param next null: it has not begun
 * @param cameOut what is known since this week to have gone wrong
 * @param deployments null: nothing tells of one in the four weeks before its end
 * @param incidents that went on in this week, the first first
 * @param hotspots files that were changed in this week, the worst first; null: counting them took too long
 * @param patterns that are some since this week, the surest first
 * @param unanswered what only people can answer, the first first
 */
public record DigestView(
        String repository,
        String week,
        Instant from,
        Instant until,
        boolean over,
        String page,
        String previous,
        @Nullable String next,
        Commits commits,
        CameOut cameOut,
        @Nullable Deployments deployments,
        List<IncidentOfWeek> incidents,
        Suspicions suspicions,
        @Nullable List<HotspotItem> hotspots,
        List<PatternItem> patterns,
        List<Unanswered> unanswered) {
    /** Percentile from which commits are the riskiest fifth. */
    private static final double FIFTH = 80;

    /**
     * Scored commits of the default branch that were committed in this week.
     *
     * @param riskiest some, as they rank today
     */
    public record Commits(int total, int high, int medium, int low, List<CommitItem> riskiest) {
        public static Commits of(List<DayCount> days, List<CommitItem> riskiest) {
            int high = days.stream().mapToInt(DayCount::high).sum();
            int medium = days.stream().mapToInt(DayCount::medium).sum();
            int low = days.stream().mapToInt(DayCount::low).sum();
            return new Commits(high + medium + low, high, medium, low, riskiest);
        }
    }

    /**
     * Commits that are known since this week to have gone wrong, whenever they were committed.
     *
     * @param placed of them, those that a model ranked that knew only what was known before they landed
     * @param inRiskiestFifth of these, by that model
     * @param commits the highest ranked first, those that were not ranked last; not all, where there are many
     */
    public record CameOut(int total, int placed, int inRiskiestFifth, List<Late> commits) {
        /** @param all in any order */
        public static CameOut of(List<Late> all, int most) {
            List<Double> placed = all.stream()
                    .map(Late::percentileBefore)
                    .filter(Objects::nonNull)
                    .toList();
            return new CameOut(
                    all.size(),
                    placed.size(),
                    (int) placed.stream().filter(it -> it >= FIFTH).count(),
                    all.stream().sorted(Late.HIGHEST).limit(most).toList());
        }
    }

    /**
     * One of them.
     *
     * @param percentileBefore among the commits of its time, by a model that knew nothing of what came of it; null: none ranked it
     */
    public record Late(CommitItem commit, @Nullable Double percentileBefore) {
        private static final Comparator<Late> HIGHEST = Comparator.comparing(
                        Late::percentileBefore, Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
                .reversed()
                .thenComparing(it -> it.commit().committedAt())
                .thenComparing(it -> it.commit().sha());
    }

    /**
     * What served production in this week, by one source.
     *
     * @param environment null: the source names none
     * @param failed of those that are old enough to tell
     * @param failures those, the first first
     */
    public record Deployments(
            Rung source,
            @Nullable String environment,
            int total,
            int failed,
            FigureItem changeFailureRate,
            List<DoraView.Item> failures) {
        public static Deployments of(String repository, DeploymentTarget target, List<Row> rows) {
            List<Row> settled = rows.stream().filter(Row::settled).toList();
            List<Row> failed =
                    settled.stream().filter(it -> it.failure() != null).toList();
            String environment = target.environment().name();
            return new Deployments(
                    target.source(),
                    environment.isEmpty() ? null : environment,
                    rows.size(),
                    failed.size(),
                    FigureItem.of(Figure.share(failed.size(), settled.size())),
                    failed.stream().map(it -> DoraView.Item.of(repository, it)).toList());
        }
    }

    /**
     * An incident of this week.
     *
     * @param causes what people say caused it; empty: nobody says anything
     */
    public record IncidentOfWeek(IncidentItem incident, List<Cause> causes) {}

    /**
     * What people say caused an incident.
     *
     * @param sha null: no commit
     * @param kind of what it was instead; null: a commit, or not said
     * @param page of the commit; null: it is none, or of a repository that is not known
     */
    public record Cause(
            @Nullable String sha,
            CulpritAnswer.@Nullable Kind kind,
            @Nullable String page) {
        /** For people. */
        public String words() {
            return sha == null
                    ? "no commit" + (kind == null ? "" : ", but " + kind.word())
                    : "commit " + CommitItem.abbreviated(sha);
        }
    }

    /** Suspicions that were told and began in this week. */
    public record Suspicions(int told, int confirmed, int answered) {}

    /** What only people can answer, and where. */
    public record Unanswered(Question question, String text, Instant at, String page) {
        /** What is asked. */
        public enum Question {
            VERDICT,
            CAUSE,
            SUSPICION;

            /** For people. */
            public String words() {
                return switch (this) {
                    case VERDICT -> "Is this verdict right?";
                    case CAUSE -> "Which change did this?";
                    case SUSPICION -> "Was something wrong?";
                };
            }
        }
    }

    /** Its days, for people: "16 to 22 Nov 2026". */
    public String days() {
        return Shown.shortDay(Shown.day(from)) + " to " + Shown.date(until.minusSeconds(1));
    }
}

package io.rootops.core.engine;

import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.SpeakingAnomalies;
import io.rootops.core.memory.SuspicionMemory;
import io.rootops.core.memory.UnusualLogs;
import io.rootops.core.suspicion.Finding;
import io.rootops.core.suspicion.LogRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks at all services at every whole {@link LogRule#STEP} since 1970, as soon as what they logged until then was read: whether
 * something is wrong while nothing is deployed. Replicas may do it side by side: each look is kept once. What was missed while nobody
 * ran is looked at as it was then, up to a day later.
 */
public final class SuspicionWatch {
    /** Of anomalies, which are found a little later than they are. */
    private static final Duration RECENT = Duration.ofHours(2);

    private static final Duration LONGEST_BEHIND = Duration.ofDays(1);

    private final SuspicionMemory memory;
    private final UnusualLogs logs;
    private final SpeakingAnomalies anomalies;
    private final LogSources sources;
    private final ServiceMap services;
    private final JudgedServices deployments;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * Not yet looking.
     *
     * @param patience a source that was not read for so long is away, and not waited for
     */
    public SuspicionWatch(
            SuspicionMemory memory,
            UnusualLogs logs,
            SpeakingAnomalies anomalies,
            LogSources sources,
            ServiceMap services,
            JudgedServices deployments,
            Duration patience,
            InstantSource clock) {
        this.memory = memory;
        this.logs = logs;
        this.anomalies = anomalies;
        this.sources = sources;
        this.services = services;
        this.deployments = deployments;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Looks at what was read since the last look.
     *
     * @return whether a suspicion opened, went on or closed
     */
    public boolean look() throws InterruptedException {
        List<LogSources.Source> all = sources.all();
        Instant end = read(all);
        Optional<Instant> before = memory.lookedTo();
        Instant oldest = end.minus(LONGEST_BEHIND);
        boolean news = false;
        while (before.isEmpty() || before.get().isBefore(end)) {
            Instant next = before.map(it -> (it.isBefore(oldest) ? oldest : it).plus(LogRule.WINDOW))
                    .map(SuspicionWatch::wholeStep)
                    .filter(it -> it.isBefore(end))
                    .orElse(end);
            Optional<Boolean> kept =
                    memory.keep(before.orElse(null), next, found(before.orElse(next), next, all), services::of);
            if (kept.isEmpty()) {
                return news; // somebody else is at it
            }
            news |= kept.get();
            before = Optional.of(next);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return news;
    }

    private List<Finding> found(Instant before, Instant at, List<LogSources.Source> all) {
        Instant window = at.minus(LogRule.WINDOW);
        List<Finding> found = new ArrayList<>();
        logs.errors(before.isBefore(window) ? before : window, at)
                .forEach((service, its) -> found.addAll(new LogRule(service, its, at).errors()));
        logs.silent(
                        at,
                        isRead(all, at, it -> it.equals(LogMemory.LOKI)),
                        isRead(all, at, it -> !it.equals(LogMemory.LOKI)))
                .forEach((service, its) ->
                        new LogRule(service, its, at).silence().ifPresent(found::add));
        found.addAll(anomalies.found(at.minus(RECENT), at));
        // What is deployed is judged by the verdict.
        return found.stream().filter(it -> !deployments.isJudged(it)).toList();
    }

    /** The last whole step up to which all was read by those sources that are there. */
    private Instant read(List<LogSources.Source> all) {
        Instant now = clock.instant();
        Instant read = all.stream()
                .filter(it -> it.readAt() != null && it.readAt().isAfter(now.minus(patience)))
                .flatMap(it -> Optional.ofNullable(it.complete()).stream())
                .filter(it -> it.isAfter(now.minus(LONGEST_BEHIND)))
                .min(Instant::compareTo)
                .orElse(now);
        return wholeStep(read);
    }

    private static Instant wholeStep(Instant at) {
        long step = LogRule.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    }

    /** Whether nothing that was logged before is missing. */
    private boolean isRead(List<LogSources.Source> all, Instant at, Predicate<String> which) {
        Instant lately = clock.instant().minus(LONGEST_BEHIND);
        List<LogSources.Source> its = all.stream()
                .filter(it -> which.test(it.name()))
                .filter(it -> it.readAt() == null || it.readAt().isAfter(lately))
                .toList();
        return !its.isEmpty()
                && its.stream()
                        .allMatch(it -> it.failures() == 0
                                && !it.behind()
                                && it.complete() != null
                                && !it.complete().isBefore(at));
    }
}

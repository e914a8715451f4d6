package io.rootops.core.suspicion;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.CountTest;
import io.rootops.core.signal.verdict.ErrorTemplate;
import io.rootops.core.signal.verdict.Jump;
import io.rootops.core.signal.verdict.ServiceLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What looks wrong in the logs of a service at one time. It is asked again and again, some 2,000 times a week, so that a
 * rank among earlier times that a verdict on a deployment would do with is not rare enough: nothing may have been as large
 * before.
 */
public final class LogRule {
    /** The steps that events are counted by. */
    public static final Duration STEP = Duration.ofMinutes(5);
    /** What is looked at. */
    public static final Duration WINDOW = Duration.ofMinutes(30);
    /** A service that says nothing for less is not silent. */
    public static final Duration SILENCE = Duration.ofMinutes(15);
    /** What comes before is compared with. */
    public static final Duration HISTORY = Duration.ofDays(22);

    /** A jump has so many. */
    public static final int LEAST_ERRORS = 5;

    private static final int LEAST_LINES = 20;
    private static final int MOST_TEMPLATES = 3;
    private static final Duration LEARNED = Duration.ofDays(1);
    /** What is many takes longer to know than what is new. */
    private static final Duration COUNTED = Duration.ofDays(2);

    private static final Duration FORGOTTEN = Duration.ofDays(14);
    /** A day of earlier times, each with a day before. */
    private static final int LEAST_PLACEBOS = 280;

    private static final int STEPS = (int) WINDOW.dividedBy(STEP);

    private final ServiceName service;
    private final ServiceLogs logs;
    private final Instant now;

    /**
     * What a service logged.
     *
     * @param logs in steps of {@link #STEP} that end at {@code now}; templates are those that came since the last look, with
     *     when they came last before it
     */
    public LogRule(ServiceName service, ServiceLogs logs, Instant now) {
        this.service = service;
        this.logs = logs;
        this.now = now;
    }

    /** New errors, all errors, at most three templates, their share: in the order of what they tell. */
    public List<Finding> errors() {
        List<Finding> found = new ArrayList<>();
        logs.templates().forEach(it -> news(it).ifPresent(found::add));
        if (!known(COUNTED) || !(after(logs.lines()) >= LEAST_LINES)) {
            return found;
        }
        jump(logs.errors(), null).ifPresent(it -> found.add(finding(Kind.ERRORS_JUMP, null, it)));
        logs.templates().stream()
                // One that is new is said to be.
                .filter(it -> found.stream().noneMatch(other -> number(it).equals(other.template())))
                .flatMap(it ->
                        jump(it.counts(), null).map(jump -> finding(Kind.TEMPLATE_JUMP, number(it), jump)).stream())
                .sorted(Comparator.comparingDouble(Finding::value).reversed())
                .limit(MOST_TEMPLATES)
                .forEach(found::add);
        jump(logs.errors(), logs.lines()).ifPresent(it -> found.add(finding(Kind.ERROR_SHARE_JUMP, null, it)));
        return found;
    }

    /** That it does not log; only to be asked where what it logs has been read up to now. */
    public Optional<Finding> silence() {
        return Silence.of(logs.lines())
                .filter(it -> known(COUNTED))
                .filter(it -> it.asLong() == 0 && it.placebos() >= LEAST_PLACEBOS)
                .map(it -> {
                    Duration gap = STEP.multipliedBy(it.steps());
                    return new Finding(
                            service,
                            Kind.SILENCE,
                            null,
                            null,
                            now.minus(gap),
                            now,
                            gap.toSeconds(),
                            it.expected(),
                            it.asLong(),
                            it.placebos());
                });
    }

    private boolean known(Duration time) {
        return logs.since() != null && !logs.since().isAfter(now.minus(time));
    }

    private Optional<Finding> news(ErrorTemplate template) {
        Instant last = template.lastSeenBefore();
        if (!known(LEARNED) || last != null && !last.isBefore(now.minus(FORGOTTEN))) {
            return Optional.empty();
        }
        int first = first(template.counts());
        if (first < 0) {
            return Optional.empty();
        }
        double lines = sum(template.counts().slice(first, template.counts().size()));
        return Optional.of(new Finding(
                service, Kind.NEW_ERROR, number(template), null, start(first), now, lines, null, null, null));
    }

    /** The first step with an event of those since it is new; -1: none. */
    private int first(Series counts) {
        int first = counts.size();
        int end = counts.size();
        for (int i = end - 1; i >= 0 && i >= end - counts.steps(LEARNED); i--) {
            first = counts.value(i) > 0 ? i : first;
        }
        return first == end ? -1 : first;
    }

    private Optional<Jump> jump(Series events, @Nullable Series all) {
        return after(events) >= LEAST_ERRORS
                ? CountTest.watched(events, all, events.size() - STEPS, STEPS).filter(LogRule::speaks)
                : Optional.empty();
    }

    /** Of a jump that is {@link Jump#far far}: whether it lasted all the time, and nothing like it came before. */
    public static boolean speaks(Jump jump) {
        return jump.sustained() == 1 && jump.asLarge() == 0 && jump.placebos() >= LEAST_PLACEBOS;
    }

    private Finding finding(Kind kind, @Nullable Long template, Jump jump) {
        return new Finding(
                service,
                kind,
                template,
                null,
                now.minus(WINDOW),
                now,
                jump.events(),
                jump.expected(),
                jump.asLarge(),
                jump.placebos());
    }

    private Instant start(int step) {
        return logs.lines().start().plus(STEP.multipliedBy(step));
    }

    private static Long number(ErrorTemplate template) {
        return Long.valueOf(template.id());
    }

    private static double after(Series counts) {
        return sum(counts.slice(counts.size() - STEPS, counts.size()));
    }

    private static double sum(double[] counts) {
        return Arrays.stream(counts).filter(it -> !Double.isNaN(it)).sum();
    }
}

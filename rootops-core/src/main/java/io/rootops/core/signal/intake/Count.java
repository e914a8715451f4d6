package io.rootops.core.signal.intake;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;

import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.signal.log.StackFingerprint;
import io.rootops.core.signal.template.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of one kind of event. */
final class Count {
    private final Map<Instant, Integer> hours = new HashMap<>();
    private final Map<Instant, Integer> errors = new HashMap<>();
    private @Nullable LogLevel worst;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(Instant at, @Nullable LogLevel level, boolean error) {
        hours.merge(at.truncatedTo(HOURS), 1, Integer::sum);
        if (error) {
            errors.merge(at.truncatedTo(MINUTES), 1, Integer::sum);
        }
        saw(at, at, level);
    }

    void add(Count other) {
        other.hours.forEach((hour, events) -> hours.merge(hour, events, Integer::sum));
        other.errors.forEach((minute, events) -> errors.merge(minute, events, Integer::sum));
        saw(other.first, other.last, other.worst);
    }

    private void saw(Instant from, Instant to, @Nullable LogLevel level) {
        first = from.isBefore(first) ? from : first;
        last = to.isAfter(last) ? to : last;
        if (level != null && (worst == null || level.compareTo(worst) > 0)) {
            worst = level;
        }
    }

    TemplateEvents of(Template template, @Nullable StackFingerprint stack) {
        return new TemplateEvents(template, stack, worst, first, last, hours, errors);
    }
}

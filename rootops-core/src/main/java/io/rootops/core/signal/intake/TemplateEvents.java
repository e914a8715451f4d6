package io.rootops.core.signal.intake;

import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.signal.log.StackFingerprint;
import io.rootops.core.signal.template.Template;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one template that came with one stack trace, or without any.
 *
 * @param stack null: none
 * @param level the worst of them; null: they tell none
 * @param hours events by the hour that they begin in
 * @param errors by the minute, those that tell that something went wrong
 */
public record TemplateEvents(
        Template template,
        @Nullable StackFingerprint stack,
        @Nullable LogLevel level,
        Instant first,
        Instant last,
        Map<Instant, Integer> hours,
        Map<Instant, Integer> errors) {

    public TemplateEvents {
        hours = Map.copyOf(hours);
        errors = Map.copyOf(errors);
    }

    public int events() {
        return hours.values().stream().mapToInt(Integer::intValue).sum();
    }
}

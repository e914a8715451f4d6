package io.rootops.core.memory;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a deployment said, and why.
 *
 * @param notes what could not be read, and what is not known
 * @param metrics all that were compared, those that got worse first
 * @param logs what got worse in logs, in the order of what it tells
 */
public record LookedAt(Look look, State state, Instant at, List<String> notes, List<Metric> metrics, List<Log> logs) {

    /** What a metric has to do with the state. */
    public enum Finding {
        NONE,
        /** It got worse, alone. */
        ALONE,
        /** It got worse, and another signal of the service with it. */
        AGREED,
        /** It got worse, by too short a history. */
        PROVISIONAL,
        /** It got worse, as in services that were not deployed. */
        SHARED;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Finding of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A metric that was compared.
     *
     * @param before median, in the unit of its kind
     * @param after median
     * @param asLarge earlier times of the same series with a change as large
     * @param placebos of so many
     */
    public record Metric(
            ServiceName service,
            MetricKind kind,
            double before,
            double after,
            int asLarge,
            int placebos,
            Finding finding) {}

    /**
     * What got worse in the logs of a service.
     *
     * @param template its id; null: all errors together
     * @param text of the template then; null: all errors together
     * @param events that came after
     * @param expected null: a new or returned error, which needs no statistics; so are the next two
     */
    public record Log(
            ServiceName service,
            LogFinding.Kind kind,
            @Nullable Long template,
            @Nullable String text,
            double events,
            @Nullable Double expected,
            @Nullable Integer asLarge,
            @Nullable Integer placebos) {}
}

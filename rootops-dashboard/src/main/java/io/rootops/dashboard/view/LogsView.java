package io.rootops.dashboard.view;

import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices.LoggedTemplate;
import io.rootops.core.memory.LoggedServices.Service;
import io.rootops.core.memory.LoggedServices.Trend;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What services log.
 *
 * @param services those with the most errors in the last day first
 * @param service the one that the templates are of; null: there is none
 * @param templates what changed first: new errors, then rising ones, then the most frequent
 * @param left how many templates are not in the list
 * @param trends how many templates of the service are new, rising, gone or steady, whichever are in the list
 * @param chart errors of the service by hour in the last week; null: there is no service
 */
public record LogsView(
        Instant generatedAt,
        List<SourceItem> sources,
        List<ServiceItem> services,
        @Nullable ServiceItem service,
        List<TemplateItem> templates,
        int left,
        Map<String, Long> trends,
        @Nullable ChartView chart) {

    /**
     * Where lines come from.
     *
     * @param readAt null: nothing was read yet
     * @param completeAt all that was written before is read; null: nothing was read yet
     * @param behind whether there is more to read at once
     * @param problem why the last reading came to nothing; null: it did not
     * @param notes what the last reading has to say
     */
    public record SourceItem(
            String name,
            @Nullable Instant readAt,
            @Nullable Instant completeAt,
            boolean behind,
            @Nullable String problem,
            List<String> notes) {
        public static SourceItem of(LogSources.Source it) {
            return new SourceItem(it.name(), it.readAt(), it.complete(), it.behind(), it.problem(), it.notes());
        }
    }

    /**
     * A service.
     *
     * @param environment null: not known
     * @param repository that it comes from; null: not known, or none
     * @param forgottenTemplates so many were forgotten since its lines are too different from each other
     */
    public record ServiceItem(
            String name,
            @Nullable String environment,
            @Nullable String repository,
            Instant firstSeenAt,
            Instant lastSeenAt,
            long hourEvents,
            long hourErrors,
            long dayEvents,
            long dayErrors,
            long templates,
            long forgottenTemplates) {
        public static ServiceItem of(Service it, @Nullable String repository) {
            return new ServiceItem(
                    it.name(),
                    it.environment().isEmpty() ? null : it.environment(),
                    repository,
                    it.firstSeenAt(),
                    it.lastSeenAt(),
                    it.hour().events(),
                    it.hour().errors(),
                    it.day().events(),
                    it.day().errors(),
                    it.templates(),
                    it.evicted());
        }

        public String link() {
            return Links.LOGS + "?service=" + Links.value(name)
                    + (environment == null ? "" : "&environment=" + Links.value(environment));
        }
    }

    /**
     * A template.
     *
     * @param level lower-case, the worst; null: its lines tell none
     * @param error whether it tells that something went wrong
     * @param trend new, rising, gone or steady
     * @param frames exceptions and frames of its stack trace
     * @param samples at most five lines, secrets masked
     * @param recentEvents in this hour and the one before
     */
    public record TemplateItem(
            long id,
            String text,
            @Nullable String level,
            boolean error,
            String trend,
            List<String> frames,
            List<String> samples,
            long events,
            long recentEvents,
            long dayEvents,
            Instant firstSeenAt,
            Instant lastSeenAt) {
        public static TemplateItem of(LoggedTemplate it) {
            return new TemplateItem(
                    it.id(),
                    it.text(),
                    it.level() == null ? null : it.level().name().toLowerCase(Locale.ROOT),
                    it.error(),
                    word(it.trend()),
                    it.frames(),
                    it.samples(),
                    it.events(),
                    it.recent(),
                    it.day(),
                    it.firstSeenAt(),
                    it.lastSeenAt());
        }
    }

    /** For the page. */
    public String count(Trend trend) {
        return Shown.number(trends.getOrDefault(word(trend), 0L));
    }

    public static String word(Trend trend) {
        return trend.name().toLowerCase(Locale.ROOT);
    }
}

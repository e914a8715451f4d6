package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, and what was said of it.
 *
 * @param timeline what happened, in the order of time
 * @param looks the first one first; empty: none was taken yet
 * @param answers what people say of the verdict
 * @param range the commits that went live with it; null: it is not known after which, or one of them is not
 * @param suspects which of them may have made something worse, as hints; null: nothing got worse, or they are not ranked yet
 * @param rollback what a rollback would come to; null: nothing got worse, another deployment took its place, or it was not asked
 *     for
 * @param services that it is judged by, those that got worse first
 * @param around what one of them did before and after; null: there is none, or it was not asked for
 */
public record DeploymentView(
        @JsonUnwrapped DeploymentsView.Item item,
        List<Happening> timeline,
        List<LookItem> looks,
        VerdictAnswers answers,
        @Nullable RangeView range,
        @Nullable SuspectsView suspects,
        @Nullable RollbackAdvice rollback,
        List<ServiceItem> services,
        @Nullable Around around) {

    /** What may happen to a deployment. */
    public enum Event {
        BEGUN,
        SERVED,
        LOOKED_AT,
        /** Another one took its place. */
        SUPERSEDED,
        /** Not yet. */
        NEXT_LOOK
    }

    /**
     * What happened to it, or is going to.
     *
     * @param minutes after it served; null: not at a look
     * @param state what the look said; null: no look
     */
    public record Happening(
            Event event,
            Instant at,
            @Nullable Long minutes,
            @Nullable State state) {
        /** For people. */
        public String words() {
            return switch (event) {
                case BEGUN -> "Deployment began";
                case SERVED -> "The new version serves";
                case LOOKED_AT ->
                    "Looked at after " + minutes + " minutes"
                            + (state == null ? "" : ": " + DeploymentsView.words(state));
                case SUPERSEDED -> "Another deployment took its place";
                case NEXT_LOOK -> "Looked at next";
            };
        }

        /** In a chart; empty: the line is enough. */
        public String mark() {
            return switch (event) {
                case SERVED -> "serves";
                case LOOKED_AT -> minutes + "′";
                case SUPERSEDED -> "next";
                case BEGUN, NEXT_LOOK -> "";
            };
        }
    }

    /** @param environment null: not known */
    public record ServiceItem(String name, @Nullable String environment) {
        public static ServiceItem of(ServiceName it) {
            return new ServiceItem(it.name(), it.environment().isEmpty() ? null : it.environment());
        }

        public String link(long deployment) {
            return Links.deployment(deployment) + "?service=" + Links.value(name)
                    + (environment == null ? "" : "&environment=" + Links.value(environment)) + "#h-around";
        }

        /** For people. */
        public String words() {
            return environment == null ? name : name + " in " + environment;
        }
    }

    /**
     * What a service did before and after.
     *
     * @param chart of metrics and error lines, from two and a half hours before until as long after
     * @param comparedMinutes how long a time before and after the errors are of
     * @param errors what changed most first
     * @param left how many of them are not in the list
     */
    public record Around(
            ServiceItem service, ChartView chart, long comparedMinutes, List<ErrorItem> errors, int left) {}

    /**
     * An error by template.
     *
     * @param before events, in as long a time as after
     * @param change new, returned, jumped, gone or steady
     */
    public record ErrorItem(
            long templateId,
            String template,
            Instant firstSeenAt,
            long before,
            long after,
            TemplateChanges.Kind change) {
        public static ErrorItem of(TemplateChanges.Change it) {
            return new ErrorItem(it.template(), it.text(), it.firstSeenAt(), it.before(), it.after(), it.kind());
        }

        /** For people. */
        public String words() {
            return switch (change) {
                case NEW -> "new";
                case RETURNED -> "returned";
                case JUMPED -> "more often";
                case GONE -> "gone";
                case STEADY -> "as before";
            };
        }

        /** Whether it is more than before. */
        public boolean worse() {
            return switch (change) {
                case NEW, RETURNED, JUMPED -> true;
                case GONE, STEADY -> false;
            };
        }
    }

    /** The last look; null: none was taken yet. */
    public @Nullable LookItem last() {
        return looks.isEmpty() ? null : looks.get(looks.size() - 1);
    }

    /**
     * A look.
     *
     * @param minutes after the new version served
     * @param notes what could not be read, and what is not known
     * @param metrics all that were compared, those that got worse first
     * @param logs what got worse in logs
     */
    public record LookItem(
            long minutes, State state, Instant at, List<String> notes, List<MetricItem> metrics, List<LogItem> logs) {
        public static LookItem of(LookedAt it, FindingLinks links) {
            return new LookItem(
                    it.look().after().toMinutes(),
                    it.state(),
                    it.at(),
                    it.notes(),
                    it.metrics().stream()
                            .map(metric -> MetricItem.of(
                                    metric, metric.finding() == LookedAt.Finding.NONE ? List.of() : links.of(metric)))
                            .toList(),
                    it.logs().stream()
                            .map(log -> LogItem.of(log, links.of(log)))
                            .toList());
        }
    }

    /** Links of what got worse to the same in other programs. */
    public interface FindingLinks {
        List<ElsewhereLinks.Link> of(LookedAt.Metric metric);

        List<ElsewhereLinks.Link> of(LookedAt.Log log);
    }

    /**
     * A metric that was compared.
     *
     * @param before median, in the unit
     * @param after median, in the unit
     * @param unit of both
     * @param asLarge earlier times of the same series with a change as large,
     * @param placebos of so many
     * @param finding none, alone, agreed, provisional or shared
     * @param links where it got worse, to the same in other programs
     */
    public record MetricItem(
            String service,
            @Nullable String environment,
            MetricKind kind,
            double before,
            double after,
            String unit,
            int asLarge,
            int placebos,
            LookedAt.Finding finding,
            List<ElsewhereLinks.Link> links) {
        static MetricItem of(LookedAt.Metric it, List<ElsewhereLinks.Link> links) {
            return new MetricItem(
                    it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.kind(),
                    it.before(),
                    it.after(),
                    unit(it.kind()),
                    it.asLarge(),
                    it.placebos(),
                    it.finding(),
                    links);
        }

        private static String unit(MetricKind kind) {
            return switch (kind) {
                case ERRORS, REQUESTS -> "per second";
                case LATENCY -> "seconds";
                case CPU -> "cores";
                case MEMORY -> "bytes";
                case RESTARTS -> "per five minutes";
            };
        }

        /** For people. */
        public String beforeWords() {
            return words(before);
        }

        public String afterWords() {
            return words(after);
        }

        private String words(double value) {
            return switch (kind) {
                case MEMORY -> Shown.bytes(Math.round(value));
                case LATENCY -> value < 1 ? Shown.decimal(value * 1000) + " ms" : Shown.decimal(value) + " s";
                case ERRORS, REQUESTS -> Shown.decimal(value) + " / s";
                case CPU -> Shown.decimal(value) + " cores";
                case RESTARTS -> Shown.decimal(value);
            };
        }

        /** What it has to do with what is said, for people. */
        public String verdict() {
            return switch (finding) {
                case NONE -> "as before";
                case ALONE -> "worse";
                case AGREED -> "worse, and another signal with it";
                case PROVISIONAL -> "worse, by a short history";
                case SHARED -> "worse, as where nothing was deployed";
            };
        }
    }

    /**
     * What got worse in the logs of a service.
     *
     * @param template its text; null: all errors of the service together
     * @param events that came after
     * @param expected null: a new or returned error
     * @param links to the same in other programs
     */
    public record LogItem(
            String service,
            @Nullable String environment,
            LogFinding.Kind kind,
            @Nullable Long templateId,
            @Nullable String template,
            double events,
            @Nullable Double expected,
            @Nullable Integer asLarge,
            @Nullable Integer placebos,
            List<ElsewhereLinks.Link> links) {
        static LogItem of(LookedAt.Log it, List<ElsewhereLinks.Link> links) {
            return new LogItem(
                    it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.kind(),
                    it.template(),
                    it.text(),
                    it.events(),
                    it.expected(),
                    it.asLarge(),
                    it.placebos(),
                    links);
        }

        /** For people. */
        public String words() {
            return switch (kind) {
                case NEW_ERROR -> "New error";
                case RETURNED_ERROR -> "An error that the version before did not write";
                case ERRORS_JUMP -> "More errors";
                case TEMPLATE_JUMP -> "An error that comes more often";
                case ERROR_SHARE_JUMP -> "A larger share of errors";
            };
        }
    }
}

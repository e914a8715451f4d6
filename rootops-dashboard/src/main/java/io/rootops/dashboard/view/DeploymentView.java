package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.verdict.LogFinding;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, and what was said of it.
 *
 * @param looks the first one first; empty: none was taken yet
 * @param range the commits that went live with it; null: it is not known after which, or one of them is not
 */
public record DeploymentView(
        @JsonUnwrapped DeploymentsView.Item item,
        List<LookItem> looks,
        @Nullable RangeView range) {

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
        public static LookItem of(LookedAt it) {
            return new LookItem(
                    it.look().after().toMinutes(),
                    it.state(),
                    it.at(),
                    it.notes(),
                    it.metrics().stream().map(MetricItem::of).toList(),
                    it.logs().stream().map(LogItem::of).toList());
        }
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
            LookedAt.Finding finding) {
        static MetricItem of(LookedAt.Metric it) {
            return new MetricItem(
                    it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.kind(),
                    it.before(),
                    it.after(),
                    unit(it.kind()),
                    it.asLarge(),
                    it.placebos(),
                    it.finding());
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
            @Nullable Integer placebos) {
        static LogItem of(LookedAt.Log it) {
            return new LogItem(
                    it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.kind(),
                    it.template(),
                    it.text(),
                    it.events(),
                    it.expected(),
                    it.asLarge(),
                    it.placebos());
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

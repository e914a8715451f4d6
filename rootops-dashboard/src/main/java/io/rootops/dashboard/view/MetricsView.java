package io.rootops.dashboard.view;

import io.rootops.core.memory.MetricSources;
import io.rootops.core.signal.Direction;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.limit.FoundLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of services; a page, and the same as JSON.
 *
 * @param services with a value of the last day, those that are worse than usual first
 * @param limits that will be reached within three days, the next first
 * @param anomalies of the last day, the newest first
 * @param service the one that the chart is of; null: there is none
 * @param span how far back the chart goes
 * @param chart null: there is none
 * @param deployments of the service, within the time of the chart, those that served last first
 */
public record MetricsView(
        Instant generatedAt,
        List<SourceItem> sources,
        List<ServiceItem> services,
        List<LimitItem> limits,
        List<AnomalyItem> anomalies,
        @Nullable ServiceItem service,
        Span span,
        @Nullable ChartView chart,
        List<DeploymentsView.Item> deployments) {

    /** How far back, and how long a step of it is. */
    public enum Span {
        DAY(Duration.ofDays(1), Duration.ofMinutes(20)),
        WEEK(Duration.ofDays(7), Duration.ofHours(2));

        private final Duration length;
        private final Duration step;

        Span(Duration length, Duration step) {
            this.length = length;
            this.step = step;
        }

        public Duration length() {
            return length;
        }

        public Duration step() {
            return step;
        }
    }

    /**
     * Where metrics come from.
     *
     * @param readAt null: nothing was read yet
     * @param problem why the last reading came to nothing; null: it did not
     * @param notes what the last reading has to say
     */
    public record SourceItem(
            String name, @Nullable Instant readAt, @Nullable String problem, List<String> notes) {
        public static SourceItem of(MetricSources.Source it) {
            return new SourceItem(it.name(), it.readAt(), it.problem(), it.notes());
        }
    }

    /**
     * A service.
     *
     * @param environment null: not known
     * @param worse whether any of its metrics is
     * @param metrics at most one of each kind
     * @param anomalies in the last day
     */
    public record ServiceItem(
            String name, @Nullable String environment, boolean worse, List<MetricItem> metrics, long anomalies) {
        public static ServiceItem of(ServiceName service, List<Measurement> measured, long anomalies) {
            List<MetricItem> metrics = measured.stream().map(MetricItem::of).toList();
            return new ServiceItem(
                    service.name(),
                    MetricsView.environment(service),
                    metrics.stream().anyMatch(MetricItem::worse),
                    metrics,
                    anomalies);
        }

        public ServiceName serviceName() {
            return new ServiceName(name, environment == null ? "" : environment);
        }

        public String link() {
            return Links.METRICS + "?service=" + Links.value(name)
                    + (environment == null ? "" : "&environment=" + Links.value(environment));
        }

        /** For the page; null: not measured. */
        public @Nullable MetricItem metric(MetricKind kind) {
            return metrics.stream()
                    .filter(it -> it.kind().equals(kind.word()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A metric of a service.
     *
     * @param at the end of the minute, or for restarts of the hour, that the value is of
     * @param unit of value, low and high
     * @param low a tenth of the usual values are below; null: not known yet
     * @param high a tenth of them are above; null: not known yet
     * @param state usual, above, below or unknown
     * @param worse whether it is out of the usual, the way that is worse
     */
    public record MetricItem(
            String kind,
            String unit,
            double value,
            Instant at,
            @Nullable Double low,
            @Nullable Double high,
            String state,
            boolean worse) {
        public static MetricItem of(Measurement it) {
            UsualBand usual = it.usual();
            String state = usual == null
                    ? "unknown"
                    : it.value() > usual.high() ? "above" : it.value() < usual.low() ? "below" : "usual";
            return new MetricItem(
                    it.kind().word(),
                    it.kind().unit(),
                    it.value(),
                    it.at(),
                    usual == null ? null : usual.low(),
                    usual == null ? null : usual.high(),
                    state,
                    state.equals(it.kind().worse() == Direction.RISE ? "above" : "below"));
        }

        /** For the page. */
        public String text() {
            return MetricText.value(MetricKind.of(kind), value);
        }

        /** For the page; empty: not known. */
        public String usualText() {
            return MetricText.usual(MetricKind.of(kind), low, high);
        }
    }

    /**
     * A value unlike those before it.
     *
     * @param environment null: not known
     * @param at beginning of its five minutes
     * @param unit of value and usual
     * @param usual median of the day before
     * @param grade how far beyond the threshold, above 0, at most 1
     * @param speaks whether it is one of errors or latency, or another metric of the service has one within an hour, the way
     *     that is worse
     */
    public record AnomalyItem(
            String service,
            @Nullable String environment,
            String kind,
            String unit,
            Instant at,
            double value,
            double usual,
            double grade,
            boolean speaks) {
        public static AnomalyItem of(FoundAnomaly it) {
            return new AnomalyItem(
                    it.service().name(),
                    MetricsView.environment(it.service()),
                    it.kind().word(),
                    it.kind() == MetricKind.RESTARTS
                            ? "per_five_minutes"
                            : it.kind().unit(),
                    it.anomaly().at(),
                    it.anomaly().value(),
                    it.anomaly().usual(),
                    it.anomaly().grade(),
                    it.speaks());
        }

        /** For the page. */
        public String text() {
            return MetricText.value(MetricKind.of(kind), value);
        }

        /** For the page. */
        public String usualText() {
            return MetricText.value(MetricKind.of(kind), usual);
        }
    }

    /**
     * A limit that a service will reach if it goes on as it did.
     *
     * @param environment null: not known
     * @param kind memory, disk or latency
     * @param usedRatio share of the limit at {@code foretoldAt}
     * @param soonestAt one in ten is reached earlier
     * @param latestAt one in ten is reached later; null: not known
     * @param tested by so many earlier forecasts of the same series
     * @param errorRatio mean error of those to that of "stays as now"
     */
    public record LimitItem(
            String service,
            @Nullable String environment,
            String kind,
            double usedRatio,
            Instant foretoldAt,
            Instant soonestAt,
            Instant expectedAt,
            @Nullable Instant latestAt,
            int tested,
            double errorRatio) {
        public static LimitItem of(FoundLimit it) {
            return new LimitItem(
                    it.service().name(),
                    MetricsView.environment(it.service()),
                    it.kind().word(),
                    it.used(),
                    it.at(),
                    it.soonest(),
                    it.expected(),
                    it.latest(),
                    it.forecast().tested(),
                    it.forecast().ratio());
        }

        /** For the page. */
        public String usedText() {
            return Shown.percent(usedRatio);
        }

        /** For the page. */
        public String errorText() {
            return Shown.percent(errorRatio);
        }
    }

    private static @Nullable String environment(ServiceName service) {
        return service.environment().isEmpty() ? null : service.environment();
    }
}

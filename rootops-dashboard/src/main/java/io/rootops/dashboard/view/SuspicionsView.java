package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Interval;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.Precision;
import io.rootops.core.suspicion.Suspicion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What looked wrong in services between deployments.
 *
 * @param open how many go on, are told, and have no answer
 * @param alarmsPerWeek of one repository at most are told
 * @param quietDays how often the rules are false here, as far as is known
 * @param suspicions those without an answer first, then the newest
 * @param expected those that people said are expected, so that they are not told of again
 */
public record SuspicionsView(
        Instant generatedAt,
        int open,
        int alarmsPerWeek,
        QuietDaysItem quietDays,
        List<Item> suspicions,
        List<Item> expected) {

    /**
     * What the rules found on days without a deployment or an incident of the service, in the last ninety days.
     *
     * @param days of services
     * @param alarmsPerWeek of one service; null: no day was looked at
     */
    public record QuietDaysItem(
            long days, long alarms, @Nullable Double alarmsPerWeek) {
        public static QuietDaysItem of(QuietDays.Found it) {
            return new QuietDaysItem(it.days(), it.alarms(), it.days() == 0 ? null : 7.0 * it.alarms() / it.days());
        }

        /** In a sentence. */
        public String text() {
            return alarmsPerWeek == null
                    ? "How often these rules are false here is not known yet."
                    : String.format(
                            Locale.ENGLISH,
                            "On %s of services without a deployment or an incident the rules found %s: %.2f a week of"
                                    + " one service.",
                            Shown.count(days, "day"),
                            Shown.count(alarms, "alarm"),
                            alarmsPerWeek);
        }
    }

    /** How a suspicion stands. */
    public enum State {
        /** It goes on, and is told. */
        OPEN,
        /** It goes on, and is held back by the budget. */
        HELD,
        /** It was quiet for an hour. */
        CLOSED
    }

    /**
     * A suspicion.
     *
     * @param repository that the service came from then; null: not known
     * @param environment null: not known
     * @param toldAt null: it was held back by the budget
     * @param closedAt null: it goes on
     * @param answer null: none
     * @param suspects which commits may have done it, as hints; null: it does not go on, has an answer, or they are not ranked yet
     * @param incident that it became, or is more of; null: none
     */
    public record Item(
            UUID id,
            @Nullable String repository,
            String service,
            @Nullable String environment,
            Kind kind,
            State state,
            Instant openedAt,
            @Nullable Instant toldAt,
            Instant lastSeenAt,
            @Nullable Instant closedAt,
            List<EvidenceItem> evidence,
            PrecisionItem precision,
            @Nullable AnswerItem answer,
            @Nullable SuspectsView suspects,
            @Nullable UUID incident) {

        /** @param repository null: not known */
        public static Item of(
                Suspicion it, @Nullable String repository, Precision precision, @Nullable SuspectsView suspects) {
            ServiceName service = it.service();
            return new Item(
                    it.id(),
                    repository,
                    service.name(),
                    service.environment().isEmpty() ? null : service.environment(),
                    it.kind(),
                    it.closed() != null ? State.CLOSED : it.told() == null ? State.HELD : State.OPEN,
                    it.opened(),
                    it.told(),
                    it.lastSeen(),
                    it.closed(),
                    it.findings().stream().map(EvidenceItem::of).toList(),
                    PrecisionItem.of(precision),
                    it.said() == null
                            ? null
                            : new AnswerItem(
                                    it.said().answer(),
                                    it.said().by(),
                                    it.said().at()),
                    suspects,
                    it.incident());
        }

        /** For people: "till in production". */
        public String where() {
            return environment == null ? service : service + " in " + environment;
        }

        public String words() {
            return kind.words();
        }

        public String logs() {
            return Links.LOGS + "?service=" + Links.value(service)
                    + (environment == null ? "" : "&environment=" + Links.value(environment));
        }
    }

    /**
     * A finding.
     *
     * @param text in words
     * @param template text of the log template; null: it is of none
     * @param metric null: it is of logs
     * @param value events, seconds of silence, or the metric's value
     * @param expected in the same unit, of silence in lines; null: a new error
     * @param asLarge how many earlier times were as extreme; null: they are not counted
     * @param placebos of so many
     */
    public record EvidenceItem(
            Kind kind,
            String text,
            @Nullable String template,
            @Nullable MetricKind metric,
            Instant firstAt,
            Instant lastAt,
            double value,
            @Nullable Double expected,
            @Nullable Integer asLarge,
            @Nullable Integer placebos) {
        static EvidenceItem of(Suspicion.Seen it) {
            var finding = it.finding();
            return new EvidenceItem(
                    finding.kind(),
                    SuspicionText.evidence(finding),
                    it.template(),
                    finding.metric(),
                    finding.first(),
                    finding.last(),
                    finding.value(),
                    finding.expected(),
                    finding.asLarge(),
                    finding.placebos());
        }
    }

    /**
     * How often such alarms were right.
     *
     * @param share of those that were answered, 0 to 1; null: none was
     * @param low of its 95 % interval
     * @param high of its 95 % interval
     * @param text in words
     */
    public record PrecisionItem(
            int confirmed,
            int answered,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            String text) {
        static PrecisionItem of(Precision it) {
            if (it.answered() == 0) {
                return new PrecisionItem(0, 0, null, null, null, SuspicionText.precision(it));
            }
            Interval interval = Interval.ofShare(it.confirmed(), it.answered());
            return new PrecisionItem(
                    it.confirmed(),
                    it.answered(),
                    (double) it.confirmed() / it.answered(),
                    interval.low(),
                    interval.high(),
                    SuspicionText.precision(it));
        }
    }

    /** What a person said, how they came in, and when. */
    public record AnswerItem(Answer answer, String by, Instant at) {
        public String words() {
            return switch (answer) {
                case CONFIRMED -> "confirmed";
                case DISMISSED -> "dismissed";
                case EXPECTED -> "expected here";
            };
        }
    }
}

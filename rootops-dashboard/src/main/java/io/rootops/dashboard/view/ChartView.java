package io.rootops.dashboard.view;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.Stretch;
import io.rootops.core.signal.UsualBand;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines over time that are drawn one above the other: the numbers that they are drawn from.
 *
 * @param stepSeconds how long each point is of
 * @param lines with points at the same times
 */
public record ChartView(long stepSeconds, List<Line> lines) {
    static final String ERROR_LINES = "error_lines";
    private static final String SHARE = "share";

    /**
     * A line.
     *
     * @param kind of metric, or error_lines
     * @param unit of value, low and high
     * @param links to the same in other programs
     */
    public record Line(String kind, String unit, List<Point> points, List<ElsewhereLinks.Link> links) {
        public static Line of(MetricKind kind, Stretch stretch, List<ElsewhereLinks.Link> links) {
            String unit = kind == MetricKind.RESTARTS ? "per_five_minutes" : kind.unit();
            return new Line(
                    kind.word(), unit, stretch.points().stream().map(Point::of).toList(), links);
        }

        /** Of the lines, from 0 to 1. */
        public static Line errorShare(Stretch stretch, List<ElsewhereLinks.Link> links) {
            return new Line(
                    ERROR_LINES, SHARE, stretch.points().stream().map(Point::of).toList(), links);
        }

        /** By hour, without what is usual. */
        public static Line errorLines(Series byHour, List<ElsewhereLinks.Link> links) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < byHour.size(); i++) {
                points.add(new Point(
                        byHour.start().plus(byHour.step().multipliedBy(i)),
                        Point.rounded(Double.isNaN(byHour.value(i)) ? null : byHour.value(i)),
                        null,
                        null));
            }
            return new Line(ERROR_LINES, "per_hour", points, links);
        }

        /** Whether there is anything; restarts are, where there were any. */
        public boolean worthDrawing() {
            return points.stream()
                    .anyMatch(
                            it -> it.value() != null && (it.value() != 0 || !kind.equals(MetricKind.RESTARTS.word())));
        }

        /** Whether it is known of any point what is usual. */
        public boolean compared() {
            return points.stream().anyMatch(it -> it.low() != null);
        }

        /** For the page. */
        public String name() {
            return switch (kind) {
                case ERROR_LINES -> "Error lines";
                case "cpu" -> "CPU";
                default -> Shown.word(MetricKind.of(kind));
            };
        }

        public boolean counted() {
            return kind.equals(ERROR_LINES) || kind.equals(MetricKind.RESTARTS.word());
        }

        /** For the page; a dash where nothing is known. */
        public String text(@Nullable Double value) {
            if (value == null) {
                return "–";
            }
            if (kind.equals(ERROR_LINES)) {
                return unit.equals(SHARE) ? MetricText.share(value) : Shown.decimal(value);
            }
            return MetricText.value(MetricKind.of(kind), value);
        }

        /** For the page; a dash where it is not known. */
        public String usualText(Point point) {
            return point.low() == null || point.high() == null ? "–" : text(point.low()) + " to " + text(point.high());
        }
    }

    /**
     * A step of a line, to three places.
     *
     * @param at when it begins
     * @param value null: not known
     * @param low a tenth of the usual values at this time of the day are below; null: not known
     * @param high a tenth of them are above; null: not known
     */
    public record Point(
            Instant at,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {
        private static final MathContext PLACES = new MathContext(3, RoundingMode.HALF_UP);

        static Point of(Stretch.Point it) {
            UsualBand usual = it.usual();
            return new Point(
                    it.at(),
                    rounded(it.value()),
                    usual == null ? null : rounded(usual.low()),
                    usual == null ? null : rounded(usual.high()));
        }

        private static @Nullable Double rounded(@Nullable Double value) {
            return value == null ? null : new BigDecimal(value).round(PLACES).doubleValue();
        }
    }

    /** When each step begins. */
    public List<Instant> times() {
        return lines.isEmpty()
                ? List.of()
                : lines.get(0).points().stream().map(Point::at).toList();
    }

    /** In which step this is; before the first and after the last one it is in that. */
    public int step(Instant at) {
        List<Instant> times = times();
        int step = Collections.binarySearch(times, at);
        return step >= 0 ? step : Math.max(0, -step - 2);
    }

    public boolean empty() {
        return lines.stream().noneMatch(Line::worthDrawing);
    }
}

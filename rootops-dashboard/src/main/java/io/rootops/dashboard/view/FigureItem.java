package io.rootops.dashboard.view;

import io.rootops.core.dora.Figure;
import org.jspecify.annotations.Nullable;

/**
 * A figure of DORA.
 *
 * @param n of so many
 * @param value null: of none
 * @param low where it may truly lie, with 95 %; null: too few for that; so is {@code high}
 */
public record FigureItem(
        int n,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {
    static FigureItem of(Figure it) {
        return new FigureItem(
                it.n(),
                it.value(),
                it.interval() == null ? null : it.interval().low(),
                it.interval() == null ? null : it.interval().high());
    }

    /** For people, of seconds. */
    public String time() {
        return value == null ? "–" : Shown.span(Math.max(1, value));
    }

    public String timeRange() {
        return low == null || high == null
                ? "too few for an interval"
                : "95 % interval " + Shown.span(Math.max(1, low)) + " to " + Shown.span(Math.max(1, high));
    }

    public String percentRange() {
        return low == null || high == null
                ? "too few for an interval"
                : "95 % interval " + Shown.percent(low) + " to " + Shown.percent(high);
    }

    public String number() {
        return value == null ? "–" : Shown.decimal(Math.rint(value * 10) / 10);
    }

    public String numberRange() {
        return low == null || high == null
                ? "too few for an interval"
                : "95 % interval " + Shown.decimal(Math.rint(low * 10) / 10) + " to "
                        + Shown.decimal(Math.rint(high * 10) / 10);
    }
}

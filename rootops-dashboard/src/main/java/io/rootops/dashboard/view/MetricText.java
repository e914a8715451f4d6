package io.rootops.dashboard.view;

import io.rootops.core.signal.MetricKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How values of metrics are written on pages: with their unit, to three places. */
public final class MetricText {
    private static final MathContext PLACES = new MathContext(3, RoundingMode.HALF_UP);

    private MetricText() {}

    /** "12.3/s", "230 ms", "0.25 cores", "1.2 GB", "2". */
    public static String value(MetricKind kind, double value) {
        return switch (kind) {
            case REQUESTS, ERRORS -> number(value) + "/s";
            case LATENCY -> Math.abs(value) < 1 ? number(value * 1000) + " ms" : number(value) + " s";
            case CPU -> number(value) + (number(value).equals("1") ? " core" : " cores");
            case MEMORY -> Shown.bytes(Math.round(value));
            case RESTARTS -> number(value);
        };
    }

    /** "2.5 %". */
    public static String share(double share) {
        return number(100 * share) + " %";
    }

    /** "usually 2/s to 5/s"; empty where it is not known. */
    public static String usual(MetricKind kind, @Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "" : "usually " + value(kind, low) + " to " + value(kind, high);
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(PLACES);
        if (rounded.abs().compareTo(BigDecimal.valueOf(1000)) >= 0) {
            return Shown.number(Math.round(value));
        }
        // What is next to nothing is not worth its noughts.
        BigDecimal shown = rounded.setScale(Math.min(rounded.scale(), 4), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }
}

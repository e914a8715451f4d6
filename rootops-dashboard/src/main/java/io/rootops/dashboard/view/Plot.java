package io.rootops.dashboard.view;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Places in a chart: percent of its width from the left and of its height from the top. */
public final class Plot {
    private Plot() {}

    /** Points of a line, x and y from 0 to 1, y upwards. */
    public static <T> String line(List<T> items, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        StringBuilder points = new StringBuilder();
        for (T it : items) {
            points.append(points.isEmpty() ? "" : " ")
                    .append(number(100 * x.applyAsDouble(it)))
                    .append(',')
                    .append(number(100 - 100 * y.applyAsDouble(it)));
        }
        return points.toString();
    }

    /** From the left; for an attribute that takes a percentage. */
    public static String x(double share) {
        return number(100 * share) + "%";
    }

    /** From the top, of something that is so high. */
    public static String y(double share) {
        return number(100 - 100 * share) + "%";
    }

    /** The least round number that all of this fits below, at most 1. */
    public static double top(double largest) {
        for (double top : new double[] {0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8}) {
            if (largest <= top) {
                return top;
            }
        }
        return 1;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", Math.max(0, Math.min(100, value)))
                .replaceAll("\\.?0+$", "");
    }
}

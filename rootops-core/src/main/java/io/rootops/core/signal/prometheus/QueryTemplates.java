package io.rootops.core.signal.prometheus;

import static io.rootops.core.signal.prometheus.PromQl.series;

import java.util.function.UnaryOperator;

/** Queries with places to fill, see {@link Instrumentation#expressions}. */
final class QueryTemplates {
    /** In the time that one value is of; of fewer a 95th percentile tells nothing. */
    private static final int LEAST_REQUESTS = 50;

    private static final String IN = "<in>";

    private QueryTemplates() {}

    static String rate(String counter) {
        return rate(counter, IN);
    }

    private static String rate(String counter, String matchers) {
        return "sum by (<by>) (rate(" + series(counter, matchers) + "[<range>]))";
    }

    /** The same of a native histogram, which has its count within. */
    static String nativeRate(String histogram) {
        return nativeRate(histogram, IN);
    }

    private static String nativeRate(String histogram, String matchers) {
        return "sum by (<by>) (histogram_count(rate(" + series(histogram, matchers) + "[<range>])))";
    }

    static String sum(String metric) {
        return "sum by (<by>) (" + series(metric, IN) + ")";
    }

    /**
     * Each change counts in one step: of evaluations every 15 s, steps have the one at their border in common and no other.
     * Instances that are new have not changed.
     */
    static String changes(String metric) {
        return "sum by (<by>) (changes(" + series(metric, IN) + "[<step>:15s]))";
    }

    static String errors(String counter, String... failed) {
        return errors(matchers -> rate(counter, matchers), failed);
    }

    static String nativeErrors(String histogram, String... failed) {
        return errors(matchers -> nativeRate(histogram, matchers), failed);
    }

    /** None is 0 where there are requests: most have no series of what never happened. */
    private static String errors(UnaryOperator<String> rate, String... failed) {
        StringBuilder errors = new StringBuilder();
        for (String matcher : failed) {
            errors.append(rate.apply(IN + "," + matcher)).append(" or ");
        }
        return errors + "0 * " + rate.apply(IN);
    }

    /** The 95th percentile of a histogram, else the mean, in seconds. */
    static String percentile(String base, int unit) {
        return "((histogram_quantile(0.95, sum by (<by>, le) (rate(" + series(base + "_bucket", IN) + "[<range>]))) or "
                + rate(base + "_sum") + " / " + rate(base + "_count") + ") and sum by (<by>) (increase("
                + series(base + "_count", IN) + "[<range>])) >= " + LEAST_REQUESTS + ")" + scale(unit);
    }

    /** The same of a native histogram. */
    static String nativePercentile(String histogram, int unit) {
        String selected = series(histogram, IN) + "[<range>]";
        return "(histogram_quantile(0.95, sum by (<by>) (rate(" + selected
                + "))) and sum by (<by>) (histogram_count(increase(" + selected + "))) >= " + LEAST_REQUESTS + ")"
                + scale(unit);
    }

    private static String scale(int unit) {
        return unit == 1 ? "" : " / " + unit;
    }
}

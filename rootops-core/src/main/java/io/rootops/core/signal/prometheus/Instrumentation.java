package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.MetricKind;
import java.util.List;
import java.util.Map;

/**
 * What a common way to measure calls its metrics.
 *
 * @param metric that it is told by, and that tells which services it is used for
 * @param only matchers that leave out what is no service; empty: none
 * @param labels that name the service, the first that is there
 * @param expressions queries by kind, with places to fill: {@code <in>} matchers, {@code <by>} labels, {@code <range>} and
 *     {@code <step>} times
 * @param value what the metric's values are
 */
record Instrumentation(
        String metric, String only, List<ServiceLabel> labels, Map<MetricKind, String> expressions, Value value) {

    enum Value {
        NUMBER,
        /** A native histogram; what has numbers by that name is something else, such as a summary. */
        HISTOGRAM,
        /** The time at which an instance began, in seconds since 1970. */
        START
    }

    /** Its series of all services, also those that were there a while ago: one that crashed is measured still. */
    String present() {
        String series = PromQl.series(metric, only);
        String either = series + " or " + series + " offset 30m";
        return value == Value.HISTOGRAM ? "histogram_count(" + either + ")" : either;
    }
}

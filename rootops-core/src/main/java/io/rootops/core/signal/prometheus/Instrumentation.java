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
 * @param starts whether the metric's value is the time at which an instance began, in seconds since 1970
 */
record Instrumentation(
        String metric, String only, List<ServiceLabel> labels, Map<MetricKind, String> expressions, boolean starts) {

    /** Selects its metric for all services. */
    String selector() {
        return metric + "{" + only + "}";
    }
}

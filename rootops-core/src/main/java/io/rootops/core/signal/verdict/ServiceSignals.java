package io.rootops.core.signal.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service around a deployment, up to the look.
 *
 * @param deployed false: a control, which the change did not touch
 * @param requests that it answered from when the new version served to the look; null: not measured
 * @param metrics at most one of a kind
 * @param logs null: not read
 */
public record ServiceSignals(
        String service,
        boolean deployed,
        @Nullable Double requests,
        List<ServiceMetric> metrics,
        @Nullable ServiceLogs logs) {

    public ServiceSignals {
        metrics = List.copyOf(metrics);
    }
}

package io.rootops.core.signal.anomaly;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;

/**
 * An anomaly of a service.
 *
 * @param speaks whether it is worth a word, by {@link ServiceAnomalies}
 */
public record FoundAnomaly(ServiceName service, MetricKind kind, Anomaly anomaly, boolean speaks) {}

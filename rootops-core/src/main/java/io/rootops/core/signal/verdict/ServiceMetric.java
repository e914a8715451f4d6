package io.rootops.core.signal.verdict;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;

/**
 * A metric of a service.
 *
 * @param series of five-minute steps that begin at whole steps from when the new version serves
 */
public record ServiceMetric(MetricKind kind, Series series) {}

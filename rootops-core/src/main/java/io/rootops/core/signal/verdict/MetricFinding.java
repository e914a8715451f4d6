package io.rootops.core.signal.verdict;

import io.rootops.core.signal.MetricKind;

/**
 * A metric that got worse.
 *
 * @param service of which it is
 * @param agreed whether another metric of the service got worse with it; one alone is the weaker evidence
 * @param provisional of one to three days of history: shown, and no verdict
 */
public record MetricFinding(String service, MetricKind kind, Shift shift, boolean agreed, boolean provisional) {}

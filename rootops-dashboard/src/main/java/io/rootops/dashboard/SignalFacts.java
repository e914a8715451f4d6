package io.rootops.dashboard;

import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.TemplateChanges;
import io.rootops.core.settings.SignalPages;

/**
 * What services did over time.
 *
 * @param pages where people look at the same metrics
 */
public record SignalFacts(MetricHistory metrics, LogHistory logs, TemplateChanges templates, SignalPages pages) {}

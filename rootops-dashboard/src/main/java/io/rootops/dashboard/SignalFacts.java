package io.rootops.dashboard;

import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.TemplateChanges;

/** What services did over time. */
public record SignalFacts(MetricHistory metrics, LogHistory logs, TemplateChanges templates) {}

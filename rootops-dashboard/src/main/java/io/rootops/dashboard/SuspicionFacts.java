package io.rootops.dashboard;

import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.Suspicions;

/** What looked wrong between deployments, and how often that is false. */
public record SuspicionFacts(Suspicions suspicions, QuietDays quietDays) {}

package io.rootops.dashboard;

import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.SuspicionAnswers;
import io.rootops.core.memory.Suspicions;

/** What looked wrong between deployments, what people say of it, and how often that is false. */
public record SuspicionFacts(Suspicions suspicions, SuspicionAnswers answers, QuietDays quietDays) {}

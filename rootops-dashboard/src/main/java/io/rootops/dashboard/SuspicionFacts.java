package io.rootops.dashboard;

import io.rootops.core.memory.SuspicionAnswers;
import io.rootops.core.memory.Suspicions;

/** What looked wrong between deployments, and what people say of it. */
public record SuspicionFacts(Suspicions suspicions, SuspicionAnswers answers) {}

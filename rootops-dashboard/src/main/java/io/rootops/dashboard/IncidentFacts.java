package io.rootops.dashboard;

import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;

/** What went wrong in production, what is said to have caused it, and the way in for who tells of it. */
public record IncidentFacts(IncidentMemory incidents, IncidentAnswers answers, IncidentReporting reporting) {}

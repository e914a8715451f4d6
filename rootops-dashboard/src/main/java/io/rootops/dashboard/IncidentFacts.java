package io.rootops.dashboard;

import io.rootops.core.engine.ChangeSuspects;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.SuspectRankings;

/** What went wrong in production, what may and what is said to have caused it, and the way in for who tells of it. */
public record IncidentFacts(
        IncidentMemory incidents,
        IncidentAnswers answers,
        SuspectRankings rankings,
        ChangeEvents changes,
        ChangeSuspects changeSuspects,
        IncidentReporting reporting) {}

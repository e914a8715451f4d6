package io.rootops.dashboard;

import io.rootops.core.engine.Analysis;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.gate.GateRule;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.FilePasts;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.vitals.Health;
import io.rootops.dashboard.learning.LearningRecord;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the pages are made of.
 *
 * @param publicRecord how what RootOps ships with did on public projects; shown until there is a record of one's own
 * @param health of RootOps itself, read anew each time
 */
public record DashboardData(
        RepositoryMemory repositories,
        CommitMemory commits,
        CommitRanges ranges,
        LearningRecord learning,
        Analysis analysis,
        DeliveryMemory deliveries,
        PullRequestMemory pulls,
        CommitFacts facts,
        FilePasts files,
        PatternMemory patterns,
        HotspotSearch hotspots,
        LogSources logSources,
        LoggedServices loggedServices,
        DeploymentFacts deployments,
        ServiceOrigins serviceOrigins,
        MetricSources metricSources,
        MeasuredServices measuredServices,
        SuspicionFacts suspicions,
        IncidentFacts incidents,
        SignalFacts signals,
        GateRule gate,
        List<PublicRecord> publicRecord,
        Supplier<Health> health) {}

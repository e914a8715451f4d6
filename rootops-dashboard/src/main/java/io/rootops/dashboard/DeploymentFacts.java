package io.rootops.dashboard;

import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import java.time.InstantSource;

/** What is known of deployments, and what was said of them. */
public record DeploymentFacts(
        WatchedDeployments watched,
        VerdictMemory verdicts,
        DeploymentMemory deployments,
        ServedDeployments served,
        LiveCommits live,
        VerdictAnswers answers,
        RevertTrials reverts) {
    DeploymentReports reports(InstantSource clock) {
        return new DeploymentReports(deployments, watched, clock);
    }
}

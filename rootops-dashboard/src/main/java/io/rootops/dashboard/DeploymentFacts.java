package io.rootops.dashboard;

import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;

/** What is known of deployments, and what was said of them. */
public record DeploymentFacts(WatchedDeployments watched, VerdictMemory verdicts, DeploymentMemory deployments) {}

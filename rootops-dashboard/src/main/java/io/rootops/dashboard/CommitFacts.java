package io.rootops.dashboard;

import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.IssueMemory;

/** What a forge tells of commits besides their pull requests. */
public record CommitFacts(CheckMemory checks, DeploymentMemory deployments, IssueMemory issues) {}

package io.rootops.core.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request and what was asked about it.
 *
 * @param approvedBy logins of those whose last review approves; null: not asked yet
 */
public record KnownPull(PullRequest pull, @Nullable List<String> approvedBy) {}

package io.rootops.core.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this RootOps runs.
 *
 * @param githubRepositories owner/name each
 * @param githubToken null: anonymous
 * @param analyzeNewCommits false: commits are stored without a score, until somebody asks for it
 * @param continuousLearning false: the model in use is kept
 * @param databaseUrl null: the embedded database
 * @param bind a loopback address
 * @param webhookSecrets any of them may have signed; empty: webhooks are refused
 * @param webhookPort 0: a free one; null: none of their own
 */
public record Settings(
        List<String> githubRepositories,
        @Nullable Secret githubToken,
        URI githubUrl,
        URI githubApiUrl,
        boolean autoPolling,
        Duration githubPollInterval,
        boolean analyzeNewCommits,
        boolean continuousLearning,
        @Nullable Secret databaseUrl,
        Path home,
        int port,
        String bind,
        List<Secret> webhookSecrets,
        @Nullable Integer webhookPort) {}

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
 * @param databaseUrl null: the embedded database
 * @param bind a loopback address
 */
public record Settings(
        List<String> githubRepositories,
        @Nullable Secret githubToken,
        URI githubUrl,
        URI githubApiUrl,
        boolean autoPolling,
        Duration githubPollInterval,
        @Nullable Secret databaseUrl,
        Path home,
        int port,
        String bind) {}

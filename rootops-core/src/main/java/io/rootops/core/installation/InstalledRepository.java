package io.rootops.core.installation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository that the App is installed on, as GitHub lists it.
 *
 * @param githubId GitHub's number, which stays when it is renamed or transferred
 * @param fullName owner/name as of now
 * @param pushedAt of the last push to any branch; null: there was none
 */
public record InstalledRepository(
        long githubId,
        String fullName,
        @Nullable String defaultBranch,
        boolean archived,
        boolean disabled,
        boolean fork,
        @Nullable Instant pushedAt) {}

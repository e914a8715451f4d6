package io.rootops.core.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What a payload says about itself; null where it does not.
 *
 * @param action of the event, such as opened
 * @param installationId of the App whose installation sent it
 * @param githubId GitHub's number of the repository that it is about
 * @param fullName owner/name of that repository, when it was sent
 */
public record Envelope(
        @Nullable String action,
        @Nullable Long installationId,
        @Nullable Long githubId,
        @Nullable String fullName) {}

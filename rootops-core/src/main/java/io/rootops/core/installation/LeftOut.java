package io.rootops.core.installation;

import io.rootops.core.change.Pause;

/**
 * A repository that the App is installed on and that was never followed.
 *
 * @param fullName owner/name
 */
public record LeftOut(long installationId, String fullName, Pause why) {}

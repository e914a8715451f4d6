package io.rootops.core.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of several commits that are the same change, as after a cherry-pick.
 *
 * @param committedAt null where the commit is known by name only
 */
public record Twin(String sha, @Nullable Instant committedAt) {
    /** What was known before it landed tells nothing of it: a change comes back after a revert because it is mended. */
    boolean shares(Finding finding) {
        return committedAt == null || !finding.from().isBefore(committedAt);
    }
}

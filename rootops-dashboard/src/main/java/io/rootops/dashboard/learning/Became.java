package io.rootops.dashboard.learning;

import io.rootops.core.outcome.OutcomeSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a commit went wrong, and who says so.
 *
 * @param evidence sha of the fix or revert, or the incident's id; null where nobody says
 */
public record Became(
        OutcomeSource source, Instant knownAt, @Nullable String evidence) {}

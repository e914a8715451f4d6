package io.rootops.core.report;

import io.rootops.core.change.TrackedRepository;
import org.jspecify.annotations.Nullable;

/**
 * A report that is to be told, claimed for a while.
 *
 * @param claim tells this claim from a later one of the same report
 * @param revision of the score; a higher one may have come when it is told
 * @param attempts failed ones so far
 * @param remoteId of what stands there; null: nothing that we know of
 * @param toldSha256 of its content, hexadecimal; null like the id
 * @param causedBy GitHub's id of the delivery that told of its commit; null: none did
 */
public record DueReport(
        ReportKey key,
        TrackedRepository repository,
        String claim,
        int revision,
        int attempts,
        @Nullable Long remoteId,
        @Nullable String toldSha256,
        @Nullable String causedBy) {}

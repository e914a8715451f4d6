package io.rootops.core.memory;

import io.rootops.core.change.Author;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.risk.RiskScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit as lists show it.
 *
 * @param files touched
 * @param onDefaultBranch merged; else it waits on another branch, or has left
 * @param leftBranchesAt when it was found to be on no branch any more, after a force push or the deletion of its branch;
 *     null: it is on one
 * @param analyzed false: stored without a score, until somebody asks for it
 * @param listed known from the forge's list of files only, until its code can be fetched; then its score is provisional
 * @param risk null for merges, shallow boundaries, commits not yet ranked, and those not analysed
 */
public record CommitSummary(
        TrackedRepository repository,
        String sha,
        String subject,
        Author author,
        Instant authoredAt,
        Instant committedAt,
        boolean merge,
        boolean onDefaultBranch,
        @Nullable Instant leftBranchesAt,
        int files,
        int linesAdded,
        int linesDeleted,
        boolean analyzed,
        boolean listed,
        @Nullable RiskScore risk) {}

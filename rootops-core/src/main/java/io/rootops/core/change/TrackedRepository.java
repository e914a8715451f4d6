package io.rootops.core.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository that RootOps follows, and how far its history is read.
 *
 * @param name owner/name of its GitHub origin, else local/directory
 * @param location a directory, or a clone URL without credentials
 * @param webUrl where people browse it, without a slash at the end; null when unknown
 * @param problem what went wrong and how to mend it; null unless the state is FAILED
 * @param commits on the default branch, merges included
 * @param scoredCommits those of them that have a score
 * @param missingBlobs files that this clone lacks (partial clone), counted as binary
 * @param pause why it is followed no longer, its history kept; null: it is followed
 */
public record TrackedRepository(
        RepositoryId id,
        String name,
        String location,
        Kind kind,
        @Nullable String webUrl,
        @Nullable String defaultBranch,
        State state,
        @Nullable String problem,
        Mining mining,
        int commits,
        int scoredCommits,
        int missingBlobs,
        boolean shallow,
        @Nullable Pause pause) {

    /** One that is followed. */
    public TrackedRepository(
            RepositoryId id,
            String name,
            String location,
            Kind kind,
            @Nullable String webUrl,
            @Nullable String defaultBranch,
            State state,
            @Nullable String problem,
            Mining mining,
            int commits,
            int scoredCommits,
            int missingBlobs,
            boolean shallow) {
        this(
                id,
                name,
                location,
                kind,
                webUrl,
                defaultBranch,
                state,
                problem,
                mining,
                commits,
                scoredCommits,
                missingBlobs,
                shallow,
                null);
    }

    /** Where its commits come from. */
    public enum Kind {
        LOCAL,
        GITHUB
    }

    /** Stations of a repository's life; FAILED is tried again at each poll. */
    public enum State {
        WAITING,
        CLONING,
        MINING,
        READY,
        FAILED
    }

    /**
     * Progress of the reading.
     *
     * @param done commits read so far
     * @param total commits to read; 0 before they are counted
     * @param provisional commits that stand on the page ahead of the reading
     */
    public record Mining(
            int done,
            int total,
            int provisional,
            @Nullable Instant startedAt,
            @Nullable Instant lastMinedAt) {}
}

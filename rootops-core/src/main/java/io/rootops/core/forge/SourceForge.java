package io.rootops.core.forge;

import io.rootops.core.change.TrackedRepository;
import java.nio.file.Path;
import java.util.Optional;

/** Where a repository lives when it is not on this machine. */
public interface SourceForge {
    /**
     * Makes or refreshes the bare clone of the branch heads.
     *
     * @param defaultBranchOnly the least that is needed to read the history; the other heads may come later
     * @return the clone's directory
     * @throws ForgeException in one sentence: what failed, and how to mend it
     */
    Path refresh(TrackedRepository repository, boolean defaultBranchOnly) throws ForgeException;

    /**
     * Brings the commits of one pull request into the clone, of a fork too.
     *
     * @return the sha of its head; empty where this forge has no pull requests
     * @throws ForgeException in one sentence; also when there is no such pull request
     */
    default Optional<String> pullRequest(TrackedRepository repository, int number) throws ForgeException {
        return Optional.empty();
    }
}

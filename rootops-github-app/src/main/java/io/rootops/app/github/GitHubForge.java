package io.rootops.app.github;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.SourceForge;
import java.nio.file.Path;

/** GitHub as the engine sees it. */
public final class GitHubForge implements SourceForge {
    private final RemoteClone clones;

    public GitHubForge(RemoteClone clones) {
        this.clones = clones;
    }

    @Override
    public Path refresh(TrackedRepository repository, boolean defaultBranchOnly) throws ForgeException {
        return clones.refresh(
                repository.name(),
                defaultBranchOnly ? RemoteClone.Scope.DEFAULT_BRANCH : RemoteClone.Scope.ALL_BRANCHES);
    }
}

package io.rootops.app.github;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.SourceForge;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** GitHub as the engine sees it. */
public final class GitHubForge implements SourceForge {
    private final RemoteClone clones;
    private final URI web;

    /** @param web where the repositories of these clones are, such as https://github.com */
    public GitHubForge(RemoteClone clones, URI web) {
        this.clones = clones;
        this.web = web;
    }

    @Override
    public Path refresh(TrackedRepository repository, boolean defaultBranchOnly) throws ForgeException {
        return clones.refresh(
                nameThere(repository, web),
                defaultBranchOnly ? RemoteClone.Scope.DEFAULT_BRANCH : RemoteClone.Scope.ALL_BRANCHES);
    }

    @Override
    public Optional<String> pullRequest(TrackedRepository repository, int number) throws ForgeException {
        return Optional.of(clones.pullRequest(nameThere(repository, web), number));
    }

    /** By its location: its name here has a number where another repository had the name before. */
    static String nameThere(TrackedRepository repository, URI web) throws ForgeException {
        String location = repository.location();
        String start = web + "/";
        if (!location.startsWith(start)) {
            throw new ForgeException(
                    repository.name() + " was followed at " + location + ", which is not on " + web
                            + ": set GITHUB_URL back to its host to read it again.",
                    new IllegalArgumentException(location));
        }
        return location.substring(start.length()).replaceFirst("\\.git$", "");
    }
}

package io.rootops.app.github;

import io.rootops.core.forge.ForgeException;
import java.net.URI;
import java.nio.file.Path;

/** A JVM to be killed while it clones: directory, web address, owner/name. */
final class CloneMain {
    private CloneMain() {}

    public static void main(String[] args) throws ForgeException {
        URI web = URI.create(args[1]);
        new RemoteClone(Path.of(args[0]), new GitHubAddress(web, web), GitHubTokens.fixed(null), CloneProgress.SILENT)
                .refresh(args[2], RemoteClone.Scope.ALL_BRANCHES);
    }
}

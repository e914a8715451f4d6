package io.rootops.app.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each fetch adds a pack, and reading gets slower with their number; so now and then they are made one. What no branch
 * reaches is kept for two weeks.
 *
 * @param mostPacks more are too many
 */
record CloneUpkeep(int mostPacks) {
    private static final Logger LOG = LoggerFactory.getLogger(CloneUpkeep.class);

    void after(Repository clone, ProgressMonitor monitor) throws IOException {
        if (packs(clone) <= mostPacks) {
            return;
        }
        try (Git git = new Git(clone)) {
            git.gc().setProgressMonitor(monitor).call();
        } catch (GitAPIException | JGitInternalException e) {
            // The clone is whole all the same; the next fetch tries again.
            LOG.warn("the packs of {} could not be made one", clone.getDirectory(), e);
        }
    }

    static long packs(Repository clone) throws IOException {
        Path directory = clone.getDirectory().toPath().resolve("objects/pack");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(it -> it.toString().endsWith(".pack")).count();
        }
    }
}

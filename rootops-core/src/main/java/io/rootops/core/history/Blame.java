package io.rootops.core.history;

import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Finds the origins of files' lines by walking the history back; for files of which nothing is kept. */
final class Blame {
    private final GitHistory git;
    private final OriginTable commits;

    Blame(GitHistory git, OriginTable commits) {
        this.git = git;
        this.commits = commits;
    }

    /**
     * Null when the commit has no such file, or its history cannot be read. What lies before a shallow end is unknown, and
     * what was not found in time.
     */
    @Nullable
    LineRuns of(ObjectId commit, String path, LookUps lookUps) {
        try (ObjectSource objects = git.objects(ObjectSource.Memory.SMALL)) {
            return of(commit, List.of(path), objects, lookUps).get(0);
        }
    }

    /** The same of several files in one walk, one for each path. */
    List<@Nullable LineRuns> of(ObjectId commit, List<String> paths, ObjectSource objects, LookUps lookUps) {
        try {
            return new BlameWalk(git, objects, commits).from(commit, paths, lookUps);
        } catch (CorruptRepositoryException e) {
            return Collections.nCopies(paths.size(), null);
        }
    }
}

package io.rootops.core.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads files of one commit. */
final class HeadFiles {
    private final Repository repository;

    HeadFiles(Repository repository) {
        this.repository = repository;
    }

    /** In the order of paths; links, files that are too long, and those that this clone has not are left out. */
    List<HeadFile> read(ObjectId commit, Predicate<String> wanted, int most, int mostBytes) throws IOException {
        List<HeadFile> files = new ArrayList<>();
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (files.size() < most && walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if ((mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE)
                        && wanted.test(walk.getPathString())) {
                    add(walk, mostBytes, files);
                }
            }
        }
        return files;
    }

    private static void add(TreeWalk walk, int mostBytes, List<HeadFile> files) throws IOException {
        try {
            ObjectLoader blob = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
            if (blob.getSize() <= mostBytes) {
                files.add(new HeadFile(
                        walk.getPathString(), new String(blob.getCachedBytes(mostBytes), StandardCharsets.UTF_8)));
            }
        } catch (MissingObjectException e) {
            // A partial clone leaves some out, and does without.
        }
    }
}

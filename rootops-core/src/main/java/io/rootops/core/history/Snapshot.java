package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The files of a commit, and who wrote their lines. For one thread. */
public final class Snapshot implements AutoCloseable {
    private final GitHistory git;
    private final ObjectId commit;
    private final ObjectSource objects;

    Snapshot(GitHistory git, ObjectId commit) {
        this.git = git;
        this.commit = commit;
        this.objects = git.objects(ObjectSource.Memory.LARGE);
    }

    /** All regular files, in git's order. */
    public List<SnapshotFile> files() {
        ObjectId tree = objects.links(commit).tree();
        try {
            List<SnapshotFile> files = new ArrayList<>();
            for (TreeChange file : new TreeDiff(objects).compare(null, tree)) {
                if (TreeChange.regular(file.newMode())) {
                    files.add(new SnapshotFile(file.path(), file.newId().name()));
                }
            }
            return files;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw objects.malformedTree(tree, e);
        }
    }

    /** Empty when it is missing, too large or no text. */
    public Optional<byte[]> content(SnapshotFile file) {
        Text text = objects.blob(ObjectId.fromString(file.blob()));
        return text.binary() ? Optional.empty() : Optional.of(text.copy().bytes());
    }

    /**
     * For each file who wrote its lines; empty where its history cannot be read, or no look-up is left for it. All in one
     * walk through the history; the lines that it did not reach before its end in time are of nobody.
     */
    public List<Optional<LineOwners>> owners(List<SnapshotFile> files, LookUps lookUps) {
        OriginTable commits = new OriginTable();
        List<String> paths = files.stream()
                .takeWhile(it -> lookUps.begin())
                .map(SnapshotFile::path)
                .toList();
        List<Optional<LineOwners>> owners = new ArrayList<>(files.size());
        for (@Nullable LineRuns runs : git.blame(commits).of(commit, paths, objects, lookUps)) {
            owners.add(Optional.ofNullable(runs).map(it -> LineOwners.of(it, commits)));
        }
        owners.addAll(Collections.nCopies(files.size() - owners.size(), Optional.empty()));
        return owners;
    }

    @Override
    public void close() {
        objects.close();
    }
}

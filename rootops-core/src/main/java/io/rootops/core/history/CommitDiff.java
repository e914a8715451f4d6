package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A commit compared with its parent: all of it that needs no other commit. {@link FeatureState#apply} adds the rest.
 * Merges and the boundary of a shallow clone are not compared and have no files.
 */
public final class CommitDiff {
    private final Commit commit;
    private final int zoneMinutes;
    private final boolean compared;
    private final List<ChangedFile> files;
    private final List<String> identifiers;
    private final ContentCounts content;
    private final LineChanges lines;
    private final @Nullable Long patchId;

    /**
     * @param identifiers one a file
     * @param lines {@link LineChanges#NONE} where line origins are not followed
     */
    CommitDiff(
            Commit commit,
            int zoneMinutes,
            boolean compared,
            List<ChangedFile> files,
            List<String> identifiers,
            ContentCounts content,
            LineChanges lines,
            @Nullable Long patchId) {
        this.commit = commit;
        this.zoneMinutes = zoneMinutes;
        this.compared = compared;
        this.files = files;
        this.identifiers = identifiers;
        this.content = content;
        this.lines = lines;
        this.patchId = patchId;
    }

    public Commit commit() {
        return commit;
    }

    /** False for merges and the boundary of a shallow clone, which get no features and leave the state alone. */
    public boolean compared() {
        return compared;
    }

    /** In git's order; without links to submodules. */
    public List<ChangedFile> files() {
        return files;
    }

    /** Paths before and after. */
    public Set<String> paths() {
        Set<String> paths = new HashSet<>();
        for (ChangedFile file : files) {
            paths.add(file.path());
            if (file.oldPath() != null) {
                paths.add(file.oldPath());
            }
        }
        return paths;
    }

    /** Of each file: names in its changed code lines, commonest first, separated by one blank. */
    List<String> identifiers() {
        return identifiers;
    }

    ContentCounts content() {
        return content;
    }

    LineChanges lines() {
        return lines;
    }

    /** See {@link MinedCommit#patchId}. */
    @Nullable
    Long patchId() {
        return patchId;
    }

    /** The author's offset from UTC. */
    int zoneMinutes() {
        return zoneMinutes;
    }
}

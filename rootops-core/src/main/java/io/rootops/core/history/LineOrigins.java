package io.rootops.core.history;

import io.rootops.core.change.DeletedLines;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Follows each line of code to the commit that wrote it, commit by commit in the order of arrival: unchanged lines keep
 * their origin, new ones get the commit. Tests and files that are no code are left out.
 *
 * <p>As in {@code git blame -w}: a rename and a change of white space keep the origin, a copy does not, and of a merge
 * a line comes from the first parent that has it, else from the merge. Other than there, a file whose whole content
 * comes back (a revert) has its old origins again, as the code is then its old authors' again.
 *
 * <p>Only the contents used last are kept. Another one is looked up in the history ({@link Blame}), a bounded number of
 * times; the rest counts as unknown. Not thread-safe.
 */
final class LineOrigins {
    private static final long CURRENT_BYTES = 96 << 20;
    private static final long SUPERSEDED_BYTES = 24 << 20;

    private final OriginTable commits = new OriginTable();
    private final OriginCache contents = new OriginCache(CURRENT_BYTES, SUPERSEDED_BYTES);
    private final Blame blame;
    private final LookUps lookUps;
    private int unknown;

    LineOrigins(GitHistory git, LookUps lookUps) {
        this.blame = git.blame(commits);
        this.lookUps = lookUps;
    }

    /** Whether this commit was taken in. */
    boolean knows(String sha) {
        return commits.followed(ObjectId.fromString(sha));
    }

    int unknown() {
        return unknown;
    }

    /** Of a content's lines, as far as it is kept; {@link #commit} tells what the numbers mean. */
    @Nullable
    LineRuns of(String path, ObjectId content) {
        return contents.get(OriginCache.key(path, content));
    }

    /** Full sha. */
    String commit(int origin) {
        return commits.get(origin).name();
    }

    /** Takes the commit in; gives what it deleted. */
    List<DeletedLines> apply(CommitDiff diff) {
        ObjectId id = ObjectId.fromString(diff.commit().sha());
        int commit = commits.index(id, diff.commit().committedAt().getEpochSecond());
        commits.get(commit).followed = true;
        List<DeletedLines> deleted = new ArrayList<>();
        for (LineEdits edits : diff.lines().edits()) {
            LineRuns before = before(edits, diff, 0);
            if (before != null) {
                OriginCount.of(edits, before, commits, deleted);
                after(edits, before, commit);
            }
        }
        for (List<LineEdits> parents : diff.lines().merged()) {
            merge(parents, diff, commit);
        }
        return List.copyOf(deleted);
    }

    /** Null when it is only a renamed file that nothing is known of. */
    private @Nullable LineRuns before(LineEdits edits, CommitDiff diff, int parent) {
        if (edits.oldId().equals(ObjectId.zeroId())) {
            return LineRuns.EMPTY;
        }
        LineRuns known = of(edits.oldPath(), edits.oldId());
        if (known == null) {
            known = lookUp(ObjectId.fromString(diff.commit().parents().get(parent)), edits.oldPath());
            if (known != null) {
                contents.put(OriginCache.key(edits.oldPath(), edits.oldId()), known);
            }
        }
        if (edits.lines() < 0) {
            return known;
        }
        int lines = edits.lines() - LineEdits.growth(edits.edits());
        if (known == null || known.lines() != lines) {
            unknown++;
            return LineRuns.of(lines, LineRuns.UNKNOWN);
        }
        return known;
    }

    private @Nullable LineRuns lookUp(ObjectId commit, String path) {
        return lookUps.begin() ? blame.of(commit, path, lookUps) : null;
    }

    private void after(LineEdits edits, LineRuns before, int commit) {
        if (!edits.newId().equals(ObjectId.zeroId())) {
            long key = OriginCache.key(edits.path(), edits.newId());
            LineRuns earlier = contents.get(key);
            contents.put(key, earlier == null ? changed(edits, before, commit) : earlier);
        }
        contents.supersede(OriginCache.key(edits.oldPath(), edits.oldId()));
    }

    private static LineRuns changed(LineEdits edits, LineRuns before, int commit) {
        return edits.unreadable() ? LineRuns.of(edits.lines(), LineRuns.UNKNOWN) : before.splice(edits.edits(), commit);
    }

    private void merge(List<LineEdits> parents, CommitDiff diff, int commit) {
        int @Nullable [] origins = null;
        for (int p = 0; p < parents.size(); p++) {
            LineEdits edits = parents.get(p);
            LineRuns before = before(edits, diff, p);
            if (before == null || edits.unreadable()) {
                continue;
            }
            int[] inherited = before.splice(edits.edits(), commit).toArray();
            if (origins == null) {
                origins = inherited;
            } else {
                for (int i = 0; i < inherited.length; i++) {
                    origins[i] = origins[i] == commit ? inherited[i] : origins[i];
                }
            }
        }
        if (origins != null) {
            LineEdits any = parents.get(0);
            contents.put(OriginCache.key(any.path(), any.newId()), LineRuns.of(origins));
            parents.forEach(it -> contents.supersede(OriginCache.key(it.oldPath(), it.oldId())));
        }
    }
}

package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files that differ between two trees, in git's order. Works on the bytes of the trees: what they have in
 * common at the front is skipped without being parsed. Links to submodules are left out.
 */
final class TreeDiff {
    /** Reads trees. */
    interface TreeSource {
        byte[] tree(AnyObjectId id);
    }

    private static final byte[] EMPTY = {};

    private final TreeSource trees;
    private final List<TreeChange> changes = new ArrayList<>();
    private byte[] path = new byte[256];

    TreeDiff(TreeSource trees) {
        this.trees = trees;
    }

    /** @param before null: the empty tree */
    List<TreeChange> compare(@Nullable ObjectId before, ObjectId after) {
        changes.clear();
        if (before == null || !before.equals(after)) {
            compare(before == null ? EMPTY : trees.tree(before), trees.tree(after), 0);
        }
        return List.copyOf(changes);
    }

    private void compare(byte[] before, byte[] after, int prefix) {
        int start = commonEntries(before, after);
        TreeCursor a = new TreeCursor(before, start);
        TreeCursor b = new TreeCursor(after, start);
        while (!a.end() || !b.end()) {
            int order = a.end() ? 1 : b.end() ? -1 : a.compareTo(b);
            if (order < 0) {
                side(a, prefix, true);
                a.next();
            } else if (order > 0) {
                side(b, prefix, false);
                b.next();
            } else {
                if (!a.sameEntry(b)) {
                    both(a, b, prefix);
                }
                a.next();
                b.next();
            }
        }
    }

    /** Both are of the same name; directories on both sides or on none. */
    private void both(TreeCursor a, TreeCursor b, int prefix) {
        if (a.directory()) {
            if (!a.sameId(b)) {
                int length = enter(a, prefix);
                compare(trees.tree(a.id()), trees.tree(b.id()), length);
            }
        } else if (a.gitlink() || b.gitlink()) {
            if (!a.gitlink()) {
                side(a, prefix, true);
            } else if (!b.gitlink()) {
                side(b, prefix, false);
            }
        } else {
            changes.add(new TreeChange(pathOf(a, prefix), a.mode(), a.id(), b.mode(), b.id()));
        }
    }

    private void side(TreeCursor entry, int prefix, boolean old) {
        if (entry.directory()) {
            int length = enter(entry, prefix);
            byte[] tree = trees.tree(entry.id());
            compare(old ? tree : EMPTY, old ? EMPTY : tree, length);
        } else if (!entry.gitlink()) {
            String file = pathOf(entry, prefix);
            changes.add(
                    old
                            ? new TreeChange(file, entry.mode(), entry.id(), 0, ObjectId.zeroId())
                            : new TreeChange(file, 0, ObjectId.zeroId(), entry.mode(), entry.id()));
        }
    }

    private int enter(TreeCursor directory, int prefix) {
        int length = append(directory, prefix);
        path[length] = '/';
        return length + 1;
    }

    private String pathOf(TreeCursor entry, int prefix) {
        int length = append(entry, prefix);
        // Read only now: a long name has made the array a new one.
        return Paths.decode(path, 0, length);
    }

    private int append(TreeCursor entry, int prefix) {
        int length = prefix + entry.nameLength();
        if (length + 1 > path.length) {
            path = Arrays.copyOf(path, length * 2);
        }
        entry.copyName(path, prefix);
        return length;
    }

    /** Where the first entry starts that is not byte for byte the same. */
    private static int commonEntries(byte[] before, byte[] after) {
        int mismatch = Arrays.mismatch(before, after);
        int limit = mismatch < 0 ? before.length : mismatch;
        int start = 0;
        while (true) {
            int nul = start;
            while (nul < limit && before[nul] != 0) {
                nul++;
            }
            int next = nul + 1 + TreeCursor.ID_BYTES;
            if (next > limit) {
                return start;
            }
            start = next;
        }
    }
}

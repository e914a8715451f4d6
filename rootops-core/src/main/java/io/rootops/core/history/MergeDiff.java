package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Lists the files of a merge that differ from all its parents; goes into no directory that one of them has too. */
final class MergeDiff {
    private static final byte[] EMPTY = {};

    private final TreeDiff.TreeSource trees;
    private final List<MergedFile> found = new ArrayList<>();
    private byte[] path = new byte[256];

    MergeDiff(TreeDiff.TreeSource trees) {
        this.trees = trees;
    }

    List<MergedFile> compare(List<ObjectId> parents, ObjectId merge) {
        found.clear();
        if (!parents.contains(merge)) {
            compare(parents.stream().map(trees::tree).toList(), trees.tree(merge), 0);
        }
        return List.copyOf(found);
    }

    private void compare(List<byte[]> parents, byte[] merge, int prefix) {
        List<TreeCursor> cursors =
                parents.stream().map(it -> new TreeCursor(it, 0)).toList();
        for (TreeCursor entry = new TreeCursor(merge, 0); !entry.end(); entry.next()) {
            List<@Nullable TreeCursor> same = new ArrayList<>(cursors.size());
            boolean inherited = entry.gitlink();
            for (TreeCursor cursor : cursors) {
                while (!cursor.end() && cursor.compareTo(entry) < 0) {
                    cursor.next();
                }
                boolean there = !cursor.end() && cursor.compareTo(entry) == 0 && !cursor.gitlink();
                same.add(there ? cursor : null);
                inherited |= there && cursor.sameId(entry);
            }
            if (!inherited) {
                differs(entry, same, prefix);
            }
        }
    }

    private void differs(TreeCursor entry, List<@Nullable TreeCursor> parents, int prefix) {
        int length = append(entry, prefix);
        if (entry.directory()) {
            path[length] = '/';
            compare(
                    parents.stream()
                            .map(it -> it == null ? EMPTY : trees.tree(it.id()))
                            .toList(),
                    trees.tree(entry.id()),
                    length + 1);
        } else {
            found.add(new MergedFile(
                    Paths.decode(path, 0, length),
                    entry.id(),
                    parents.stream()
                            .map(it -> it == null ? ObjectId.zeroId() : it.id())
                            .toList()));
        }
    }

    private int append(TreeCursor entry, int prefix) {
        int length = prefix + entry.nameLength();
        if (length + 1 > path.length) {
            path = Arrays.copyOf(path, length * 2);
        }
        entry.copyName(path, prefix);
        return length;
    }
}

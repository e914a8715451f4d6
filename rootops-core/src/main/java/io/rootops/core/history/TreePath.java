package io.rootops.core.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file in a tree: the objects that lie on its path, the tree first. In another commit's tree it is looked up only as
 * far down as the two differ.
 */
final class TreePath {
    private final String path;
    private final byte[][] names;
    private final ObjectId[] ids;

    private TreePath(String path, byte[][] names, ObjectId[] ids) {
        this.path = path;
        this.names = names;
        this.ids = ids;
    }

    /** Null when the tree has no such file. */
    static @Nullable TreePath of(TreeDiff.TreeSource trees, ObjectId tree, String path) {
        String[] parts = path.split("/", -1);
        byte[][] names = new byte[parts.length][];
        ObjectId[] ids = new ObjectId[parts.length + 1];
        for (int i = 0; i < parts.length; i++) {
            names[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        Arrays.fill(ids, ObjectId.zeroId());
        return new TreePath(path, names, ids).in(trees, tree);
    }

    String path() {
        return path;
    }

    ObjectId blob() {
        return ids[names.length];
    }

    /** The file of this path in another tree; null when there is none. */
    @Nullable
    TreePath in(TreeDiff.TreeSource trees, ObjectId tree) {
        if (tree.equals(ids[0])) {
            return this;
        }
        ObjectId[] found = ids.clone();
        found[0] = tree;
        for (int i = 0; i < names.length; i++) {
            TreeCursor entry = TreeCursor.find(trees.tree(found[i]), names[i]);
            boolean file = i == names.length - 1;
            if (entry == null || (file ? !TreeChange.regular(entry.mode()) : !entry.directory())) {
                return null;
            }
            found[i + 1] = entry.id();
            if (found[i + 1].equals(ids[i + 1])) {
                break;
            }
        }
        return new TreePath(path, names, found);
    }
}

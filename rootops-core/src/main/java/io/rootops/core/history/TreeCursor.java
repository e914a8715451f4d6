package io.rootops.core.history;

import java.util.Arrays;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Walks over the entries of one raw tree. */
final class TreeCursor {
    static final int ID_BYTES = 20;

    private final byte[] raw;
    private int nameAt;
    private int nul;
    private int mode;
    private boolean end;

    /** @param at start of an entry, or the end */
    TreeCursor(byte[] raw, int at) {
        this.raw = raw;
        parse(at);
    }

    /** Stands at the entry of this name; null when the tree has none. */
    static @Nullable TreeCursor find(byte[] raw, byte[] name) {
        TreeCursor cursor = new TreeCursor(raw, 0);
        while (!cursor.end && !Arrays.equals(raw, cursor.nameAt, cursor.nul, name, 0, name.length)) {
            cursor.next();
        }
        return cursor.end ? null : cursor;
    }

    boolean end() {
        return end;
    }

    void next() {
        parse(nul + 1 + ID_BYTES);
    }

    int mode() {
        return mode;
    }

    boolean directory() {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_TREE;
    }

    boolean gitlink() {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK;
    }

    ObjectId id() {
        return ObjectId.fromRaw(raw, nul + 1);
    }

    boolean isFile(String name) {
        return TreeChange.regular(mode) && Paths.decode(raw, nameAt, nul).equals(name);
    }

    int nameLength() {
        return nul - nameAt;
    }

    void copyName(byte[] target, int at) {
        System.arraycopy(raw, nameAt, target, at, nameLength());
    }

    boolean sameId(TreeCursor other) {
        return Arrays.equals(raw, nul + 1, nul + 1 + ID_BYTES, other.raw, other.nul + 1, other.nul + 1 + ID_BYTES);
    }

    boolean sameEntry(TreeCursor other) {
        return mode == other.mode && sameId(other);
    }

    /** Git's order: a directory sorts as if its name ended in a slash. 0 only for two of one name and sort. */
    int compareTo(TreeCursor other) {
        int mismatch = Arrays.mismatch(raw, nameAt, nul, other.raw, other.nameAt, other.nul);
        if (mismatch < 0) {
            return Boolean.compare(directory(), other.directory());
        }
        return Integer.compare(at(mismatch), other.at(mismatch));
    }

    private int at(int index) {
        if (nameAt + index < nul) {
            return raw[nameAt + index] & 0xff;
        }
        return directory() ? '/' : 0;
    }

    private void parse(int at) {
        if (at >= raw.length) {
            end = true;
            return;
        }
        mode = 0;
        int i = at;
        while (raw[i] != ' ') {
            mode = (mode << 3) + raw[i++] - '0';
        }
        nameAt = i + 1;
        i = nameAt;
        while (raw[i] != 0) {
            i++;
        }
        nul = i;
    }
}

package io.rootops.core.history;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A path whose entry differs between two trees; an absent side has mode 0 and the id of zeros. */
record TreeChange(String path, int oldMode, ObjectId oldId, int newMode, ObjectId newId) {
    boolean added() {
        return oldMode == 0;
    }

    boolean deleted() {
        return newMode == 0;
    }

    /** Kinds of entry differ: file, symbolic link. */
    boolean typeChanged() {
        return oldMode != 0 && newMode != 0 && (oldMode & FileMode.TYPE_MASK) != (newMode & FileMode.TYPE_MASK);
    }

    static boolean regular(int mode) {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }
}

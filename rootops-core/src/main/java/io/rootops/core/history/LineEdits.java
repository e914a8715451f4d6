package io.rootops.core.history;

import org.eclipse.jgit.lib.ObjectId;

/**
 * How the lines of a code file changed from one content to another, as far as their origins need it. Lines that differ
 * in white space only are unchanged here, as in {@code git blame -w}.
 *
 * @param oldPath where the old content stood
 * @param oldId zeros: there was none, or none with lines
 * @param newId zeros: there is none now
 * @param lines of the new content
 * @param edits as of {@link LineDiff#edits}
 * @param kinds one a deleted line, in order
 * @param besides old lines of code next to pure insertions of code, two an insertion: above, below; -1 for none
 * @param unreadable the old content is missing, so nobody knows what changed
 */
record LineEdits(
        String path,
        String oldPath,
        ObjectId oldId,
        ObjectId newId,
        int lines,
        int[] edits,
        LineKind[] kinds,
        int[] besides,
        boolean unreadable) {

    static final int[] NONE = {};
    static final LineKind[] NO_KINDS = {};

    /** Lines that edits add, less those that they delete. */
    static int growth(int[] edits) {
        int growth = 0;
        for (int e = 0; e < edits.length; e += 4) {
            growth += edits[e + 3] - edits[e + 2] - edits[e + 1] + edits[e];
        }
        return growth;
    }

    /** The number that a line of the new content had in the old one; -1: it is new or changed. */
    static int before(int[] edits, int line) {
        int low = 0;
        int high = edits.length / 4;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edits[middle * 4 + 2] > line) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == 0) {
            return line;
        }
        int end = edits[low * 4 - 1];
        return line < end ? -1 : line - end + edits[low * 4 - 3];
    }

    /** A file that was only renamed. */
    static LineEdits renamed(String oldPath, String path, ObjectId id) {
        return new LineEdits(path, oldPath, id, id, -1, NONE, NO_KINDS, NONE, false);
    }

    /** A content that nobody knows the origins of. */
    static LineEdits unreadable(String path, ObjectId id, int lines) {
        return new LineEdits(path, path, ObjectId.zeroId(), id, lines, NONE, NO_KINDS, NONE, true);
    }
}

package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Makes {@link LineEdits} of comparisons. Keeps its buffers between files; not thread-safe. */
final class EditReader {
    private static final int ALL = Integer.MAX_VALUE;

    private final ChangedLines deleted = new ChangedLines();
    private final ChangedLines added = new ChangedLines();
    private final HashSet64 replaced = new HashSet64();
    private final HashSet64 addedAnywhere = new HashSet64();
    private final List<LineEdits> files = new ArrayList<>();
    private final List<long[]> hashes = new ArrayList<>();

    void startCommit() {
        files.clear();
        hashes.clear();
        addedAnywhere.clear();
    }

    void add(LineEdits edits) {
        files.add(edits);
        hashes.add(new long[0]);
    }

    /** Takes in a file that was compared just now; afterwards the comparison may have left white space out. */
    void read(LineDiff diff, Text before, Text after, String oldPath, String path, ObjectId oldId, ObjectId newId) {
        deleted.clear();
        added.clear();
        diff.deletedLines(ALL, deleted);
        diff.addedLines(ALL, added);
        int[] edits = diff.edits();
        if (changesWhiteSpace(edits)) {
            diff.forgetWhiteSpace();
            deleted.clear();
            added.clear();
            diff.deletedLines(ALL, deleted);
            diff.addedLines(ALL, added);
            edits = diff.edits();
        }
        int[] besides = Insertions.neighbours(before, edits, added);
        int lines = Bytes.countLines(after.bytes(), after.from(), after.to());
        for (int i = 0; i < added.size; i++) {
            if (added.kind[i] == LineKind.CODE) {
                addedAnywhere.add(added.hash[i]);
            }
        }
        files.add(new LineEdits(
                path, oldPath, oldId, newId, lines, edits, Arrays.copyOf(deleted.kind, deleted.size), besides, false));
        hashes.add(Arrays.copyOf(deleted.hash, deleted.size));
    }

    /** Whether a replaced line differs from one of those in its place in white space only. */
    private boolean changesWhiteSpace(int[] edits) {
        int d = 0;
        int a = 0;
        for (int e = 0; e < edits.length; e += 4) {
            int olds = edits[e + 1] - edits[e];
            int news = edits[e + 3] - edits[e + 2];
            if (olds > 0 && news > 0) {
                replaced.clear();
                for (int i = d; i < d + olds; i++) {
                    replaced.add(deleted.hash[i]);
                }
                for (int j = a; j < a + news; j++) {
                    if (replaced.contains(added.hash[j])) {
                        return true;
                    }
                }
            }
            d += olds;
            a += news;
        }
        return false;
    }

    /** Of all files of the commit; what was deleted here and added there is known only now. */
    List<LineEdits> finish() {
        for (int f = 0; f < files.size(); f++) {
            LineKind[] kinds = files.get(f).kinds();
            long[] hash = hashes.get(f);
            for (int i = 0; i < kinds.length; i++) {
                if (kinds[i] == LineKind.CODE && addedAnywhere.contains(hash[i])) {
                    kinds[i] = LineKind.MOVED;
                }
            }
        }
        return List.copyOf(files);
    }
}

package io.rootops.core.history;

import io.rootops.core.change.DeletedLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** Counts what a change of a file deleted, and what stood beside its insertions, by origin. */
final class OriginCount {
    private int code;
    private int lesser;
    private int other;

    private OriginCount() {}

    /** Appends to the list, in the order of the file. */
    static void of(LineEdits edits, LineRuns before, OriginTable commits, List<DeletedLines> deleted) {
        Map<Integer, OriginCount> counts = new LinkedHashMap<>();
        int n = 0;
        boolean gone = edits.newId().equals(ObjectId.zeroId());
        int[] e = edits.edits();
        for (int i = 0; i < e.length; i += 4) {
            for (int line = e[i]; line < e[i + 1]; line++) {
                LineKind kind = edits.kinds()[n++];
                count(counts, before.origin(line)).add(gone ? LineKind.BLANK : kind);
            }
        }
        append(edits, counts, commits, false, deleted);
        counts.clear();
        for (int line : edits.besides()) {
            if (line >= 0) {
                count(counts, before.origin(line)).add(LineKind.CODE);
            }
        }
        append(edits, counts, commits, true, deleted);
    }

    private static OriginCount count(Map<Integer, OriginCount> counts, int origin) {
        return counts.computeIfAbsent(origin, it -> new OriginCount());
    }

    private void add(LineKind kind) {
        switch (kind) {
            case CODE -> code++;
            case MOVED, PUNCTUATION -> lesser++;
            default -> other++;
        }
    }

    private static void append(
            LineEdits edits,
            Map<Integer, OriginCount> counts,
            OriginTable commits,
            boolean besides,
            List<DeletedLines> deleted) {
        String path = edits.newId().equals(ObjectId.zeroId()) ? edits.oldPath() : edits.path();
        counts.forEach((origin, it) -> {
            if (origin != LineRuns.UNKNOWN) {
                OriginTable.Origin commit = commits.get(origin);
                deleted.add(new DeletedLines(path, commit.name(), commit.time, it.code, it.lesser, it.other, besides));
            }
        });
    }
}

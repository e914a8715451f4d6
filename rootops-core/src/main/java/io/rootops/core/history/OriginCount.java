package io.rootops.core.history;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** Counts what a change of a file deleted, and what stood beside its insertions, by origin. */
final class OriginCount {
    private int code;
    private int lesser;
    private int other;
    private final List<LineRange> ranges = new ArrayList<>();
    /** Of the range that is not closed yet, counted from 0; of the last one -1: there is none. */
    private int first;

    private int last = -1;

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
                count(counts, before.origin(line)).add(edits.oldPath(), line, gone ? LineKind.BLANK : kind);
            }
        }
        append(edits, counts, commits, false, deleted);
        counts.clear();
        for (int line : edits.besides()) {
            if (line >= 0) {
                count(counts, before.origin(line)).add(edits.oldPath(), line, LineKind.CODE);
            }
        }
        append(edits, counts, commits, true, deleted);
    }

    private static OriginCount count(Map<Integer, OriginCount> counts, int origin) {
        return counts.computeIfAbsent(origin, it -> new OriginCount());
    }

    private void add(String path, int line, LineKind kind) {
        switch (kind) {
            case CODE -> code++;
            case MOVED, PUNCTUATION -> lesser++;
            default -> {
                other++;
                return;
            }
        }
        // A line between two insertions stands beside both.
        if (line != last && line != last + 1 || last < 0) {
            close(path);
            first = line;
        }
        last = line;
    }

    private void close(String path) {
        if (last >= 0 && ranges.size() < DeletedLines.MOST_RANGES) {
            ranges.add(new LineRange(path, first + 1, last + 1));
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
                it.close(edits.oldPath());
                OriginTable.Origin commit = commits.get(origin);
                deleted.add(new DeletedLines(
                        path, commit.name(), commit.time, it.code, it.lesser, it.other, besides, it.ranges));
            }
        });
    }
}

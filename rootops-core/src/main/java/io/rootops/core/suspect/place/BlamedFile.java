package io.rootops.core.suspect.place;

import io.rootops.core.history.LineOwners;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file whose lines have owners.
 *
 * @param number in {@link RevisionFiles}
 * @param score of the file
 */
record BlamedFile(int number, double score, SourceLines lines, LineOwners owners) {

    /** How many lines of code each commit owns in a range of lines, by sha. */
    SortedMap<String, Integer> owned(int from, int to) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int i = from; i < Math.min(to, owners.lines()); i++) {
            String commit = owners.commit(i);
            if (commit != null && lines.code(i)) {
                counts.merge(commit, 1, Integer::sum);
            }
        }
        return counts;
    }

    SortedMap<String, Integer> owned() {
        return owned(0, owners.lines());
    }

    /** The same by what share of the code lines it is. */
    static double share(Map.Entry<String, Integer> owned, int codeLines) {
        return (double) owned.getValue() / Math.max(1, codeLines);
    }
}

package io.rootops.dashboard.view;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of one file that a fix tells of.
 *
 * @param numbers "12–16, 20"
 */
public record LinesOfFile(String path, String numbers) {
    /** By file, in the order in which they are named. */
    public static List<LinesOfFile> of(List<LineRange> lines) {
        Map<String, String> byFile = new LinkedHashMap<>();
        lines.forEach(it -> byFile.merge(it.path(), numbers(it), (one, next) -> one + ", " + next));
        return byFile.entrySet().stream()
                .map(it -> new LinesOfFile(it.getKey(), it.getValue()))
                .toList();
    }

    /** Whether there may be more than are kept. */
    public static boolean more(List<LineRange> lines) {
        return lines.size() >= DeletedLines.MOST_RANGES;
    }

    private static String numbers(LineRange range) {
        return range.first() == range.last() ? "" + range.first() : range.first() + "–" + range.last();
    }
}

package io.rootops.core.memory;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.history.MinedCommit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose lines a commit changes, for {@code replaced_lines}: the largest shares of a huge one. */
record ReplacedRows(List<ReplacedRows.Row> rows) {
    static final String TARGET = "replaced_lines (repository_id, commit_id, path_id, origin, lines, beside)";

    private static final int MOST = 50;

    private record Of(String path, String origin) {}

    record Row(String path, String origin, int lines, int beside) {
        private static Row of(DeletedLines it) {
            return it.besides()
                    ? new Row(it.path(), it.origin(), 0, it.codeLines())
                    : new Row(it.path(), it.origin(), it.codeLines() + it.lesserLines() + it.otherLines(), 0);
        }

        private Row and(Row other) {
            return new Row(path, origin, lines + other.lines, beside + other.beside);
        }
    }

    static ReplacedRows of(MinedCommit mined) {
        if (mined.deletedLines().isEmpty()) {
            return new ReplacedRows(List.of());
        }
        Set<String> paths = mined.files().stream().map(it -> it.file().path()).collect(Collectors.toSet());
        Map<Of, Row> rows = new HashMap<>();
        mined.deletedLines().stream()
                .filter(it -> paths.contains(it.path()))
                .forEach(it -> rows.merge(new Of(it.path(), it.origin()), Row.of(it), Row::and));
        return new ReplacedRows(rows.values().stream()
                .sorted(Comparator.comparingInt(Row::lines)
                        .thenComparingInt(Row::beside)
                        .reversed()
                        .thenComparing(Row::path)
                        .thenComparing(Row::origin))
                .limit(MOST)
                .toList());
    }

    void add(CopyRows to, int repository, int commit, KnownIds ids) {
        for (Row row : rows) {
            to.add(repository)
                    .add(commit)
                    .add(ids.path(row.path()))
                    .addSha(row.origin())
                    .add(row.lines())
                    .add(row.beside())
                    .endRow();
        }
    }
}

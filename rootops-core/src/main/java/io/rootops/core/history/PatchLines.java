package io.rootops.core.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changed lines of a file, read from its unified diff. */
final class PatchLines implements LineChange {
    private final List<byte[]> added = new ArrayList<>();
    private final List<byte[]> deleted = new ArrayList<>();

    private PatchLines() {}

    /**
     * Reads them.
     *
     * @param patch its hunks, without the lines that name the file; null: there is none
     * @return null unless it has just as many lines as were counted: forges cut long ones
     */
    static @Nullable PatchLines read(@Nullable String patch, int linesAdded, int linesDeleted) {
        PatchLines lines = new PatchLines();
        // Lines end with a line feed only: a carriage return is part of one.
        for (String line : patch == null ? new String[0] : patch.split("\n", -1)) {
            if (line.startsWith("+")) {
                lines.added.add(bytes(line));
            } else if (line.startsWith("-")) {
                lines.deleted.add(bytes(line));
            }
        }
        return lines.added() == linesAdded && lines.deleted() == linesDeleted ? lines : null;
    }

    private static byte[] bytes(String line) {
        return line.substring(1).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int added() {
        return added.size();
    }

    @Override
    public int deleted() {
        return deleted.size();
    }

    @Override
    public void addedLines(int max, LineDiff.LineSink sink) {
        give(added, max, sink);
    }

    @Override
    public void deletedLines(int max, LineDiff.LineSink sink) {
        give(deleted, max, sink);
    }

    private static void give(List<byte[]> lines, int max, LineDiff.LineSink sink) {
        lines.stream().limit(max).forEach(it -> sink.line(it, 0, it.length));
    }
}

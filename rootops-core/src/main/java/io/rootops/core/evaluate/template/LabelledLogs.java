package io.rootops.core.evaluate.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with {@code SYSTEM.log}, raw lines, and {@code SYSTEM.csv}, a row of labels for each of them. */
public final class LabelledLogs {
    private static final List<String> COLUMNS = List.of("Content", "EventId", "EventTemplateCorrected");

    private LabelledLogs() {}

    /**
     * All its systems, by their names.
     *
     * @throws UnreadableLogException when there is none, or one cannot be read
     */
    public static List<LabelledLog> read(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(it -> it.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableLogException(
                    folder + ": cannot be listed (" + e.getClass().getSimpleName()
                            + "); expected a folder of SYSTEM.log and SYSTEM.csv files",
                    e);
        }
        if (files.isEmpty()) {
            throw new UnreadableLogException(
                    folder + ": holds no labelled log; expected SYSTEM.csv files with a SYSTEM.log beside each");
        }
        return files.stream().map(LabelledLogs::system).toList();
    }

    private static LabelledLog system(Path csv) {
        String system = csv.getFileName().toString().replaceFirst("\\.csv$", "");
        List<List<String>> rows = CsvRows.of(text(csv));
        List<String> raw = text(csv.resolveSibling(system + ".log")).lines().toList();
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        for (String column : COLUMNS) {
            if (!header.contains(column)) {
                throw new UnreadableLogException(
                        csv + ": has no column " + column + "; expected a header with " + String.join(", ", COLUMNS));
            }
        }
        if (rows.size() == 1 || raw.size() != rows.size() - 1) {
            throw new UnreadableLogException(csv + ": has " + (rows.size() - 1) + " rows of labels, and " + system
                    + ".log has " + raw.size() + " lines; expected as many, and at least one");
        }
        int content = header.indexOf(COLUMNS.get(0));
        int event = header.indexOf(COLUMNS.get(1));
        int template = header.indexOf(COLUMNS.get(2));
        List<LabelledLine> lines = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() != header.size()) {
                throw new UnreadableLogException(csv + ": row " + i + " has " + row.size() + " fields; expected "
                        + header.size() + ", as the header has");
            }
            lines.add(new LabelledLine(raw.get(i - 1), row.get(content), row.get(event), row.get(template)));
        }
        return new LabelledLog(system, lines);
    }

    /** Logs hold what no encoding has; each such byte is one character. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnreadableLogException(
                    file + ": cannot be read (" + e.getClass().getSimpleName()
                            + "); expected SYSTEM.log and SYSTEM.csv beside each other",
                    e);
        }
    }
}

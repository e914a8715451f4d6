package io.rootops.core.evaluate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of labelled commits: one file a project, and files of labels alone, which are passed over. */
public final class BenchFolder {
    private BenchFolder() {}

    /**
     * All its projects, in the order of their files' names.
     *
     * @throws UnreadableDataException when there is none, or one cannot be read
     */
    public static List<BenchProject> read(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(BenchFolder::isProject).sorted().toList();
        } catch (IOException e) {
            throw new UnreadableDataException(
                    folder + ": cannot be listed (" + e.getClass().getSimpleName()
                            + "); expected a folder of SOURCE_PROJECT.csv.gz files",
                    e);
        }
        if (files.isEmpty()) {
            throw new UnreadableDataException(
                    folder + ": holds no labelled commits; expected files named SOURCE_PROJECT.csv or .csv.gz");
        }
        return files.stream().map(BenchFile::read).toList();
    }

    private static boolean isProject(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".csv") || name.endsWith(".csv.gz")) && !name.contains("_buggy_labels");
    }
}

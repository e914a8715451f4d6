package io.rootops.core.history;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packs that a repository had when it was opened. */
final class Packs {
    private Packs() {}

    /** @param objects the directory of that name */
    static List<PackIndexFile> in(Path objects) throws IOException {
        List<PackIndexFile> packs = new ArrayList<>();
        Path directory = objects.resolve("pack");
        if (!Files.isDirectory(directory)) {
            return packs;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.idx")) {
            for (Path file : files) {
                PackIndexFile pack = PackIndexFile.open(file);
                if (pack != null) {
                    packs.add(pack);
                }
            }
        }
        return packs;
    }
}

package io.rootops.core.memory.archive;

import io.rootops.core.testing.MemoryRows;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps an archive of this checkout's schema for the tests of later ones; to be run before a release. */
final class ArchiveMaker {
    private ArchiveMaker() {}

    public static void main(String[] arguments) throws Exception {
        try (MigratedDatabase database = MigratedDatabase.newest()) {
            int schema = database.schema();
            MemoryRows.insert(database.database(), schema, 2);
            Path file = Path.of(arguments[0], "V" + schema + ".rootops");
            Files.deleteIfExists(file);
            database.export(file);
            System.out.println(file);
        }
    }
}

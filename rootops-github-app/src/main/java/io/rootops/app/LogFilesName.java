package io.rootops.app;

import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Under which name the positions in log files are kept. Where several RootOps share a database each has files of its own, and a
 * name that stays with its data directory: the name of a container is another one after each upgrade.
 */
final class LogFilesName {
    private static final String FILES = "files";
    private static final int ID_LENGTH = 8;

    private LogFilesName() {}

    /** @throws IOException when the data directory cannot be written to */
    static String of(Settings settings) throws IOException {
        if (settings.databaseUrl() == null) {
            return FILES;
        }
        Files.createDirectories(settings.home());
        Path file = settings.home().resolve("log-files.id");
        try {
            Files.writeString(
                    file, UUID.randomUUID().toString().substring(0, ID_LENGTH), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // From an earlier start.
        }
        return FILES + "@" + Files.readString(file).strip();
    }
}

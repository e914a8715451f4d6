package io.rootops.core.signal.detect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Files whose names match; wild cards stand in the last part of a path. */
public final class MatchingFiles {
    private MatchingFiles() {}

    /** How many there are now. A directory that is missing or closed to us has none. */
    public static int count(List<String> paths) {
        return paths.stream().mapToInt(MatchingFiles::count).sum();
    }

    private static int count(String path) {
        int slash = path.lastIndexOf('/');
        int count = 0;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(path.substring(0, slash + 1)), path.substring(slash + 1))) {
            for (Path each : files) {
                count += Files.isRegularFile(each) ? 1 : 0;
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return count;
        }
        return count;
    }
}

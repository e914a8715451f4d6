package io.rootops.core.suspect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A commit as the ranking reads it.
 *
 * @param files without those of merges, which are no suspects
 * @param identifiers in changed lines whose file is not known, each with how often it stands there
 */
public record SuspectCommit(
        String sha, Instant committedAt, String message, List<File> files, Map<String, Integer> identifiers) {
    public SuspectCommit {
        files = List.copyOf(files);
        identifiers = Map.copyOf(identifiers);
    }

    /**
     * @param lines added + deleted
     * @param created whether the commit made the file; null: not known, then the first commit that has it made it
     * @param identifiers in its changed lines, each with how often it stands there
     */
    public record File(String path, int lines, @Nullable Boolean created, Map<String, Integer> identifiers) {
        public File {
            identifiers = Map.copyOf(identifiers);
        }
    }
}

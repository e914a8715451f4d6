package io.rootops.core.change;

import java.time.Instant;
import java.util.List;

/**
 * What a forge tells of a commit where its code cannot be fetched: who, when, and a list of files with counts.
 *
 * @param sha full, lower-case hexadecimal
 * @param parents full shas, first parent first
 * @param authorName as written, like the address
 * @param message trimmed, without NUL
 * @param files against the first parent
 * @param whole false: the forge cut the list, so there are more files than these
 * @param linesAdded of all files, also of those that the list lacks; like {@code linesDeleted}
 */
public record ListedCommit(
        String sha,
        List<String> parents,
        String authorName,
        String authorEmail,
        Instant authoredAt,
        Instant committedAt,
        String message,
        List<ListedFile> files,
        boolean whole,
        int linesAdded,
        int linesDeleted) {
    public ListedCommit {
        parents = List.copyOf(parents);
        files = List.copyOf(files);
    }
}

package io.rootops.core.change;

import java.time.Instant;
import java.util.List;

/**
 * What git itself knows of a commit.
 *
 * @param sha full, lower-case hexadecimal
 * @param parents full shas, first parent first
 * @param message as written, trimmed; text that is no UTF-8 is decoded leniently and NUL dropped
 */
public record Commit(
        String sha, List<String> parents, Author author, Instant authoredAt, Instant committedAt, String message) {

    /** First line of the message. */
    public String subject() {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }

    public boolean merge() {
        return parents.size() > 1;
    }
}

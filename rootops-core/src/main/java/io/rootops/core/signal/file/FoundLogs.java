package io.rootops.core.signal.file;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files match.
 *
 * @param files that are written to; rotated ones do not count
 * @param newest when one was written to last; null: there is none
 * @param notes of what may not be read; a sentence each
 */
public record FoundLogs(int files, @Nullable Instant newest, List<String> notes) {
    public FoundLogs {
        notes = List.copyOf(notes);
    }
}

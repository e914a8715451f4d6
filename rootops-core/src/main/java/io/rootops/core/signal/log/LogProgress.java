package io.rootops.core.signal.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one reading came to.
 *
 * @param position to read on from, after a restart too; only its backend understands it
 * @param complete all that was written before it was read, or is named in {@code unread} or {@code notes}
 * @param more whether there is more to read at once
 * @param unread lines, by service, that are there and were not fetched since they look harmless
 * @param notes what people should know, such as a time that was left out; a sentence each, without secrets
 */
public record LogProgress(
        byte[] position, Instant complete, boolean more, Map<String, Long> unread, List<String> notes) {
    public LogProgress {
        unread = Map.copyOf(unread);
        notes = List.copyOf(notes);
    }
}

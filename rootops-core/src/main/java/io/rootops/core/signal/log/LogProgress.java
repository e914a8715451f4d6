package io.rootops.core.signal.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one reading came to.
 *
 * @param position to read on from, after a restart too; only its backend understands it
 * @param complete all that was written before it was read, or is named in {@code unread} or {@code notes}
 * @param more whether there is more to read at once
 * @param unread lines, by service, that are there and were not fetched since they look harmless
 * @param notes what people should know, such as a time that was left out; a sentence each, without secrets
 * @param serviceLabel by which the backend names the service of a line; null: not known, or it has no labels
 */
public record LogProgress(
        byte[] position,
        Instant complete,
        boolean more,
        Map<String, Long> unread,
        List<String> notes,
        @Nullable String serviceLabel) {
    public LogProgress {
        unread = Map.copyOf(unread);
        notes = List.copyOf(notes);
    }
}

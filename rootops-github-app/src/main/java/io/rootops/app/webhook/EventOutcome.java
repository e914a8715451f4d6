package io.rootops.app.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event.
 *
 * @param note in a few words, for the dashboard
 * @param again after how long it is to be tried again; null: it is done
 */
public record EventOutcome(String note, @Nullable Duration again) {

    public static EventOutcome done(String note) {
        return new EventOutcome(note, null);
    }

    /** Not now, such as beyond a rate limit; not counted as an attempt. */
    public static EventOutcome later(Duration again, String reason) {
        return new EventOutcome(reason, again);
    }
}

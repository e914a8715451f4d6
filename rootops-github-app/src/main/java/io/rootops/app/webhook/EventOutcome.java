package io.rootops.app.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event.
 *
 * @param note in a few words, for the dashboard
 * @param again after how long it is to be tried again; null: it is done
 * @param setAside it is not done and will not be
 */
public record EventOutcome(String note, @Nullable Duration again, boolean setAside) {

    public static EventOutcome done(String note) {
        return new EventOutcome(note, null, false);
    }

    /** It may have no effect; shown among what was set aside, for somebody to look at. */
    public static EventOutcome aside(String reason) {
        return new EventOutcome(reason, null, true);
    }

    /** Not now, such as beyond a rate limit; not counted as an attempt. */
    public static EventOutcome later(Duration again, String reason) {
        return new EventOutcome(reason, again, false);
    }
}

package io.rootops.app.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event.
 *
 * @param note in a few words, for the dashboard
 * @param again after how long it is to be tried again, where it is {@link Kind#LATER}
 */
public record EventOutcome(Kind kind, String note, @Nullable Duration again) {
    enum Kind {
        DONE,
        LATER,
        FAILED,
        ASIDE
    }

    public static EventOutcome done(String note) {
        return new EventOutcome(Kind.DONE, note, null);
    }

    /** It may have no effect; shown among what was set aside, for somebody to look at. */
    public static EventOutcome aside(String reason) {
        return new EventOutcome(Kind.ASIDE, reason, null);
    }

    /** Not now, such as beyond a rate limit; not counted as an attempt. */
    public static EventOutcome later(Duration again, String reason) {
        return new EventOutcome(Kind.LATER, reason, again);
    }

    /** An attempt: tried again later and later, and set aside with this reason after the last one. */
    public static EventOutcome failed(String reason) {
        return new EventOutcome(Kind.FAILED, reason, null);
    }
}

package io.rootops.core.signal.verdict;

import io.rootops.core.signal.MetricKind;
import org.jspecify.annotations.Nullable;

/**
 * A metric at one look.
 *
 * @param standing how far its history carries
 * @param shift null where before or after too little was measured, or the history is shorter than a day
 */
public record Judged(
        String service,
        MetricKind kind,
        Standing standing,
        @Nullable Shift shift) {

    /** How much history stands behind a comparison. */
    public enum Standing {
        /** Three days: more adds nothing. */
        FULL,
        /** A day: its false alarms are more, so it speaks with a second metric only, and as provisional. */
        PROVISIONAL,
        NONE
    }

    /** Of a full history, and the change is large enough. */
    boolean full(Shift.Gate gate) {
        return standing == Standing.FULL && shift != null && shift.passes(gate);
    }

    /** 1 where nothing could be compared. */
    public double p() {
        return shift == null ? 1 : shift.p();
    }
}

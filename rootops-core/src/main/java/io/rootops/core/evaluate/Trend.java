package io.rootops.core.evaluate;

/** Whether the score gets better with time: the AUC of the later half of the windows beside that of the earlier half. */
public enum Trend {
    BETTER,
    WORSE,
    /** The interval of the difference holds zero. */
    NO_CLEAR_CHANGE,
    /** Fewer than four windows that tell something. */
    TOO_SHORT
}

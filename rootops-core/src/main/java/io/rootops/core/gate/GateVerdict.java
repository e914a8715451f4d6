package io.rootops.core.gate;

/** Whether to deploy. */
public enum GateVerdict {
    ALLOW,
    HOLD,
    /** RootOps knows too little to say; nothing is to wait for that. */
    UNKNOWN;
}

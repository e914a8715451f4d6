package io.rootops.core.access;

/** How this RootOps is guarded. */
public enum AccessMode {
    /** Reading is open on this machine; who writes comes from our own pages or has a token. */
    LOCAL,
    /** Nobody gets in without a session or a token. */
    REQUIRED,
    /** Explicitly for everybody who reaches the address. */
    OPEN
}

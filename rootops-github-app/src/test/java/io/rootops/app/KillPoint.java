package io.rootops.app;

/** Where a process may be in the life of a delivery when it is killed. */
enum KillPoint {
    /** Half of the request was received. */
    BEFORE_THE_INSERT,
    /** The database has the statement, and has not answered. */
    DURING_THE_INSERT,
    /** It was acknowledged, and nobody has begun with it. */
    AFTER_THE_INSERT,
    /** A worker has leased it and is in the middle of its work. */
    IN_THE_WORKER,
    /** A report is claimed, and GitHub was not called yet. */
    BEFORE_A_CHECK_RUN_IS_ASKED_FOR,
    /** GitHub was asked whether there is one, and has not answered: none is made. */
    BEFORE_A_CHECK_RUN_IS_MADE,
    /** GitHub has made it, and nobody was told. */
    BEFORE_A_CHECK_RUN_IS_KNOWN,
    /** Wherever it was. */
    SOMEWHERE
}

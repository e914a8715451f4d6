package io.rootops.core.history;

/** What a line of a code file holds, as far as one line tells. */
enum LineKind {
    CODE,
    BLANK,
    COMMENT,
    IMPORT,

    /** Brackets and signs only, without a letter or a digit. */
    PUNCTUATION,

    /** Code that the same commit adds again in another place. */
    MOVED
}

package io.rootops.core.signal.file;

/** What stands at a place and is not to be passed on: the rest of what was too long, or began before. */
enum Skip {
    NOTHING,
    /** Up to the end of the line. */
    LINE,
    /** The parts of a line that a container wrote, up to its last. */
    OUTPUT,
    /** The same, on standard error. */
    ERRORS
}

package io.rootops.core.history;

/** Receives the changed lines of a file place by place: of each the deleted ones, then the added ones. */
interface PlaceSink {
    /** With its line feed, or without. */
    void deleted(byte[] text, int from, int to);

    /** With its line feed, or without. */
    void added(byte[] text, int from, int to);

    /** What follows stands elsewhere in the file. */
    void endPlace();
}

package io.rootops.core.history;

import io.rootops.core.history.LineDiff.LineSink;

/** The lines that a commit changes in one file, wherever they are known from. */
interface LineChange {
    int added();

    int deleted();

    /** Gives the first {@code max} added lines to the sink. */
    void addedLines(int max, LineSink sink);

    /** Gives the first {@code max} deleted lines to the sink. */
    void deletedLines(int max, LineSink sink);
}

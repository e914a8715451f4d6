package io.rootops.core.signal.file;

import io.rootops.core.signal.log.EventJoiner;
import java.time.Instant;

/** A line that a container writes in parts. Not thread-safe. */
final class LineParts {
    private final boolean errors;
    private final StringBuilder text = new StringBuilder();
    private Instant at = Instant.EPOCH;
    private long begin;
    private boolean open;

    LineParts(boolean errors) {
        this.errors = errors;
    }

    void add(String part, Instant time, long from) {
        if (!open) {
            open = true;
            at = time;
            begin = from;
        }
        text.append(part, 0, Math.min(part.length(), EventJoiner.MOST_CHARACTERS - text.length()));
    }

    boolean open() {
        return open;
    }

    boolean full() {
        return text.length() >= EventJoiner.MOST_CHARACTERS;
    }

    long begin() {
        return begin;
    }

    Instant at() {
        return at;
    }

    FileLine line(long end) {
        FileLine line = new FileLine(text.toString(), at, errors, begin, end);
        text.setLength(0);
        open = false;
        return line;
    }
}

package io.rootops.core.signal.file;

import io.rootops.core.signal.log.EventJoiner;
import io.rootops.core.signal.log.LineTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a piece of a file. Those at its end that may belong to an event which is still being written are held back, to
 * be read again with what follows. Not thread-safe.
 */
final class Slice {
    private static final int LONGEST_LINE = EventJoiner.MOST_CHARACTERS;

    private final byte[] bytes;
    private final long base;
    private final TextEncoding encoding;
    private final LineTime times;
    private final Instant now;
    private final List<FileLine> lines = new ArrayList<>();
    private final LineParts output = new LineParts(false);
    private final LineParts errors = new LineParts(true);
    private Instant last;
    private Skip skip;
    private int garbage;
    private int at;
    private int least;
    private int passed;
    private boolean whole;

    /**
     * @param base where the bytes begin in their file
     * @param from where to begin, in the file
     * @param last the time of lines that have none, until one has
     */
    Slice(
            byte[] bytes,
            long base,
            long from,
            Skip skip,
            TextEncoding encoding,
            LineTime times,
            Instant last,
            Instant now) {
        this.bytes = bytes;
        this.base = base;
        this.at = Math.toIntExact(from - base);
        this.skip = skip;
        this.encoding = encoding;
        this.times = times;
        this.last = last;
        this.now = now;
    }

    /**
     * Reads the lines.
     *
     * @param end whether the file ends with these bytes
     * @param quiet whether nothing more is to be expected there soon: a last line without its end is then taken, too
     */
    void read(int mostLines, boolean end, boolean quiet) {
        boolean stopped = false;
        while (!stopped && lines.size() < mostLines) {
            stopped = !line(end && quiet);
        }
        whole = end && stopped;
        if (whole && quiet) {
            finish(output);
            finish(errors);
        }
        passed = whole && quiet ? lines.size() : settled(Math.max(least, lastEvent()));
        if (passed == 0 && !whole) { // it would never come further
            if (output.open() || errors.open()) {
                cut(output.open() ? Skip.OUTPUT : Skip.ERRORS);
            }
            passed = lines.size();
        }
    }

    /** Reads one; false: there is none any more. */
    private boolean line(boolean takeLast) {
        int begin = at;
        int text = encoding.behindNuls(bytes, at, bytes.length);
        int end = encoding.lineEnd(bytes, text, bytes.length);
        if (end >= 0) {
            at = end;
            if (skip == Skip.LINE) {
                skip = Skip.NOTHING;
            } else {
                raw(text, end, begin);
            }
            return true;
        }
        int rest = text + (bytes.length - text) / encoding.unit() * encoding.unit();
        if (skip == Skip.LINE || rest == text) {
            at = rest;
        } else if (rest - text > LONGEST_LINE) {
            at = rest;
            raw(text, rest, begin);
            cut(Skip.LINE);
        } else if (takeLast) {
            at = rest;
            raw(text, rest, begin);
        }
        return false;
    }

    private void raw(int from, int to, int begin) {
        String text = encoding.text(bytes, from, Math.min(to, from + LONGEST_LINE));
        if (text == null) {
            garbage++;
            return;
        }
        ContainerLine wrapped = ContainerLine.of(text);
        if (wrapped != null) {
            part(wrapped, base + begin);
            return;
        }
        Instant time = times.of(text, now);
        last = time == null ? last : time;
        lines.add(new FileLine(text, last, false, base + begin, base + at));
    }

    private void part(ContainerLine part, long begin) {
        Skip own = part.errors() ? Skip.ERRORS : Skip.OUTPUT;
        if (skip == own) {
            skip = part.partial() ? own : Skip.NOTHING;
            return;
        }
        Instant time = times.of(part.time(), now);
        last = time == null ? last : time;
        LineParts parts = part.errors() ? errors : output;
        parts.add(part.text(), last, begin);
        if (!part.partial()) {
            finish(parts);
        } else if (parts.full()) {
            cut(own);
        }
    }

    private void finish(LineParts parts) {
        if (parts.open()) {
            lines.add(parts.line(base + at));
        }
    }

    /** Passes over the rest of what came last; what came before must then not be read again. */
    private void cut(Skip rest) {
        finish(output);
        finish(errors);
        skip = rest;
        least = lines.size();
    }

    /** The line that the last event surely begins with; when none does, behind all. */
    private int lastEvent() {
        int characters = 0;
        int least = Math.max(0, lines.size() - EventJoiner.MOST_LINES);
        for (int i = lines.size() - 1; i >= least && characters <= EventJoiner.MOST_CHARACTERS; i--) {
            String text = lines.get(i).text();
            if (EventJoiner.begins(text)) {
                return i;
            }
            characters += text.length();
        }
        return lines.size();
    }

    /** How many lines can be passed on, so that all the others lie behind them. */
    private int settled(int most) {
        int count = most;
        long next = next(count);
        while (count > least && lines.get(count - 1).end() > next) {
            count--;
            next = Math.min(next, lines.get(count).begin());
        }
        return count;
    }

    /** Where to read on when so many lines are passed on. */
    private long next(int count) {
        long next = base + at;
        for (LineParts parts : List.of(output, errors)) {
            next = parts.open() ? Math.min(next, parts.begin()) : next;
        }
        for (FileLine line : lines.subList(count, lines.size())) {
            next = Math.min(next, line.begin());
        }
        return next;
    }

    /** What can be passed on. */
    List<FileLine> lines() {
        return lines.subList(0, passed);
    }

    /** When the first line was written that is held back; null: none is. */
    @Nullable
    Instant held() {
        if (passed < lines.size()) {
            return lines.get(passed).at();
        }
        return output.open() ? output.at() : errors.open() ? errors.at() : null;
    }

    /** Whether it reached the end of the file. */
    boolean whole() {
        return whole;
    }

    /** How many lines are no text. */
    int garbage() {
        return garbage;
    }

    /** Where to read on. */
    long next() {
        return next(passed);
    }

    Skip skip() {
        return skip;
    }
}

package io.rootops.core.signal.loki;

import io.rootops.core.signal.loki.LokiCursor.Entry;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads lines on from a cursor, each once: also those that Loki takes in up to a minute late, and several of one nanosecond
 * across the border of two pages. After a long absence it catches up slice by slice. Of one thread.
 */
public final class LokiReader {
    /** What is younger may still be on its way. */
    private static final Duration LAG = Duration.ofSeconds(10);

    static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final Duration LONGEST_SLICE = Duration.ofHours(1);
    /** Older lines say nothing of now any more, and there may be very many of them. */
    static final Duration OLDEST = Duration.ofHours(24);
    /** Loki's default limit. */
    private static final int MOST_LINES = 5_000;
    /** Of one minute, before lines that come late are no longer looked for in all of it; some 5 MB. */
    private static final int MOST_SEEN = 200_000;
    /** What a slice may come to, for the memory and the transaction of who takes it. */
    private static final int MOST_TOLD = 100_000;

    private static final int MOST_CHARACTERS = 32 << 20;

    private final LokiPages pages;
    private Duration slice = LONGEST_SLICE;
    /** What it lets anybody ask for at once. */
    private int most = MOST_LINES;

    private int limit = MOST_LINES;

    /**
     * What one call read.
     *
     * @param next where to go on
     * @param behind how far the end of what was read is behind now
     * @param skipped how much time was left out, as it is too long ago
     * @param steppedOver how many nanoseconds had more lines than a page, the rest of which was left out
     * @param leftOut how many lines of one second were more than can be taken
     */
    public record Slice(LokiCursor next, Duration behind, Duration skipped, int steppedOver, int leftOut) {}

    public LokiReader(LokiPages pages) {
        this.pages = pages;
    }

    /**
     * Reads the next slice. When it fails, what the sink was told is to be thrown away and the cursor stays; the next call asks
     * for less, if that may help.
     *
     * @param questions asked once, when the slice is known
     * @param sink told each line once, by time within a query
     */
    public Slice next(LokiCursor cursor, Instant now, LokiQuestions questions, Consumer<LokiLine> sink)
            throws StoreException, InterruptedException {
        long latest = second(now.minus(LAG));
        long oldest = second(now.minus(OLDEST));
        long skipped = Math.max(0, oldest - cursor.complete());
        LokiCursor from = skipped > 0 ? new LokiCursor(oldest, oldest, List.of()) : cursor;
        long end = Math.min(from.complete() + slice.toNanos(), latest);
        if (end <= from.complete()) {
            return new Slice(from, Duration.ZERO, Duration.ofNanos(skipped), 0, 0);
        }
        try {
            long again = Math.max(from.since(), from.complete() - OVERLAP.toNanos());
            Reading reading = new Reading(from, end, sink);
            for (LokiQuery query : questions.over(new LokiSpan(again, from.complete(), end))) {
                reading.read(query);
            }
            slice = shorter(slice.multipliedBy(2), LONGEST_SLICE);
            limit = Math.min(limit * 2, most);
            return new Slice(
                    reading.cursor(),
                    Duration.ofNanos(latest - end),
                    Duration.ofNanos(skipped),
                    reading.steppedOver,
                    reading.leftOut);
        } catch (StoreException e) {
            askForLess(e, Duration.ofNanos(end - from.complete()));
            throw e;
        }
    }

    /** Nanoseconds since 1970 of the second, as counts are of whole ones. */
    static long second(Instant at) {
        return LokiClient.nanos(at.truncatedTo(ChronoUnit.SECONDS));
    }

    private void askForLess(StoreException e, Duration asked) {
        if (e.kind() == Kind.TOO_MUCH && String.valueOf(e.getMessage()).contains("max entries limit")) {
            most = Math.max(1, limit / 2);
            limit = most;
        } else if (e.askForLess()) {
            slice = Duration.ofSeconds(Math.max(1, shorter(slice, asked).toSeconds() / 2));
            // The shortest slice has the minute of the overlap before it, which may be too much, too.
            limit = Math.max(1, limit / 2);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Of one slice. */
    private final class Reading {
        private final LokiCursor from;
        private final long end;
        private final Consumer<LokiLine> sink;
        private final Set<Entry> before;
        private final List<Entry> seen = new ArrayList<>();
        private final long since;
        private int steppedOver;
        private int told;
        private long characters;
        private int leftOut;

        Reading(LokiCursor from, long end, Consumer<LokiLine> sink) {
            this.from = from;
            this.end = end;
            this.sink = sink;
            this.before = new HashSet<>(from.seen());
            this.since = Math.max(from.since(), end - OVERLAP.toNanos());
            from.seen().stream().filter(it -> it.nanos() >= since).forEach(seen::add);
        }

        void read(LokiQuery query) throws StoreException, InterruptedException {
            long start = query.from();
            Set<Entry> border = Set.of();
            while (start < query.to()) {
                List<LokiLine> page = pages.page(query.text(), start, query.to(), limit);
                for (LokiLine line : page) {
                    Entry entry = Entry.of(line);
                    if (!border.contains(entry) && !(entry.nanos() < from.complete() && before.contains(entry))) {
                        take(line, entry);
                    }
                }
                if (page.size() < limit) {
                    return;
                }
                long last = page.get(page.size() - 1).nanos();
                if (last == page.get(0).nanos()) {
                    steppedOver++;
                    start = last + 1;
                    border = Set.of();
                } else {
                    start = last; // lines of this nanosecond may be on both sides of the border
                    border = new HashSet<>();
                    for (int i = page.size() - 1; i >= 0 && page.get(i).nanos() == last; i--) {
                        border.add(Entry.of(page.get(i)));
                    }
                }
            }
        }

        private void take(LokiLine line, Entry entry) throws StoreException {
            boolean room = told < MOST_TOLD && characters + line.text().length() <= MOST_CHARACTERS;
            if (room) {
                told++;
                characters += line.text().length();
                sink.accept(line);
            } else if (end - from.complete() > LokiClient.NANOS) {
                throw new StoreException(Kind.TOO_MUCH, "More lines came at once than fit into memory");
            } else {
                leftOut++; // it cannot be asked for less
            }
            if (entry.nanos() >= since) {
                seen.add(entry);
            }
        }

        LokiCursor cursor() {
            if (seen.size() <= MOST_SEEN) {
                return new LokiCursor(since, end, seen);
            }
            List<Long> times = seen.stream().map(Entry::nanos).sorted().toList();
            long later = times.get(times.size() - MOST_SEEN) + 1;
            return new LokiCursor(
                    later, end, seen.stream().filter(it -> it.nanos() >= later).toList());
        }
    }
}

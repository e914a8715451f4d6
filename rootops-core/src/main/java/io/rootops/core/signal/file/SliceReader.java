package io.rootops.core.signal.file;

import io.rootops.core.signal.log.LineTime;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a file on, a slice at a time. Of one reading. */
final class SliceReader {
    /** More than an event has at most, so that one slice always comes further. */
    private static final int BYTES = 256 * 1024;

    private static final int LEAST_LINES = 1_000;
    /** Of a compressed file; what lies behind may be a bomb. */
    private static final long MOST_UNPACKED = 2L * 1024 * 1024 * 1024;

    private final FileLimits limits;
    private final LineTime times;
    private final Instant now;
    private final Notes notes;

    /**
     * What a slice came to.
     *
     * @param known how far the file is read now
     * @param more whether it has more to read at once
     * @param since when the first line was written that was held back; null: none was
     */
    record Result(
            KnownFile known,
            Slice slice,
            boolean more,
            @Nullable Instant since) {}

    SliceReader(FileLimits limits, LineTime times, Instant now, Notes notes) {
        this.limits = limits;
        this.times = times;
        this.now = now;
        this.notes = notes;
    }

    /** The next slice; null: the file is another than a moment ago, and the next reading looks which. */
    @Nullable
    Result read(Content content, FoundFile file, KnownFile known, Instant last, int lines) throws IOException {
        byte[] start = content.start();
        Mark head = Mark.in(start, 0, start.length);
        long from = known.read().offset();
        long base = Math.max(0, from - Mark.WINDOW);
        int window = (int) (from - base);
        byte[] bytes = content.read(base, window + BYTES);
        if (bytes.length < window || !Mark.in(bytes, base, from).equals(known.read())) {
            return null;
        }
        boolean end = bytes.length < window + BYTES;
        boolean grown = !file.gzip() && base + bytes.length > file.size();
        boolean quiet = file.quiet(now, limits.quiet()) && !grown;
        Slice slice = new Slice(bytes, base, from, known.skip(), TextEncoding.of(start), times, last, now);
        slice.read(Math.max(LEAST_LINES, lines), end, quiet);
        if (slice.garbage() > 0) {
            notes.of("no text", file.path() + " has lines that are no text: they are passed over.");
        }
        KnownFile next = known.begins(head).read(Mark.in(bytes, base, slice.next()), slice.skip());
        boolean more = !slice.whole();
        boolean rest = slice.held() == null && slice.next() < base + bytes.length;
        Instant since = rest && end ? file.modified() : slice.held();
        return file.gzip() ? unpacked(content, file, next, slice, more, quiet) : new Result(next, slice, more, since);
    }

    private Result unpacked(Content content, FoundFile file, KnownFile next, Slice slice, boolean more, boolean quiet) {
        if (content.broken() && quiet) {
            notes.of("broken", file.path() + " is damaged: what could be read of it was read.");
        } else if (more && next.read().offset() > MOST_UNPACKED) {
            notes.of(
                    "long archive",
                    file.path() + " is left where " + Size.of(MOST_UNPACKED)
                            + " of it are unpacked: the rest is not read.");
            return new Result(next.asDone(), slice, false, null);
        }
        boolean done = !more && quiet;
        return new Result(done ? next.asDone() : next, slice, more, slice.held());
    }
}

package io.rootops.app.cli;

import io.rootops.core.engine.ReadingProgress;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far the reading is: for a person a line that renews itself, for a log one line each tenth. Silent where the
 * reading is over before anybody wonders. Not thread-safe.
 */
final class ProgressLine implements ReadingProgress, AutoCloseable {
    private static final long SILENT_NANOS = 1_000_000_000;
    private static final long RENEW_NANOS = 250_000_000;
    private static final int TENTHS = 10;

    private final Output out;
    private final boolean renewing;
    private final boolean quiet;
    private final LongSupplier nanoTime;
    private final long start;
    private long renewed;
    private int tenth;
    private int shown;

    /**
     * @param renewing for a person's terminal
     * @param quiet not a word
     * @param nanoTime as {@link System#nanoTime()}
     */
    ProgressLine(Output out, boolean renewing, boolean quiet, LongSupplier nanoTime) {
        this.out = out;
        this.renewing = renewing;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.renewed = start + SILENT_NANOS - RENEW_NANOS;
    }

    @Override
    public void read(int done, int total) {
        if (quiet) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (renewing ? now - renewed < RENEW_NANOS : now - start < SILENT_NANOS) {
            return;
        }
        if (renewing) {
            renewed = now;
            String text = text(done, total);
            // Back to its beginning, so that a line of the log writes over it.
            out.print(text + " ".repeat(Math.max(0, shown - text.length())) + "\r");
            shown = text.length();
        } else if (total > 0 && (long) done * TENTHS / total > tenth) {
            tenth = (int) ((long) done * TENTHS / total);
            out.line(text(done, total));
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown > 0) {
            out.print(" ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private static String text(int done, int total) {
        return String.format(Locale.ENGLISH, "Reading %,d of %,d commits", done, total);
    }
}

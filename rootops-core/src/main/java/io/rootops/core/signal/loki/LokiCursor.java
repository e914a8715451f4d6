package io.rootops.core.signal.loki;

import java.time.Instant;
import java.util.List;

/**
 * Up to where lines were read. Stored in the transaction of what came of them, so that each counts once.
 *
 * @param since nanoseconds since 1970; nothing before it is looked at again
 * @param complete nanoseconds since 1970; all that had come was read before it
 * @param seen what was read at or after {@code since}, so that lines that come late can be told from it
 */
public record LokiCursor(long since, long complete, List<Entry> seen) {
    /**
     * A line that was read.
     *
     * @param hash of its stream and text
     */
    public record Entry(long nanos, long hash) {
        private static final long OFFSET = 0xcbf29ce484222325L;
        private static final long PRIME = 0x100000001b3L;

        /** FNV-1a, 64 bits, over text and labels; two lines of one nanosecond must not share it, no more. */
        static Entry of(LokiLine line) {
            long labels = 0;
            for (var label : line.stream().entrySet()) {
                labels += mix(mix(OFFSET, label.getKey()) * PRIME, label.getValue()); // in whatever order they are
            }
            return new Entry(line.nanos(), mix(OFFSET ^ labels, line.text()));
        }

        private static long mix(long hash, String text) {
            long mixed = hash;
            for (int i = 0; i < text.length(); i++) {
                mixed = (mixed ^ text.charAt(i)) * PRIME;
            }
            return mixed;
        }
    }

    public LokiCursor {
        seen = List.copyOf(seen);
    }

    /** For who has read nothing yet. */
    public static LokiCursor from(Instant start) {
        long nanos = LokiClient.nanos(start);
        return new LokiCursor(nanos, nanos, List.of());
    }
}

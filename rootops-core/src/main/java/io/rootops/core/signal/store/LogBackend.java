package io.rootops.core.signal.store;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where lines come from. Of one thread. */
public interface LogBackend {
    /** As people call it: {@code loki}, {@code files}. */
    String name();

    /**
     * Reads on, up to what is enough for one transaction. When it fails, what the sink was told is to be thrown away, and the
     * position stays.
     *
     * @param position where the last reading ended; null: nothing was read yet
     * @param sink told each line once; the lines of a stream in order
     */
    LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink)
            throws StoreException, InterruptedException;
}

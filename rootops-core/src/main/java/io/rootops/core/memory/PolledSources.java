package io.rootops.core.memory;

import java.time.Duration;

/** Sources that replicas take turns in reading. Thread-safe. */
public interface PolledSources {
    /**
     * Whether the caller is to read now: nobody else began within the interval. Who holds it and dies is followed by
     * another after that.
     */
    boolean claim(String name, Duration interval);

    /**
     * A reading came to nothing.
     *
     * @param problem in one sentence without secrets
     */
    void failed(String name, String problem);
}

package io.rootops.core.history;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How many files' lines may be looked up in the history, and until when. In a long history one takes as long as mining
 * hundreds of commits, and somebody waits for what is read. Not thread-safe.
 */
public final class LookUps {
    private final InstantSource clock;
    private final @Nullable Instant end;
    private int left;

    private LookUps(int files, InstantSource clock, @Nullable Instant end) {
        this.left = files;
        this.clock = clock;
        this.end = end;
    }

    /** However long they take. */
    public static LookUps atMost(int files) {
        return new LookUps(files, InstantSource.system(), null);
    }

    /** One that is under way at the end is broken off; what it found counts. */
    public static LookUps until(Instant end, int files, InstantSource clock) {
        return new LookUps(files, clock, end);
    }

    /** Whether one more may begin; if so, it counts. */
    boolean begin() {
        return left-- > 0 && !over();
    }

    boolean over() {
        return end != null && !clock.instant().isBefore(end);
    }
}

package io.rootops.client;

import io.rootops.client.RootOpsException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps a server that is away from holding up every caller in turn: after some calls in a row that came to nothing none is tried
 * for a while, then one. Thread-safe.
 */
final class Circuit {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(60);

    private final InstantSource clock;
    private int failures;
    private Instant opened = Instant.EPOCH;

    Circuit(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws RootOpsException of the kind RESTING, where no call is to be tried now */
    synchronized void require() throws RootOpsException {
        if (failures < FAILURES) {
            return;
        }
        Duration since = Duration.between(opened, clock.instant());
        if (!since.isNegative() && since.compareTo(REST) < 0) { // negative: the clock was put back
            throw new RootOpsException(
                    Kind.RESTING,
                    "RootOps was away " + failures + " times in a row, so it is not asked for another "
                            + Math.max(1, REST.minus(since).toSeconds()) + " s.");
        }
        opened = clock.instant(); // who comes first tries; the others rest until it knows more
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        opened = clock.instant();
    }
}

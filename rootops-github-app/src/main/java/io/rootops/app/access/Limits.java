package io.rootops.app.access;

import java.time.InstantSource;

/** How often anybody may come; generous, against programs that run wild and against guessing. */
record Limits(Throttle failures, Throttle requests, Throttle tokens) {

    static Limits generous(InstantSource clock) {
        return new Limits(
                // Wrong secrets by address: 30 at once, then one in three seconds.
                new Throttle(30, 1 / 3.0, clock),
                // Requests by address, behind which a whole office may sit.
                new Throttle(3_000, 100, clock),
                // Requests by token.
                new Throttle(600, 20, clock));
    }
}

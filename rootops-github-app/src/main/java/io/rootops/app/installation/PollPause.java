package io.rootops.app.installation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long until the next list: the interval of the settings, stretched while webhooks tell of everything at once. A tenth
 * at most is added, so that what began together does not stay together.
 */
public final class PollPause {
    /** Webhooks came within this time: they do come. */
    public static final Duration HEALTHY = Duration.ofHours(1);

    private static final int STRETCH = 6;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double JITTER = 0.1;

    private final Duration interval;
    private final RandomGenerator random;

    public PollPause(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.random = random;
    }

    public Duration next(boolean healthy) {
        Duration stretched = interval.multipliedBy(STRETCH);
        Duration most = stretched.compareTo(LONGEST) > 0 ? LONGEST : stretched;
        return jittered(healthy && most.compareTo(interval) > 0 ? most : interval);
    }

    Duration jittered(Duration pause) {
        return pause.plusMillis(Math.round(pause.toMillis() * JITTER * random.nextDouble()));
    }
}

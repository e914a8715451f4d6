package io.rootops.core.memory;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Names that sort by the millisecond they were made in, UUID version 7 of RFC 9562. */
final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long RANDOM_HIGH = 0x0fffL;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long RANDOM_LOW = 0x3fffffffffffffffL;
    private static final int BELOW_TIME = 16;

    private TimeOrderedId() {}

    static UUID at(Instant time) {
        return new UUID(
                time.toEpochMilli() << BELOW_TIME | VERSION | RANDOM.nextLong() & RANDOM_HIGH,
                VARIANT | RANDOM.nextLong() & RANDOM_LOW);
    }
}

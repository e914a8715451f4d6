package io.rootops.app.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries that nobody signed with one of our secrets, since the last one that somebody did: anybody may send one, but
 * where none is accepted in between, the secret there is another than the one here. Nothing of them is stored, so each
 * process knows its own. Thread-safe.
 */
public final class RefusedSignatures {
    /** Whoever sends many is logged once in this time. */
    private static final Duration QUIET = Duration.ofHours(1);
    /** After this time without one they are no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(RefusedSignatures.class);

    private final InstantSource clock;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Instant logged;
    private int count;

    RefusedSignatures(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void refused() {
        Instant now = clock.instant();
        first = first == null ? now : first;
        last = now;
        count++;
        if (logged == null || logged.plus(QUIET).isBefore(now)) {
            logged = now;
            LOG.warn("A webhook without a signature, or with one of another secret, was refused: if GitHub sent it, the"
                    + " secret there differs from RootOps' (GITHUB_WEBHOOK_SECRET).");
        }
    }

    synchronized void accepted() {
        first = null;
        last = null;
        count = 0;
    }

    /** A sentence without its full stop; empty when none was refused of late. */
    public synchronized Optional<String> said() {
        if (first == null || last == null || last.plus(NEWS).isBefore(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of((count == 1 ? "1 webhook was" : count + " webhooks were")
                + " refused for the signature since " + first.truncatedTo(ChronoUnit.SECONDS)
                + ", and none accepted in between; the last at " + last.truncatedTo(ChronoUnit.SECONDS));
    }
}

package io.rootops.core.forge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forge wants us to wait: nothing is wrong, and asking again before is of no use. */
public final class ForgeLimitException extends ForgeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant until;

    /** @param until null: the forge does not say */
    public ForgeLimitException(String message, @Nullable Instant until, Throwable cause) {
        super(message, cause);
        this.until = until;
    }

    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }
}

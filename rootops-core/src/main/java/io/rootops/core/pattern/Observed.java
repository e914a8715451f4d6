package io.rootops.core.pattern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that may go wrong, and what was known of it at each time. */
interface Observed {
    /** When it came into being. */
    Instant at();

    /** Whether it was old enough then for its outcome to be known, and somebody could tell. */
    boolean judged(Instant then);

    /** Whether it was known then to have gone wrong. */
    boolean knownBad(Instant then);

    /** Weight of that outcome by what was known then, above 0 to 1. */
    double trust(Instant then);

    /** Full sha of the commit that shows it; null: none is known. */
    @Nullable
    String sha();
}

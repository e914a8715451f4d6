package io.rootops.core.suspect;

import java.util.UUID;

/** What suspects are ranked for. */
public sealed interface SuspectSubject {
    record OfIncident(UUID id) implements SuspectSubject {}

    /** What looks wrong, and is no incident yet. */
    record OfSuspicion(UUID id) implements SuspectSubject {}

    /** @param watch number of the look at the deployment, after which something got worse */
    record OfDeployment(long watch) implements SuspectSubject {}
}

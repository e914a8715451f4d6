package io.rootops.core.pattern;

import java.util.function.Consumer;

/** A history that is read from its beginning each time, so that nobody holds all of it. */
@FunctionalInterface
public interface PastChanges {
    /** Gives out every commit that has features, by commit time, none dated after now. */
    void read(Consumer<PastChange> sink);
}

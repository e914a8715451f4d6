package io.rootops.core.pattern;

import java.util.function.BiConsumer;

/** The counts of all traits of what may go wrong, and of all of it. */
interface Tallies {
    Tally all();

    void forEach(BiConsumer<Trait, Tally> sink);
}

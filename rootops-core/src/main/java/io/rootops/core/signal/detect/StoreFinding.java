package io.rootops.core.signal.detect;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import java.net.URI;
import java.util.List;

/** Whether a store was found. */
public sealed interface StoreFinding {
    /**
     * Nobody has looked.
     *
     * @param why in a few words
     */
    record NotAsked(String why) implements StoreFinding {}

    /**
     * It answers.
     *
     * @param detail what it tells of itself, in a few words; empty: nothing
     */
    record Found(StoreAddress address, String detail) implements StoreFinding {}

    /** It was said to be there, and does not answer as it should. */
    record Failed(StoreAddress address, StoreException why) implements StoreFinding {}

    /**
     * Nobody said where it is, and it is at none of the usual addresses.
     *
     * @param tried empty: it was not to be looked for
     * @param refused who asked for credentials, in one sentence each
     */
    record Absent(List<URI> tried, List<String> refused) implements StoreFinding {
        public Absent {
            tried = List.copyOf(tried);
            refused = List.copyOf(refused);
        }
    }
}

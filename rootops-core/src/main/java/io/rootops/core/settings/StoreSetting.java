package io.rootops.core.settings;

import io.rootops.core.signal.store.StoreAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a store of logs or metrics is.
 *
 * @param address null: not named
 * @param lookedFor whether it is looked for at the usual addresses, where none is named
 */
public record StoreSetting(@Nullable StoreAddress address, boolean lookedFor) {
    /** Nothing is set. */
    public static final StoreSetting USUAL = new StoreSetting(null, true);

    /** There is none, and nobody is asked. */
    public static final StoreSetting NONE = new StoreSetting(null, false);
}

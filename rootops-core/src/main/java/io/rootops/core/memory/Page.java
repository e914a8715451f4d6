package io.rootops.core.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list.
 *
 * @param nextCursor opaque; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}

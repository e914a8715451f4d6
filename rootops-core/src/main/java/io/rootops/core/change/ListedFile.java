package io.rootops.core.change;

import org.jspecify.annotations.Nullable;

/**
 * One file of a commit as a forge lists it.
 *
 * @param patch its changed lines as a unified diff; null: the forge does not show them
 */
public record ListedFile(ChangedFile file, @Nullable String patch) {}

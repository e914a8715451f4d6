package io.rootops.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * The page that signs in.
 *
 * @param link what a press of the button uses up; null: there is none yet
 * @param refused whether one was tried that opens nothing
 */
public record LoginView(@Nullable String link, boolean refused) {}

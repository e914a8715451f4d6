package io.rootops.app.github;

/**
 * A place where the App is installed.
 *
 * @param account login of the user or organisation
 * @param suspended true: GitHub gives no token for it until somebody takes that back
 */
public record Installation(long id, String account, boolean suspended) {}

package io.rootops.core.access;

/** A token just made, with the secret that is shown this once. */
public record NewToken(ApiToken token, Credential secret) {}

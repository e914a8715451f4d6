package io.rootops.core.change;

/**
 * Who wrote a commit, after {@code .mailmap}.
 *
 * @param email lower-cased; the identity
 * @param bot an account of a machine (dependabot, renovate …)
 */
public record Author(String email, String name, boolean bot) {}

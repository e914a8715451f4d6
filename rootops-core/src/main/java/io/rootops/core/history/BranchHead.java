package io.rootops.core.history;

/**
 * A branch and the commit that it points at.
 *
 * @param name without refs/heads/; HEAD when no branch is checked out
 * @param sha full, lower-case hexadecimal
 */
public record BranchHead(String name, String sha) {}

package io.rootops.core.change;

/** Identity of a repository in the memory; leads every key of facts. */
public record RepositoryId(int value) {}

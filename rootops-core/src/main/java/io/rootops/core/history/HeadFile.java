package io.rootops.core.history;

/** A file at the head of a branch. */
public record HeadFile(String path, String text) {}

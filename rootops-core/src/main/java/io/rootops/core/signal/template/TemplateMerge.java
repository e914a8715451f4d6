package io.rootops.core.signal.template;

/** From now on the lines of {@code from} are of {@code into}, and so is what was stored of them. */
public record TemplateMerge(long from, long into) {}

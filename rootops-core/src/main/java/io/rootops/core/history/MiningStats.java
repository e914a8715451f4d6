package io.rootops.core.history;

/**
 * What was read.
 *
 * @param commits merges included
 * @param missingBlobs contents that this clone lacks or that are damaged: counted as binary, once for each change
 */
public record MiningStats(int commits, int missingBlobs) {}

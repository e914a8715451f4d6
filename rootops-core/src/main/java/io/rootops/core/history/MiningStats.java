package io.rootops.core.history;

/**
 * What was read.
 *
 * @param commits merges included
 * @param missingBlobs contents that this clone lacks or that are damaged: counted as binary, once for each change
 * @param unknownOrigins times that a file changed of whose lines it is not known who wrote them; 0 where origins are not
 *     followed
 */
public record MiningStats(int commits, int missingBlobs, int unknownOrigins) {}

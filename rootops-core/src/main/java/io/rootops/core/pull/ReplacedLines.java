package io.rootops.core.pull;

import io.rootops.core.change.Author;
import java.time.Instant;

/**
 * Lines of one file, all written by one earlier commit, that a range removes or inserts code beside.
 *
 * @param path of the file in the range
 * @param author who wrote them
 * @param at when that commit was made
 * @param lines that are gone
 * @param beside that stand next to an insertion of code
 */
public record ReplacedLines(String path, Author author, Instant at, int lines, int beside) {}

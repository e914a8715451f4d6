package io.rootops.core.signal.file;

import java.time.Instant;

/**
 * A line of a file.
 *
 * @param at when it was written, as far as is known
 * @param errors whether a container wrote it to standard error
 * @param begin where it begins, in bytes from the start
 * @param end behind it; between the two there may be parts of other lines, where a container wrote it in parts
 */
record FileLine(String text, Instant at, boolean errors, long begin, long end) {}

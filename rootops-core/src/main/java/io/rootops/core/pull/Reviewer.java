package io.rootops.core.pull;

import java.time.Instant;

/**
 * Somebody who knows a file of the range.
 *
 * @param name as in the history
 * @param path the file that they changed most often
 * @param times they changed it
 * @param last when they did last
 */
public record Reviewer(String name, String path, int times, Instant last) {}

package io.rootops.core.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who knows the code of a range.
 *
 * @param name as in the history
 * @param login on the forge; null: not known
 * @param wroteLines they wrote lines that the range removes or inserts code beside; false: they changed its files
 * @param path of the file that they know best
 * @param last when they were last there: wrote such lines, or changed the file
 */
public record Reviewer(String name, @Nullable String login, boolean wroteLines, String path, Instant last) {}

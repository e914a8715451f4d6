package io.rootops.core.pull;

import io.rootops.core.change.Author;
import java.time.Instant;

/**
 * A past change, on the default branch, of a file that a range changes too.
 *
 * @param path of the file today
 * @param sha of the past commit
 * @param subject of the past commit
 */
public record Touch(String path, String sha, String subject, Author author, Instant at) {}

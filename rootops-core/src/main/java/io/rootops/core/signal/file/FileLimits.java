package io.rootops.core.signal.file;

import java.time.Duration;

/**
 * What one reading takes at most.
 *
 * @param bytes of all files together, once decompressed
 * @param lines of all files together
 * @param first bytes before the end of a file where the very first reading begins
 * @param fresh the same of a file that comes later
 * @param behind the same of a file that is known
 * @param files that are followed, whatever rotation makes of each
 * @param quiet how long a file has not changed when its last line is taken for whole
 */
public record FileLimits(int bytes, int lines, int first, int fresh, int behind, int files, Duration quiet) {
    private static final int MEBI = 1024 * 1024;

    public static final FileLimits DEFAULT =
            new FileLimits(16 * MEBI, 100_000, MEBI, 16 * MEBI, 256 * MEBI, 10_000, Duration.ofSeconds(3));
}

package io.rootops.core.signal.file;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * A file as it stood in its directory.
 *
 * @param live the path without what rotation added: the same for all that rotation makes of one file
 * @param key of device and inode; 0: the system has none
 * @param size in bytes, as it is stored
 */
record FoundFile(Path path, Path live, boolean rotated, boolean gzip, long key, long size, Instant modified) {
    static FoundFile of(Path path, Path live, FileName name, BasicFileAttributes attributes) {
        return new FoundFile(
                path,
                live,
                name.rotated(),
                name.gzip(),
                key(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    static long key(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? 0 : Mark.hash(key.toString());
    }

    FoundFile asLive() {
        return new FoundFile(path, live, false, gzip, key, size, modified);
    }

    /** Whether nothing was written for so long that what stands at the end is whole. */
    boolean quiet(Instant now, Duration quiet) {
        return !modified.plus(quiet).isAfter(now);
    }
}

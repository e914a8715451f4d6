package io.rootops.core.signal.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a file was read.
 *
 * @param path where it was last; of a file that rotation moved, the new one
 * @param live the path without what rotation added
 * @param key of device and inode there; 0: not known, or given to another file meanwhile
 * @param head a place near its start, so that a copy is known again
 * @param read up to where lines were passed on
 * @param size in bytes, as it was when it was looked at last
 * @param done whether nothing can follow: it is compressed and was read
 * @param lost since when it is nowhere; null: it is there
 */
record KnownFile(
        String path,
        String live,
        long key,
        Mark head,
        Mark read,
        Skip skip,
        long size,
        Instant modified,
        boolean done,
        @Nullable Instant lost) {

    static KnownFile fresh(FoundFile file, Mark head) {
        return new KnownFile(
                file.path().toString(),
                file.live().toString(),
                file.key(),
                head,
                Mark.START,
                Skip.NOTHING,
                file.size(),
                file.modified(),
                false,
                null);
    }

    /** There, as it was. */
    KnownFile at(FoundFile file) {
        return new KnownFile(
                file.path().toString(),
                file.live().toString(),
                file.key(),
                head,
                read,
                skip,
                file.size(),
                file.modified(),
                done && key == file.key(),
                null);
    }

    KnownFile read(Mark next, Skip nextSkip) {
        return new KnownFile(path, live, key, head, next, nextSkip, size, modified, done, lost);
    }

    KnownFile begins(Mark newHead) {
        return new KnownFile(path, live, key, newHead, read, skip, size, modified, done, lost);
    }

    KnownFile asDone() {
        return new KnownFile(path, live, key, head, read, skip, size, modified, true, lost);
    }

    /** @param taken whether device and inode were given to another file */
    KnownFile asLost(Instant now, boolean taken) {
        Instant since = lost == null ? now : lost;
        return new KnownFile(path, live, taken ? 0 : key, head, read, skip, size, modified, done, since);
    }

    boolean unchanged(FoundFile file) {
        return key == file.key() && size == file.size() && modified.equals(file.modified());
    }
}

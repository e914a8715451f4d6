package io.rootops.core.suspect.place;

import io.rootops.core.history.LineOwners;
import io.rootops.core.history.SnapshotFile;
import org.jspecify.annotations.Nullable;

/**
 * What was read of revisions, for the next ones: nearly all contents of two are the same. Of all repositories, since a
 * content has the same name everywhere. Bounded; safe for use by several threads.
 */
public final class RevisionCache {
    private static final int OWNER_BYTES = 32 << 20;

    private final Recent<FileTerms> terms;
    private final Recent<LineOwners> owners =
            new Recent<>(OWNER_BYTES, it -> 200 + it.lines() * 4 + it.commits().size() * 96);

    /** @param bytes for the terms of contents, of which a source file has some five thousand */
    public RevisionCache(long bytes) {
        this.terms = new Recent<>(bytes, FileTerms::bytes);
    }

    @Nullable
    FileTerms terms(SnapshotFile file) {
        return terms.get(key(file));
    }

    void keep(SnapshotFile file, FileTerms ofContent) {
        terms.put(key(file), ofContent);
    }

    @Nullable
    LineOwners owners(String headSha, SnapshotFile file) {
        return owners.get(key(headSha, file));
    }

    void keep(String headSha, SnapshotFile file, LineOwners ofLines) {
        owners.put(key(headSha, file), ofLines);
    }

    /** How a content is read hangs on its language. */
    private static String key(SnapshotFile file) {
        return file.blob() + Language.of(file.path()).name();
    }

    private static String key(String headSha, SnapshotFile file) {
        return headSha + file.blob() + file.path();
    }
}

package io.rootops.core.history;

import org.eclipse.jgit.storage.file.WindowCacheConfig;

/** How much memory the reading of repositories may use. One setting for the whole JVM, so the wiring calls it. */
public final class GitWindowCache {
    private static final long MEBIBYTE = 1 << 20;

    private GitWindowCache() {}

    /** Sets the cache sizes of JGit that mining was measured with. */
    public static void install() {
        WindowCacheConfig config = new WindowCacheConfig();
        config.setPackedGitLimit(64 * MEBIBYTE);
        config.setPackedGitWindowSize((int) (64 * 1024));
        config.setDeltaBaseCacheLimit((int) (32 * MEBIBYTE));
        config.setStreamFileThreshold(ObjectSource.MAX_BLOB);
        config.install();
    }
}

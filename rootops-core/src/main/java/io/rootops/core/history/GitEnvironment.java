package io.rootops.core.history;

import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.SystemReader;

/** How JGit behaves in this JVM. One setting for all of it, so the wiring calls it, once and before anything else. */
public final class GitEnvironment {
    private static final int MEBIBYTE = 1 << 20;

    private GitEnvironment() {}

    /**
     * Sets the cache sizes that mining was measured with; and keeps JGit from running a git binary, from writing
     * probe files into repositories and from writing a configuration into the home directory.
     */
    public static void install() {
        SystemReader.setInstance(new QuietSystemReader(SystemReader.getInstance()));
        WindowCacheConfig config = new WindowCacheConfig();
        config.setPackedGitLimit(64 * MEBIBYTE);
        config.setPackedGitWindowSize(64 * 1024);
        config.setDeltaBaseCacheLimit(32 * MEBIBYTE);
        config.setStreamFileThreshold(ObjectSource.MAX_BLOB);
        config.install();
    }
}

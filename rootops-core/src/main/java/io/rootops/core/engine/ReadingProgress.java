package io.rootops.core.engine;

/** Who watches a history being read. */
@FunctionalInterface
public interface ReadingProgress {
    ReadingProgress NONE = (done, total) -> {};

    /**
     * Called often; must return at once.
     *
     * @param done commits read so far
     * @param total commits to read
     */
    void read(int done, int total);
}

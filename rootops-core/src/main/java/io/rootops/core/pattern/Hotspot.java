package io.rootops.core.pattern;

/**
 * A file that is changed now, and how often changing it went wrong.
 *
 * @param rate of the commits that touch it, shrunk towards that of all files, 0 to 1
 */
public record Hotspot(FileChanges changes, double rate) {
    /** So many of its commits of the span will have gone wrong if things go on as they went. */
    public double expectedBad() {
        return changes.commits() * rate;
    }
}

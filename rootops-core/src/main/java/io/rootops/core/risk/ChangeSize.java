package io.rootops.core.risk;

/**
 * How much a commit changes.
 *
 * @param files touched
 */
public record ChangeSize(int files, int linesAdded, int linesDeleted) {
    /** Lines added + deleted. */
    public int churn() {
        return linesAdded + linesDeleted;
    }
}

package io.rootops.core.change;

/**
 * Successive lines of a file.
 *
 * @param first number of the first one, from 1
 * @param last number of the last one, not before the first
 */
public record LineRange(String path, int first, int last) {
    public LineRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "lines " + first + " to " + last + " of " + path + "; expected numbers from 1, in ascending order");
        }
    }
}

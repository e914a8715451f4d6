package io.rootops.core.change;

import java.util.List;

/**
 * Lines of one file that a commit deleted or replaced, all written by one earlier commit.
 *
 * @param path of the file after the change; before it where it was deleted
 * @param origin sha of the commit that wrote them, in full
 * @param originAt commit time of the origin, epoch seconds
 * @param codeLines of them that are code and are gone; lines changed in white space only are counted nowhere
 * @param lesserLines code that tells less: brackets and signs alone, or code that the commit adds again elsewhere
 * @param otherLines blank lines, comments and imports, and all lines of a deleted file
 * @param besides true where nothing was deleted: the lines are the code next to an insertion of code
 * @param ranges where the code stood before the change, that which tells less too; the first {@link #MOST_RANGES}
 */
public record DeletedLines(
        String path,
        String origin,
        long originAt,
        int codeLines,
        int lesserLines,
        int otherLines,
        boolean besides,
        List<LineRange> ranges) {
    /** Nobody looks at more. */
    public static final int MOST_RANGES = 20;

    public DeletedLines {
        ranges = List.copyOf(ranges);
    }
}

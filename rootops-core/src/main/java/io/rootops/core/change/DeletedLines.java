package io.rootops.core.change;

/**
 * Lines of one file that a commit deleted or replaced, all written by one earlier commit.
 *
 * @param path of the file after the change; before it where it was deleted
 * @param origin sha of the commit that wrote them, in full
 * @param originAt commit time of the origin, epoch seconds
 * @param codeLines of them that are code: neither blank nor comment nor import, nor changed in white space only
 * @param otherLines the rest
 * @param besides true where nothing was deleted: the lines stand next to an insertion
 */
public record DeletedLines(String path, String origin, long originAt, int codeLines, int otherLines, boolean besides) {}

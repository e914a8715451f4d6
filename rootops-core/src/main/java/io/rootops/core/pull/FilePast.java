package io.rootops.core.pull;

import java.util.List;

/**
 * What the history tells of the files of a range.
 *
 * @param files most changed first
 * @param touches of these files on the default branch before, newest first
 * @param lines of earlier commits that the range removes or inserts code beside, as far as that is known
 * @param nearby commits that had to be fixed and changed other files in the same directories, newest first
 */
public record FilePast(List<ChangedPath> files, List<Touch> touches, List<ReplacedLines> lines, List<Touch> nearby) {}

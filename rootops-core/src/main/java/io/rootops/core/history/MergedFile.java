package io.rootops.core.history;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file of a merge whose content none of the parents has.
 *
 * @param parents its content in each parent; zeros where there is none
 */
record MergedFile(String path, ObjectId id, List<ObjectId> parents) {}

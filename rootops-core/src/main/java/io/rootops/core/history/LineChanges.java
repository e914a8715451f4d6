package io.rootops.core.history;

import java.util.List;

/**
 * The code lines that a commit changed, for their origins.
 *
 * @param edits against the first parent; of a merge none
 * @param merged of a merge: for each file that differs from all parents what differs from each, in their order
 */
record LineChanges(List<LineEdits> edits, List<List<LineEdits>> merged) {
    static final LineChanges NONE = new LineChanges(List.of(), List.of());
}

package io.rootops.core.history;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Commits in the order in which they arrived on a branch: along its first parents, oldest first, each merge after all
 * that it brought. A push that merges or adds appends to this order and changes nothing before, unless it makes the
 * old head a second parent (a merge made the wrong way round): then what is mined keeps its place, and reading the
 * whole history again may order it otherwise.
 */
public final class ArrivalOrder {
    private final int[] words;
    private final List<String> boundary;

    /** @param words five a commit */
    ArrivalOrder(int[] words, List<String> boundary) {
        this.words = words;
        this.boundary = List.copyOf(boundary);
    }

    /** How many commits. */
    public int size() {
        return words.length / 5;
    }

    /** Full sha of the commit at this place. */
    public String sha(int index) {
        return id(index).name();
    }

    /** A view of all shas. */
    public List<String> shas() {
        return new Shas();
    }

    /**
     * The known commits that the new ones build on, each once: where the walk stopped. The one of them that arrived
     * last is the merge base of an unmerged branch. Empty when the walk went to the roots.
     */
    public List<String> boundary() {
        return boundary;
    }

    ObjectId id(int index) {
        return ObjectId.fromRaw(words, index * 5);
    }

    private final class Shas extends AbstractList<String> implements RandomAccess {
        @Override
        public String get(int index) {
            return sha(index);
        }

        @Override
        public int size() {
            return ArrivalOrder.this.size();
        }
    }
}

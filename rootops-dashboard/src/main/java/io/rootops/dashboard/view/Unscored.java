package io.rootops.dashboard.view;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitSummary;
import org.jspecify.annotations.Nullable;

/** Why a commit has no score. */
public enum Unscored {
    MERGE("Merge", "A merge brings together changes that are scored one by one, so it has no score of its own."),
    NOT_YET_READ(
            "Waiting", "Its history is still being read. The score appears by itself when the reading reaches it."),
    BOUNDARY(
            "Boundary",
            "This clone is shallow and ends at this commit: what it changed cannot be told without its parent."
                    + " To score it, complete the clone with `git fetch --unshallow`."),
    NOT_ANALYZED(
            "Not analysed",
            "It came while AUTO_ANALYZE_NEW_COMMITS was false, so it is stored without a score until somebody asks for"
                    + " one."),
    NOT_RANKED("Unranked", "Nothing of it could be measured yet. It is ranked at the next reading of its repository.");

    private final String word;
    private final String sentence;

    Unscored(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    static @Nullable Unscored of(CommitSummary commit) {
        if (commit.risk() != null) {
            return null;
        }
        if (commit.merge()) {
            return MERGE;
        }
        if (!commit.analyzed()) {
            return NOT_ANALYZED;
        }
        if (commit.repository().state() != TrackedRepository.State.READY) {
            return NOT_YET_READ;
        }
        return commit.repository().shallow() ? BOUNDARY : NOT_RANKED;
    }

    /** For the place where other commits show their level. */
    public String word() {
        return word;
    }

    public String sentence() {
        return sentence;
    }
}

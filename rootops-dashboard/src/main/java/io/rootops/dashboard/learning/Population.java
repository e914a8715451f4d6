package io.rootops.dashboard.learning;

import io.rootops.core.memory.ModelMemory;

/** The commits among which a percentile is a place; the same words wherever people read of it. */
public enum Population {
    /** Those of the repository itself. */
    REPOSITORY("this repository", ""),
    /** Those that the prior learned from, as long as a repository has too few. */
    PUBLIC_PROJECTS(
            "the public projects that RootOps learned from",
            "percentiles among commits of public projects, as fewer than " + ModelMemory.FEW + " are scored here");

    private final String words;
    private final String note;

    Population(String words, String note) {
        this.words = words;
        this.note = note;
    }

    /** After "commits of". */
    public String words() {
        return words;
    }

    /** For the end of a longer note; empty where there is nothing that people do not expect. */
    public String note() {
        return note;
    }
}

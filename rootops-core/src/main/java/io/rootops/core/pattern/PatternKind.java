package io.rootops.core.pattern;

import java.util.Locale;

/** What a pattern speaks of. Nothing here is about a person. */
public enum PatternKind {
    /** Commits that touch a directory, at any depth. */
    PATH,
    /** Commits of a kind: see {@link ChangeKind}. */
    CHANGE,
    /** Commits of a size: see {@link SizeBand}. */
    SIZE,
    /** Commits that change a file without the one that it usually changes with. */
    PAIR,
    /** Deployments that bring so many commits. */
    COMMITS,
    /** Deployments whose riskiest commit has such a place. */
    TOP_RISK,
    /** Deployments so long after the one before. */
    PAUSE,
    /** Deployments of a service. */
    SERVICE,
    /** Deployments to an environment. */
    ENVIRONMENT;

    /** The word in JSON, URLs and the database: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public static PatternKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

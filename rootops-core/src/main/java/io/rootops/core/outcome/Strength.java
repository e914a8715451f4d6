package io.rootops.core.outcome;

/** How much a piece of evidence says. */
public enum Strength {
    /** The commit went wrong: it is learned from, with the trust of its source. */
    STRONG,
    /** It may have gone wrong: another commit is the likelier one, so it counts neither as bad nor as clean. */
    WEAK,
    /** Kept for people to look at; it changes nothing. */
    HINT
}

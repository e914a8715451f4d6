package io.rootops.core.outcome;

import java.util.Locale;

/** Who says that a commit went wrong; most trusted first. */
public enum OutcomeSource {
    /** A person confirmed it as the cause of an incident. */
    INCIDENT(1),
    /** The fix names it: {@code Fixes: <sha>}. */
    TRAILER(1),
    /** A later commit reverts it. */
    REVERT(1),
    /** It wrote the lines that a fix deleted (Sliwerski, Zimmermann and Zeller, MSR 2005). */
    SZZ(0.5);

    private final double trust;

    OutcomeSource(double trust) {
        this.trust = trust;
    }

    /** Its weight in training, above 0 to 1. */
    public double trust() {
        return trust;
    }

    /** The word in JSON, URLs and the database: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

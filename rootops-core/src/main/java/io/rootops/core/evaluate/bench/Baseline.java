package io.rootops.core.evaluate.bench;

import java.util.Locale;

/** What a score has to beat to be worth showing. */
public enum Baseline {
    /** Sorting by lines added + deleted. */
    CHURN,
    /** Sorting by lines added (LApredict, ISSTA 2021). */
    LINES_ADDED,
    /** A logistic regression of the project's own on the fourteen features of Kamei et al.; churn until it can learn. */
    LR_KAMEI,
    /** The first version's formula. */
    HEURISTIC_V1;

    /** The word in JSON: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

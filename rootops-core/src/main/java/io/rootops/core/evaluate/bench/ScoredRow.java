package io.rootops.core.evaluate.bench;

/**
 * A commit as some ranking scored it.
 *
 * @param window scores of two windows are not comparable
 * @param score the riskiest is the highest
 * @param probability 0 to 1 as shown; NaN where the ranking has none
 * @param churn lines added + deleted
 */
record ScoredRow(int window, double score, double probability, boolean bad, double churn) {
    /** Risk for each line to read. */
    double density() {
        return (Double.isNaN(probability) ? score : probability) / Math.max(1, churn);
    }
}

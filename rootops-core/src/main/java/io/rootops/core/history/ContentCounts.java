package io.rootops.core.history;

/**
 * What the changed code of a commit contains; only code files that are no tests count.
 *
 * @param addedTokens distinct tokens of three bytes or more in the added code
 * @param indentSum columns that the added code lines are indented, all together
 * @param widthSum bytes of the added code lines, stripped, all together
 */
record ContentCounts(
        int addedCalls,
        int deletedCalls,
        int addedConditions,
        int deletedConditions,
        int addedAssignments,
        int addedNumbers,
        int addedConcurrency,
        int deletedConcurrency,
        int addedLines,
        long indentSum,
        int indentMax,
        long widthSum,
        int addedTokens) {

    static final ContentCounts NONE = new ContentCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

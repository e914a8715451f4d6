package io.rootops.core.history;

import java.util.regex.Pattern;

/** What the words of a commit message say of the change. */
final class MessageWords {
    private static final Pattern FIX = words("fix|fixes|fixed|fixing|bug|bugs|bugfix|defect|patch|patched|fault|npe"
            + "|nullpointer|leak|deadlock|race|crash|regression|hang|incorrect|wrong");
    private static final Pattern FEATURE = words("add|adds|added|implement|implements|implemented|introduce|introduces"
            + "|introduced|support|new|feature|improve|improves|improved|improvement");
    private static final Pattern REFACTORING = words("refactor\\w*|simplif\\w*|format\\w*|cleanup|clean up|rename"
            + "|renames|renamed|move|moves|moved|extract|polish|style");
    private static final Pattern DOCUMENTATION =
            words("doc|docs|documentation|javadoc|readme|typo|comment|changelog|release");
    private static final Pattern REVERT = Pattern.compile("This reverts commit [0-9a-f]{7,40}");
    private static final Pattern ISSUE = Pattern.compile("(?<![A-Za-z0-9_])[A-Z][A-Z0-9]+-\\d+|#\\d+");

    private MessageWords() {}

    static boolean fix(String subject) {
        return FIX.matcher(subject).find();
    }

    static boolean feature(String subject) {
        return FEATURE.matcher(subject).find();
    }

    static boolean refactoring(String subject) {
        return REFACTORING.matcher(subject).find();
    }

    static boolean documentation(String subject) {
        return DOCUMENTATION.matcher(subject).find();
    }

    static boolean revert(String message) {
        return REVERT.matcher(message).find();
    }

    static boolean issue(String subject) {
        return ISSUE.matcher(subject).find();
    }

    /** Whole words, case ignored; letters, digits and _ belong to a word. */
    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}_])(?:" + alternatives + ")(?![\\p{L}\\p{N}_])", Pattern.CASE_INSENSITIVE);
    }
}

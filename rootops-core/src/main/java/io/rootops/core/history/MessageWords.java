package io.rootops.core.history;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words of a commit message say of the change. Words are whole, of letters, digits and _; case is ignored. */
final class MessageWords {
    private static final Set<String> FIX = Set.of(
            "fix",
            "fixes",
            "fixed",
            "fixing",
            "bug",
            "bugs",
            "bugfix",
            "defect",
            "patch",
            "patched",
            "fault",
            "npe",
            "nullpointer",
            "leak",
            "deadlock",
            "race",
            "crash",
            "regression",
            "hang",
            "incorrect",
            "wrong");
    private static final Set<String> FEATURE = Set.of(
            "add",
            "adds",
            "added",
            "implement",
            "implements",
            "implemented",
            "introduce",
            "introduces",
            "introduced",
            "support",
            "new",
            "feature",
            "improve",
            "improves",
            "improved",
            "improvement");
    private static final Set<String> REFACTORING =
            Set.of("cleanup", "rename", "renames", "renamed", "move", "moves", "moved", "extract", "polish", "style");
    private static final Set<String> DOCUMENTATION =
            Set.of("doc", "docs", "documentation", "javadoc", "readme", "typo", "comment", "changelog", "release");
    private static final String REVERT_MARK = "This reverts commit ";
    private static final Pattern REVERT = Pattern.compile(REVERT_MARK + "[0-9a-f]{7,40}");
    private static final Pattern ISSUE = Pattern.compile("(?<![\\p{L}\\p{N}_])[A-Z][A-Z0-9]+-\\d+|#\\d+");

    private boolean fix;
    private boolean feature;
    private boolean refactoring;
    private boolean documentation;
    private final boolean issue;
    private final boolean revert;

    MessageWords(String subject, String message) {
        String text = subject.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && wordCharacter(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                word(text.substring(at, end), text, end);
            }
            at = end + 1;
        }
        issue = ISSUE.matcher(subject).find();
        revert = message.contains(REVERT_MARK) && REVERT.matcher(message).find();
    }

    boolean fix() {
        return fix;
    }

    boolean feature() {
        return feature;
    }

    boolean refactoring() {
        return refactoring;
    }

    boolean documentation() {
        return documentation;
    }

    /** Names an issue: {@code ABC-12} or {@code #12}. */
    boolean issue() {
        return issue;
    }

    /** {@code This reverts commit} and 7 to 40 lower-case hexadecimal digits. */
    boolean revert() {
        return revert;
    }

    private void word(String word, String text, int end) {
        fix |= FIX.contains(word);
        feature |= FEATURE.contains(word);
        documentation |= DOCUMENTATION.contains(word);
        refactoring |= REFACTORING.contains(word)
                || word.startsWith("refactor")
                || word.startsWith("simplif")
                || word.startsWith("format")
                || (word.equals("clean") && text.startsWith(" up", end) && !wordAt(text, end + 3));
    }

    private static boolean wordAt(String text, int at) {
        return at < text.length() && wordCharacter(text.charAt(at));
    }

    private static boolean wordCharacter(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}

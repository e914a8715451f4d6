package io.rootops.core.suspect.place;

import io.rootops.core.history.SnapshotFile;
import java.util.Locale;
import java.util.Set;

/** How a source file is written, as far as finding its methods needs it. */
enum Language {
    JAVA(Comments.SLASHES, "java"),
    KOTLIN(Comments.SLASHES, "kt", "kts"),
    JAVASCRIPT(Comments.SLASHES, "js", "jsx", "mjs", "cjs", "ts", "tsx"),
    GO(Comments.SLASHES, "go"),
    CSHARP(Comments.SLASHES, "cs"),
    PYTHON(Comments.HASHES, "py"),
    RUBY(Comments.HASHES, "rb", "rake"),

    /** Comments as in a shell; methods are not looked for. */
    LIKE_SHELL(Comments.HASHES, "sh", "bash"),

    /** All others: comments as in C; methods are not looked for. */
    LIKE_C(Comments.SLASHES);

    private final Comments comments;
    private final Set<String> endings;

    private enum Comments {
        SLASHES,
        HASHES
    }

    Language(Comments comments, String... endings) {
        this.comments = comments;
        this.endings = Set.of(endings);
    }

    static Language of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.endings.contains(ending)) {
                return language;
            }
        }
        return LIKE_C;
    }

    /** What the names of its files end with; each is one of {@link SnapshotFile#code}. */
    Set<String> endings() {
        return endings;
    }

    boolean slashComments() {
        return comments == Comments.SLASHES;
    }

    boolean hashComments() {
        return comments == Comments.HASHES;
    }

    /** Whether single quotes stand around strings; else around one character. */
    boolean singleQuotedStrings() {
        return this == JAVASCRIPT || this == PYTHON || this == RUBY || this == LIKE_SHELL;
    }

    boolean tripleQuotes() {
        return this == JAVA || this == KOTLIN || this == CSHARP || this == PYTHON;
    }

    /** Whether a slash may begin a regular expression. */
    boolean regularExpressions() {
        return this == JAVASCRIPT || this == RUBY;
    }

    /** Whether a statement ends with its line. */
    boolean newlinesEndStatements() {
        return this == JAVASCRIPT || this == KOTLIN || this == GO;
    }
}

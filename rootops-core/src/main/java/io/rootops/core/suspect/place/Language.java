package io.rootops.core.suspect.place;

import java.util.Locale;

/** How a source file is written, as far as finding its methods needs it. */
enum Language {
    JAVA(Comments.SLASHES),
    KOTLIN(Comments.SLASHES),
    JAVASCRIPT(Comments.SLASHES),
    GO(Comments.SLASHES),
    CSHARP(Comments.SLASHES),
    PYTHON(Comments.HASHES),
    RUBY(Comments.HASHES),

    /** Comments as in C; methods are not looked for. */
    LIKE_C(Comments.SLASHES),

    /** Comments as in a shell; methods are not looked for. */
    LIKE_SHELL(Comments.HASHES);

    private final Comments comments;

    private enum Comments {
        SLASHES,
        HASHES
    }

    Language(Comments comments) {
        this.comments = comments;
    }

    static Language of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "java" -> JAVA;
            case "kt", "kts" -> KOTLIN;
            case "js", "jsx", "mjs", "cjs", "ts", "tsx" -> JAVASCRIPT;
            case "go" -> GO;
            case "cs" -> CSHARP;
            case "py" -> PYTHON;
            case "rb", "rake" -> RUBY;
            case "sh", "bash", "yml", "yaml", "toml", "properties" -> LIKE_SHELL;
            default -> LIKE_C;
        };
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

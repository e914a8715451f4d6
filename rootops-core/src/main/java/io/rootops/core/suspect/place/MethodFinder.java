package io.rootops.core.suspect.place;

import java.util.List;

/** Finds the methods of a source text; in a language that it does not know, none. */
final class MethodFinder {
    private MethodFinder() {}

    /**
     * Those within others too, by their first line.
     *
     * @param code as {@link SourceMask} leaves it
     */
    static List<Method> in(char[] code, Language language) {
        return switch (language) {
            case JAVA, KOTLIN, JAVASCRIPT, GO, CSHARP -> new BraceMethods(code, language).find();
            case PYTHON -> new IndentedMethods(code, true).find();
            case RUBY -> new IndentedMethods(code, false).find();
            case LIKE_C, LIKE_SHELL -> List.of();
        };
    }
}

package io.rootops.core.signal.prometheus;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words of others in queries. */
final class PromQl {
    /** What RE2 gives a meaning to. */
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private PromQl() {}

    /** Any of them and nothing else, as a part of a regular expression that is not quoted yet. */
    static String anyOf(Collection<String> texts) {
        return texts.stream().sorted().map(PromQl::literal).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        text.chars().forEach(it -> {
            if (SPECIAL.indexOf(it) >= 0) {
                literal.append('\\');
            }
            literal.append((char) it);
        });
        return literal.toString();
    }

    /** As a string in double quotes. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

package io.rootops.core.signal.prometheus;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of others in queries. */
final class PromQl {
    /** What RE2 gives a meaning to. */
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private PromQl() {}

    /** Whether a name needs no quotes, which only Prometheus 3 understands. */
    static boolean plain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** A label. */
    static String label(String name) {
        return plain(name) ? name : quoted(name);
    }

    /** The series of a metric. */
    static String series(String metric, String matchers) {
        if (plain(metric)) {
            return metric + "{" + matchers + "}";
        }
        return "{" + quoted(metric) + (matchers.isEmpty() ? "" : ",") + matchers + "}";
    }

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

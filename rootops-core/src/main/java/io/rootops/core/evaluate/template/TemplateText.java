package io.rootops.core.evaluate.template;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Templates before they are compared: how variables touch one another is no part of what a template says. */
final class TemplateText {
    private static final String VARIABLE = "<*>";
    private static final String DELIMITERS = "=,;:()[]{}|#@\"'<>";

    private TemplateText() {}

    /** White space collapsed; neighbouring variables one; a word that holds one, and no delimiter, a variable. */
    static String normalised(String template) {
        return Arrays.stream(template.strip().split("\\s+"))
                .map(TemplateText::word)
                .collect(Collectors.joining(" "));
    }

    private static String word(String token) {
        String word = token;
        String before = "";
        while (!before.equals(word)) {
            before = word;
            word = word.replace("<*>.<*>", VARIABLE)
                    .replace("<*>:<*>", VARIABLE)
                    .replace("<*><*>", VARIABLE);
        }
        String rest = word.replace(VARIABLE, "");
        return word.contains(VARIABLE) && rest.chars().noneMatch(it -> DELIMITERS.indexOf(it) >= 0) ? VARIABLE : word;
    }
}

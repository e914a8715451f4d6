package io.rootops.core.signal.template;

import java.util.List;

/**
 * A log line with its variables removed.
 *
 * @param text variables as {@code <*>}
 * @param lines so many had it
 * @param samples at most five, secrets masked
 */
public record Template(long id, String text, long lines, List<String> samples) {
    static final String VARIABLE = "<*>";

    static Template of(Node node) {
        StringBuilder text = new StringBuilder();
        for (String token : node.tokens) {
            text.append(text.isEmpty() ? "" : " ");
            for (int i = 0; i < token.length(); i++) {
                char c = token.charAt(i);
                if (Masked.variable(c)) {
                    text.append(VARIABLE);
                } else {
                    text.append(c);
                }
            }
        }
        return new Template(node.id, text.toString(), node.lines, List.copyOf(node.samples));
    }
}

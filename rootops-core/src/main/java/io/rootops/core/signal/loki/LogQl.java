package io.rootops.core.signal.loki;

import io.rootops.core.signal.EnvironmentLabel;
import io.rootops.core.signal.ServiceName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries in <a href="https://grafana.com/docs/loki/latest/query/log_queries/">LogQL</a>. */
public final class LogQl {
    /** What stands for a variable in a template, and what a line in JSON may hold escaped. */
    private static final String NO_WORD = "<\\*>|[\\s\"\\\\]+";

    private static final int SHORTEST_WORD = 3;
    private static final int MOST_WORDS = 3;

    private LogQl() {}

    /**
     * The lines of a service, in its environment as far as one is known.
     *
     * @param serviceLabel the label that names a service
     * @param template only lines with its longest words, of which it may be more than one template; null: all
     */
    public static String lines(String serviceLabel, ServiceName service, @Nullable String template) {
        String stream = "{" + serviceLabel + "=" + quoted(service.name()) + "}";
        return stream + (template == null ? "" : words(template)) + where(service.environment());
    }

    /** By words, not by what is between them: templates have one space where lines may have several. */
    private static String words(String template) {
        return Arrays.stream(template.split(NO_WORD))
                .filter(it -> it.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .limit(MOST_WORDS)
                .map(it -> " |= " + quoted(it))
                .collect(Collectors.joining());
    }

    private static String where(String environment) {
        return environment.isEmpty()
                ? ""
                : EnvironmentLabel.NAMES.stream()
                        .map(it -> it + "=" + quoted(environment))
                        .collect(Collectors.joining(" or ", " | ", ""));
    }

    /** A string, which has them as Go does. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

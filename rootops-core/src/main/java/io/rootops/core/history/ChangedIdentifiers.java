package io.rootops.core.history;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names in changed lines, as they are kept: separated by one blank, each with {@code :count} where it stands there twice or more. */
public final class ChangedIdentifiers {
    private ChangedIdentifiers() {}

    /** How often each stands there, in the order in which they were written. */
    public static Map<String, Integer> counts(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = entry.lastIndexOf(':');
            counts.put(
                    colon < 0 ? entry : entry.substring(0, colon),
                    colon < 0 ? 1 : Integer.parseInt(entry, colon + 1, entry.length(), 10));
        }
        return counts;
    }

    static final class Writer {
        private final StringBuilder text = new StringBuilder();

        void add(String name, int count) {
            text.append(text.length() == 0 ? "" : " ").append(name);
            if (count > 1) {
                text.append(':').append(count);
            }
        }

        String text() {
            return text.toString();
        }
    }
}

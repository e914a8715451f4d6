package io.rootops.app.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of RFC 4180, harmless for terminals and spreadsheets. */
final class Csv {
    private Csv() {}

    static String line(@Nullable Object... fields) {
        return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(","));
    }

    private static String field(@Nullable Object value) {
        if (!(value instanceof String raw)) {
            return value == null ? "" : value.toString();
        }
        String text = TerminalText.of(raw);
        if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text; // a spreadsheet would compute it
        }
        return text.matches("[^\",]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

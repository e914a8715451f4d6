package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The sender's own name of what is told, by which it is one however often it is told. */
final class ReportKey {
    private static final int LONGEST = 255;

    private ReportKey() {}

    /**
     * With the sender's name where that is told too, else of the header Idempotency-Key; null: there is none.
     *
     * @param names of the field
     */
    static @Nullable String of(JsonBody body, HttpServletRequest request, String... names) {
        String id = body.text(names);
        if (id != null) {
            String source = body.text("source");
            return source == null ? id : source + ":" + id;
        }
        String key = request.getHeader("Idempotency-Key");
        if (key != null && key.length() > LONGEST) {
            throw body.wrong("Idempotency-Key", "at most " + LONGEST + " characters");
        }
        return key == null || key.isBlank() ? null : "key:" + key.strip().replace('\0', '\uFFFD');
    }
}

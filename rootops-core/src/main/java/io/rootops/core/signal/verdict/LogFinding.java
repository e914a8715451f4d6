package io.rootops.core.signal.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something in the logs of a service that got worse.
 *
 * @param template its id; null of a service's errors together
 * @param lines that came of it after
 * @param jump null of a new template, which needs no statistics
 */
public record LogFinding(
        String service,
        Kind kind,
        @Nullable String template,
        double lines,
        @Nullable Jump jump) {

    /** In the order of what they tell. */
    public enum Kind {
        /** A template that nothing wrote before, or not for two weeks. */
        NEW_ERROR,
        /** A template that the version before did not write. */
        RETURNED_ERROR,
        /** Errors of the service, all together. */
        ERRORS_JUMP,
        /** One template of several, where all together jumped too, or it alone very far. */
        TEMPLATE_JUMP,
        /** Errors as a share of lines. */
        ERROR_SHARE_JUMP;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}

package io.rootops.core.access;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as somebody wants it.
 *
 * @param name 1 to 100 characters, none of them a control character
 * @param scopes one at least
 * @param lifetime from one day to ten years; null: for ever
 */
public record TokenOrder(
        String name, Set<Scope> scopes, @Nullable Duration lifetime) {
    public static final int LONGEST_NAME = 100;
    public static final int MOST_DAYS = 3_650;

    /** @throws IllegalArgumentException in one sentence that says what was expected */
    public TokenOrder {
        name = name.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(TokenOrder::unwritable)) {
            throw new IllegalArgumentException("A token needs a name of 1 to " + LONGEST_NAME
                    + " characters in one line, by which you know it again, such as 'grafana'.");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "A token needs one scope at least: read, incident-write," + " deployment-write or admin.");
        }
        if (lifetime != null && (lifetime.toDays() < 1 || lifetime.toDays() > MOST_DAYS)) {
            throw new IllegalArgumentException("A token lives from 1 to " + MOST_DAYS + " days, or for ever.");
        }
        scopes = Set.copyOf(scopes);
    }

    private static boolean unwritable(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}

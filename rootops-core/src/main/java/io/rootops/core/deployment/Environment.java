package io.rootops.core.deployment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something is deployed to.
 *
 * @param name empty: none was named
 * @param saidProduction somebody said that end users work with it; null and false alike: nobody did, since a forge says
 *     false by default
 * @param saidTransient somebody said that it will be gone again; null: nobody said either
 */
public record Environment(
        String name,
        @Nullable Boolean saidProduction,
        @Nullable Boolean saidTransient) {
    public static final Environment NONE = new Environment("", null, null);

    private static final String PAGES = "github-pages";
    private static final Pattern PRODUCTION =
            Pattern.compile("(prod|production|live|prd)([-_/].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Whether two names are of one: those who tell name them differently; of what says none it is taken to be the one. */
    public static boolean same(String one, String other) {
        return one.isEmpty()
                || other.isEmpty()
                || one.equalsIgnoreCase(other)
                || isProduction(one) && isProduction(other);
    }

    private static boolean isProduction(String name) {
        return new Environment(name, null, null).production().isPresent();
    }

    /** How sure it is by itself that this is production; empty: nothing says so, which others may change. */
    public Optional<Confidence> production() {
        if (Boolean.TRUE.equals(saidProduction)) {
            return Optional.of(pages() ? Confidence.LOW : Confidence.HIGH);
        }
        if (isTransient() || !PRODUCTION.matcher(name).matches()) {
            return Optional.empty();
        }
        // This very name is what GitHub itself takes for production where nobody says anything.
        return Optional.of(name.toLowerCase(Locale.ROOT).equals("production") ? Confidence.HIGH : Confidence.MEDIUM);
    }

    public boolean isTransient() {
        return Boolean.TRUE.equals(saidTransient);
    }

    /** GitHub's own pages: mostly documents, so they count only where nothing else does. */
    boolean pages() {
        return name.equalsIgnoreCase(PAGES);
    }

    /** The same, told of at two times in either order. */
    Environment and(Environment other) {
        return new Environment(
                name, either(saidProduction, other.saidProduction), either(saidTransient, other.saidTransient));
    }

    private static @Nullable Boolean either(@Nullable Boolean one, @Nullable Boolean other) {
        return one == null ? other : other == null ? one : Boolean.valueOf(one || other);
    }
}

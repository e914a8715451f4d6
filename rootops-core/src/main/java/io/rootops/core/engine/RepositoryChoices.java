package io.rootops.core.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the forge shows us, to choose from when nobody has named a repository. Thread-safe; answers at once. */
public interface RepositoryChoices {
    /** What is known now. */
    Listing listing();

    /**
     * Follows one of the repositories from now on; doing it twice changes nothing.
     *
     * @param name as the listing writes it
     * @return the name under which it is followed; empty when the listing does not hold it
     */
    Optional<String> follow(String name);

    /** For where repositories are not chosen. */
    static RepositoryChoices none() {
        return new RepositoryChoices() {
            @Override
            public Listing listing() {
                return Listing.NOTHING;
            }

            @Override
            public Optional<String> follow(String name) {
                return Optional.empty();
            }
        };
    }

    /**
     * What the forge said last.
     *
     * @param offered false: there is nothing to choose, because repositories are named in the settings or because
     *     there is no token
     * @param answered false until the forge has answered for the first time
     * @param newest last pushed to first; an older answer while there is a problem
     * @param more how many there are besides
     * @param problem why the last question was not answered, and how to mend it; null when it was
     */
    record Listing(
            boolean offered,
            boolean answered,
            List<RepositoryChoice> newest,
            int more,
            @Nullable String problem) {
        static final Listing NOTHING = new Listing(false, false, List.of(), 0, null);

        public static Listing notYetAnswered() {
            return new Listing(true, false, List.of(), 0, null);
        }

        public static Listing of(List<RepositoryChoice> newest, int more) {
            return new Listing(true, true, List.copyOf(newest), more, null);
        }

        /** The same, with why there is nothing newer. */
        public Listing failed(String why) {
            return new Listing(offered, answered, newest, more, why);
        }

        public boolean holds(String name) {
            return newest.stream().anyMatch(it -> it.name().equals(name));
        }
    }
}

package io.rootops.core.signal.verdict;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the verdict on a deployment.
 *
 * @param number from 1, among those of one deployment
 * @param of the verdict that it is about: it says nothing of a later one that is another
 * @param by how they came in
 * @param takenBack when it was taken back, or another took its place; null: it was not
 */
public record VerdictAnswer(
        int number,
        State of,
        Says says,
        String by,
        Instant at,
        @Nullable Instant takenBack) {

    /** What may be said. */
    public enum Says {
        RIGHT,
        WRONG;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when it is neither */
        public static Says of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether a verdict says something of the deployment that can be right or wrong. */
    public static boolean possible(State verdict) {
        return verdict == State.HEALTHY || verdict == State.SUSPECT || verdict == State.REGRESSED;
    }

    /** Whether the person says that things got worse after the deployment. */
    public boolean worse() {
        return (says == Says.WRONG) == (of == State.HEALTHY);
    }

    /** Whether it counts while this is the verdict. */
    public boolean counts(State verdict) {
        return takenBack == null && of == verdict;
    }

    /** The same at a time. */
    public boolean counted(State verdict, Instant then) {
        return of == verdict && !at.isAfter(then) && (takenBack == null || takenBack.isAfter(then));
    }
}

package io.rootops.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was sent by name, as JSON or by a form. */
interface Fields {
    int LONGEST_TEXT = 200;

    /** Whether it was sent, if only as nothing. */
    boolean has(String name);

    /**
     * A text of any length, stripped; null: it is absent, null or blank.
     *
     * @param names the first that is there counts
     * @throws ProblemException when it is something else
     */
    @Nullable
    String longText(String... names);

    /**
     * The same of at most 200 characters.
     *
     * @throws ProblemException when it is something else, or longer
     */
    default @Nullable String text(String... names) {
        String text = longText(names);
        if (text != null && text.length() > LONGEST_TEXT) {
            throw wrong(names[0], "at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /**
     * A time; null: it is absent.
     *
     * @throws ProblemException when it is none
     */
    @Nullable
    Instant time(String... names);

    /** That a value cannot be used. */
    ProblemException wrong(String name, String expected);

    /** Of the request. */
    String path();
}

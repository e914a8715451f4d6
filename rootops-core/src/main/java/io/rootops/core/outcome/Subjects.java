package io.rootops.core.outcome;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pull request's number that squash merges write behind a subject. */
public final class Subjects {
    private static final Pattern NUMBERED = Pattern.compile("(.*\\S)\\s*\\(#(\\d{1,9})\\)", Pattern.DOTALL);

    private Subjects() {}

    /** Without the number at its end. */
    public static String plain(String subject) {
        Matcher matcher = NUMBERED.matcher(subject);
        return matcher.matches() ? matcher.group(1) : subject;
    }

    /** The number at its end. */
    public static OptionalInt number(String subject) {
        Matcher matcher = NUMBERED.matcher(subject);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
    }
}

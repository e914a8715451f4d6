package io.rootops.core.signal.template;

/** The characters that stand for variables, from Unicode's private area; a line that holds one has a variable there. */
final class Masked {
    /** What is a variable by its looks. */
    static final char VARIABLE = '\uE000';

    /** Merged words that each hold a variable; takes only such. */
    static final char MIXED = '\uE001';

    /** Merged words; takes any but those that say what happened. */
    static final char NAME = '\uE002';

    /** So many different words that they are no closed set; takes any. */
    static final char ANY = '\uE003';

    static final String VARIABLE_TOKEN = String.valueOf(VARIABLE);

    private Masked() {}

    static boolean variable(char c) {
        return c >= VARIABLE && c <= ANY;
    }

    static boolean variable(String token) {
        return token.length() == 1 && variable(token.charAt(0));
    }

    static boolean within(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (variable(token.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}

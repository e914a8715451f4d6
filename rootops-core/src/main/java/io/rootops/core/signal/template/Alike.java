package io.rootops.core.signal.template;

/**
 * Templates that are one at once: they differ only where both hold variables, {@code node-<*>} and {@code <*>}, in one place,
 * or in up to three beside enough constants. What names its variable is alike only with the same name.
 */
final class Alike {
    private static final int MOST_PLACES = 3;

    private Alike() {}

    static boolean holds(Node a, Node b) {
        int places = 0;
        int constants = a.constants();
        for (int i = 0; i < a.tokens.length; i++) {
            if (!a.tokens[i].equals(b.tokens[i]) && (++places > MOST_PLACES || !alike(a, b, i, constants))) {
                return false;
            }
        }
        return places == 1 && constants > 0 || places > 1 && constants >= MergeRule.CONSTANTS_BESIDE_MANY;
    }

    private static boolean alike(Node a, Node b, int place, int constants) {
        Word one = a.words[place];
        Word other = b.words[place];
        if (one == other && (one == Word.KEYED || one == Word.LABELLED)) {
            return key(a, place).equals(key(b, place));
        }
        if (one == Word.LABELLED || other == Word.LABELLED) { // a host and its port
            return (one == Word.VARIABLE || other == Word.VARIABLE) && constants >= MergeRule.CONSTANTS_BESIDE_MANY;
        }
        return (one == Word.MIXED || one == Word.VARIABLE) && (other == Word.MIXED || other == Word.VARIABLE);
    }

    private static String key(Node node, int place) {
        return node.tokens[place].substring(0, Word.key(node.tokens[place]));
    }

    static String[] union(Node a, Node b) {
        String[] tokens = a.tokens.clone();
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(b.tokens[i])) {
                boolean named = a.words[i] == Word.KEYED || a.words[i] == Word.LABELLED;
                String key = named && a.words[i] == b.words[i] ? key(a, i) : "";
                tokens[i] = key + widest(a, b, i);
            }
        }
        return tokens;
    }

    private static char widest(Node a, Node b, int place) {
        char one = a.words[place] == Word.VARIABLE ? a.tokens[place].charAt(0) : Masked.MIXED;
        char other = b.words[place] == Word.VARIABLE ? b.tokens[place].charAt(0) : Masked.MIXED;
        return (char) Math.max(Masked.MIXED, Math.max(one, other));
    }
}

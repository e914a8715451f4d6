package io.rootops.core.signal.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When templates are one. Late on purpose: an event in two templates costs a reader little, two events in one template hide
 * an incident. Words that say what happened are therefore the last to be merged.
 */
final class MergeRule {
    /** So many different names stand in a place before it is a variable. */
    private static final int NAMES = Integer.getInteger("t.names", 5);

    /** The same where only one other word tells the template. */
    private static final int NAMES_BESIDE_ONE = Integer.getInteger("t.one", 8);

    /** More words that say what happened than protocols have verbs, or programs have states. */
    private static final int EVENTS = Integer.getInteger("t.events", 16);

    private static final int MOST_MIXED = 3;
    static final int CONSTANTS_BESIDE_MIXED = 3;
    private static final int CONSTANTS_BESIDE_FIRST = Integer.getInteger("t.first", 3);

    /** @param at the place that becomes a variable */
    record Merge(List<Node> nodes, String[] tokens) {}

    private MergeRule() {}

    /** What becomes one with the node, itself among them. */
    static Optional<Merge> of(Node node, TemplateIndex index) {
        List<Node> siblings = index.siblings(node);
        for (Node sibling : siblings) {
            if (sibling != node && mixed(node, sibling)) {
                return Optional.of(new Merge(List.of(node, sibling), union(node, sibling)));
            }
        }
        List<List<Node>> byPlace = new ArrayList<>();
        for (int i = 0; i < node.tokens.length; i++) {
            byPlace.add(new ArrayList<>(0));
        }
        for (Node sibling : siblings) {
            int place = onlyDifference(node, sibling);
            if (place >= 0) {
                byPlace.get(place).add(sibling);
            }
        }
        for (int place = 0; place < node.tokens.length; place++) {
            Optional<Merge> merge = at(place, node, byPlace.get(place), 1);
            if (merge.isPresent()) {
                return merge;
            }
        }
        int anchor = TemplateIndex.anchor(node.words, 0);
        if (anchor >= 0) {
            List<Node> others = new ArrayList<>(index.sameRest(node));
            others.removeIf(it -> onlyDifference(node, it) != anchor);
            return at(anchor, node, others, CONSTANTS_BESIDE_FIRST);
        }
        return Optional.empty();
    }

    /** Whether they differ only where both hold variables: in one place, or in up to three beside enough constants. */
    private static boolean mixed(Node a, Node b) {
        int places = 0;
        int constants = a.constants();
        for (int i = 0; i < a.tokens.length; i++) {
            if (a.tokens[i].equals(b.tokens[i])) {
                continue;
            }
            if (++places > MOST_MIXED || !alike(a, b, i, constants)) {
                return false;
            }
        }
        return places == 1 && constants > 0 || places > 1 && constants >= CONSTANTS_BESIDE_MIXED;
    }

    private static boolean alike(Node a, Node b, int place, int constants) {
        Word one = a.words[place];
        Word other = b.words[place];
        if (one == other && (one == Word.KEYED || one == Word.LABELLED)) {
            return key(a, place).equals(key(b, place));
        }
        if (one == Word.LABELLED || other == Word.LABELLED) {
            return (one == Word.VARIABLE || other == Word.VARIABLE) && constants >= CONSTANTS_BESIDE_MIXED;
        }
        return (one == Word.MIXED || one == Word.VARIABLE) && (other == Word.MIXED || other == Word.VARIABLE);
    }

    private static String key(Node node, int place) {
        return node.tokens[place].substring(0, Word.key(node.tokens[place]));
    }

    private static String[] union(Node a, Node b) {
        String[] tokens = a.tokens.clone();
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(b.tokens[i])) {
                tokens[i] = union(a, b, i);
            }
        }
        return tokens;
    }

    private static String union(Node a, Node b, int place) {
        if (a.words[place] == Word.VARIABLE && b.words[place] == Word.VARIABLE) {
            return String.valueOf((char) Math.max(a.tokens[place].charAt(0), b.tokens[place].charAt(0)));
        }
        boolean key = a.words[place] == b.words[place] && a.words[place] != Word.MIXED;
        char merged = a.words[place] == Word.VARIABLE ? a.tokens[place].charAt(0) : b.words[place] == Word.VARIABLE ? b.tokens[place].charAt(0) : Masked.MIXED;
        return (key ? key(a, place) : "") + (char) Math.max(merged, Masked.MIXED);
    }

    private static int onlyDifference(Node a, Node b) {
        if (a.tokens.length != b.tokens.length) {
            return -1;
        }
        int place = -1;
        for (int i = 0; i < a.tokens.length; i++) {
            if (!a.tokens[i].equals(b.tokens[i])) {
                if (place >= 0) {
                    return -1;
                }
                place = i;
            }
        }
        return place;
    }

    private static Optional<Merge> at(int place, Node node, List<Node> others, int leastConstants) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<Node> all = new ArrayList<>(others);
        all.add(node);
        int constants = node.constants() - (constant(node.words[place]) ? 1 : 0);
        if (constants < leastConstants) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (Node it : all) {
            String token = it.tokens[place];
            switch (it.words[place]) {
                case PLAIN -> (token.endsWith(":") ? events : names).add(token);
                case SOFT, MIXED -> names.add(token);
                case EVENT -> events.add(token);
                default -> {}
            }
        }
        if (names.size() + events.size() >= EVENTS && events.size() > 1) {
            return merged(place, node, all, Masked.ANY, new HashSet<>(), names, events);
        }
        if (names.size() >= (constants == 1 ? NAMES_BESIDE_ONE : NAMES)) {
            return merged(place, node, all, Masked.NAME, events, names, Set.of());
        }
        return Optional.empty();
    }

    private static Optional<Merge> merged(
            int place, Node node, List<Node> all, char as, Set<String> apart, Set<String> names, Set<String> events) {
        List<Node> together = new ArrayList<>();
        for (Node it : all) {
            String token = it.tokens[place];
            if (!apart.contains(token)
                    && (names.contains(token) || events.contains(token) || it.words[place] == Word.VARIABLE)) {
                together.add(it);
            }
        }
        if (!together.contains(node)) {
            return Optional.empty();
        }
        String[] tokens = node.tokens.clone();
        tokens[place] = String.valueOf(as);
        return Optional.of(new Merge(together, tokens));
    }

    private static boolean constant(Word word) {
        return word == Word.PLAIN || word == Word.SOFT || word == Word.EVENT;
    }
}

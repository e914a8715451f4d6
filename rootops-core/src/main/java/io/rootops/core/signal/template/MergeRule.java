package io.rootops.core.signal.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When templates are one. Late on purpose: an event in two templates costs a reader little, two events in one template hide
 * an incident. Words that say what happened are therefore the last to be merged.
 */
final class MergeRule {
    /** So many different names stand in a place before it is a variable. */
    private static final int NAMES = 5;

    /** The third of them is no news any more, though it is not one with the others yet. */
    private static final int NAMES_TO_EXPECT_MORE = 3;

    /** So many templates differ in the same two places before both are variables. */
    private static final int PAIRS = 10;

    /** More words that say what happened than protocols have verbs, or programs have states. */
    private static final int EVENTS = 16;

    private static final int CONSTANTS_BESIDE_FIRST = 3;

    /** Beside two places and more that differ. */
    static final int CONSTANTS_BESIDE_MANY = 3;

    /**
     * Templates that become one.
     *
     * @param tokens what it looks like
     */
    record Merge(List<Node> nodes, String[] tokens) {}

    private MergeRule() {}

    /** What becomes one with the node, itself among them. */
    static Optional<Merge> of(Node node, TemplateIndex index) {
        List<Node> siblings = index.siblings(node);
        for (Node sibling : siblings) {
            if (sibling != node && Alike.holds(node, sibling)) {
                return Optional.of(new Merge(List.of(node, sibling), Alike.union(node, sibling)));
            }
        }
        List<List<Node>> byPlace = byPlace(node, siblings);
        for (int place = 0; place < node.tokens.length; place++) {
            Optional<Merge> merge = at(place, node, byPlace.get(place), 1);
            if (merge.isPresent()) {
                return merge;
            }
        }
        Optional<Merge> pairs = pairs(node, siblings);
        int anchor = TemplateIndex.anchor(node.words, 0);
        if (pairs.isPresent() || anchor < 0) {
            return pairs;
        }
        List<Node> others = new ArrayList<>(index.sameRest(node));
        others.removeIf(it -> it == node || it.tokens.length != node.tokens.length || differences(node, it) != 1);
        return at(anchor, node, others, CONSTANTS_BESIDE_FIRST);
    }

    /** Whether the node differs by just another name from some that were there before. */
    static boolean expected(Node node, TemplateIndex index) {
        List<List<Node>> byPlace = byPlace(node, index.siblings(node));
        for (int place = 0; place < node.tokens.length; place++) {
            int at = place;
            if (name(node, at)
                    && 1 + byPlace.get(at).stream().filter(it -> name(it, at)).count() >= NAMES_TO_EXPECT_MORE) {
                return true;
            }
        }
        return false;
    }

    /** Those that differ from the node in one place only, by that place. */
    private static List<List<Node>> byPlace(Node node, List<Node> siblings) {
        List<List<Node>> byPlace = new ArrayList<>();
        for (int i = 0; i < node.tokens.length; i++) {
            byPlace.add(new ArrayList<>(0));
        }
        for (Node sibling : siblings) {
            if (differences(node, sibling) == 1) {
                byPlace.get(difference(node, sibling, 0)).add(sibling);
            }
        }
        return byPlace;
    }

    private static int differences(Node a, Node b) {
        int count = 0;
        for (int i = 0; i < a.tokens.length && count < 3; i++) {
            count += a.tokens[i].equals(b.tokens[i]) ? 0 : 1;
        }
        return count;
    }

    private static int difference(Node a, Node b, int from) {
        int i = from;
        while (a.tokens[i].equals(b.tokens[i])) {
            i++;
        }
        return i;
    }

    private static boolean name(Node node, int place) {
        return switch (node.words[place]) {
            case SOFT, MIXED -> true;
            case PLAIN -> !node.tokens[place].endsWith(":");
            default -> false;
        };
    }

    private static Optional<Merge> at(int place, Node node, List<Node> others, int leastConstants) {
        int constants = node.constants() - (node.words[place].constant() ? 1 : 0);
        if (others.isEmpty() || constants < leastConstants) {
            return Optional.empty();
        }
        List<Node> all = new ArrayList<>(others);
        all.add(node);
        Set<String> names = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (Node it : all) {
            if (name(it, place)) {
                names.add(it.tokens[place]);
            } else if (it.words[place].constant()) {
                events.add(it.tokens[place]);
            }
        }
        if (events.size() > 1 && names.size() + events.size() >= EVENTS) {
            names.addAll(events);
            return merged(place, node, all, names, Masked.ANY);
        }
        return names.size() < NAMES ? Optional.empty() : merged(place, node, all, names, Masked.NAME);
    }

    private static Optional<Merge> merged(int place, Node node, List<Node> all, Set<String> words, char as) {
        List<Node> together = new ArrayList<>();
        for (Node it : all) {
            if (words.contains(it.tokens[place]) || it.words[place] == Word.VARIABLE) {
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

    /** Names in two places at once, as a user and a host: each new pair would be a template for ever. */
    private static Optional<Merge> pairs(Node node, List<Node> siblings) {
        if (node.constants() < CONSTANTS_BESIDE_MANY + 2 || siblings.size() < PAIRS) {
            return Optional.empty();
        }
        Map<Integer, List<Node>> byPlaces = new HashMap<>();
        for (Node sibling : siblings) {
            if (differences(node, sibling) == 2) {
                int first = difference(node, sibling, 0);
                int second = difference(node, sibling, first + 1);
                if (name(node, first) && name(node, second) && name(sibling, first) && name(sibling, second)) {
                    byPlaces.computeIfAbsent(first * LineMask.MOST_TOKENS + second, it -> new ArrayList<>())
                            .add(sibling);
                }
            }
        }
        for (Map.Entry<Integer, List<Node>> entry : byPlaces.entrySet()) {
            int first = entry.getKey() / LineMask.MOST_TOKENS;
            int second = entry.getKey() % LineMask.MOST_TOKENS;
            List<Node> all = new ArrayList<>(entry.getValue());
            all.add(node);
            if (all.size() >= PAIRS && distinct(all, first) >= NAMES && distinct(all, second) >= NAMES) {
                String[] tokens = node.tokens.clone();
                tokens[first] = String.valueOf(Masked.NAME);
                tokens[second] = String.valueOf(Masked.NAME);
                return Optional.of(new Merge(all, tokens));
            }
        }
        return Optional.empty();
    }

    private static long distinct(List<Node> nodes, int place) {
        return nodes.stream().map(it -> it.tokens[place]).distinct().count();
    }
}

package io.rootops.core.signal.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live templates, by the first plain word and the number of tokens, and by all but that word. */
final class TemplateIndex {
    private final Map<Long, Node> live = new LinkedHashMap<>();
    private final Map<String, List<Node>> leaves = new HashMap<>();
    private final Map<String, List<Node>> rests = new HashMap<>();

    void add(Node node) {
        live.put(node.id, node);
        leaves.computeIfAbsent(leaf(node, anchor(node.words, 0)), it -> new ArrayList<>(2))
                .add(node);
        rests.computeIfAbsent(rest(node), it -> new ArrayList<>(2)).add(node);
    }

    void remove(Node node) {
        live.remove(node.id);
        drop(leaves, leaf(node, anchor(node.words, 0)), node);
        drop(rests, rest(node), node);
    }

    private static void drop(Map<String, List<Node>> lists, String key, Node node) {
        List<Node> list = lists.get(key);
        if (list != null) {
            list.remove(node);
            if (list.isEmpty()) {
                lists.remove(key);
            }
        }
    }

    int size() {
        return live.size();
    }

    Collection<Node> all() {
        return live.values();
    }

    @Nullable
    Node get(long id) {
        return live.get(id);
    }

    /** The template with the most constants that takes the line. */
    @Nullable
    Node match(String[] tokens, Word[] words) {
        int anchor = anchor(words, 0);
        Node best = best(leaf(tokens, anchor), tokens, words);
        if (best == null && anchor >= 0) {
            best = best(leaf(tokens, anchor(words, anchor + 1)), tokens, words);
        }
        return best;
    }

    private @Nullable Node best(String leaf, String[] tokens, Word[] words) {
        return leaves.getOrDefault(leaf, List.of()).stream()
                .filter(it -> it.takes(tokens, words))
                .max(Comparator.<Node>comparingInt(Node::constants).thenComparing(it -> -it.created))
                .orElse(null);
    }

    /** Those that begin alike, the node among them. */
    List<Node> siblings(Node node) {
        return leaves.getOrDefault(leaf(node, anchor(node.words, 0)), List.of());
    }

    /** Those that differ from the node in the first plain word at most, the node among them. */
    List<Node> sameRest(Node node) {
        return rests.getOrDefault(rest(node), List.of());
    }

    /** Where the first plain word stands from {@code from} on; -1: nowhere. */
    static int anchor(Word[] words, int from) {
        for (int i = from; i < words.length; i++) {
            if (words[i] == Word.PLAIN || words[i] == Word.EVENT) {
                return i;
            }
        }
        return -1;
    }

    private static String leaf(Node node, int anchor) {
        return leaf(node.tokens, anchor);
    }

    private static String leaf(String[] tokens, int anchor) {
        return tokens.length + " " + (anchor < 0 ? "" : tokens[anchor]);
    }

    private static String rest(Node node) {
        int anchor = anchor(node.words, 0);
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < node.tokens.length; i++) {
            rest.append(i == anchor ? "" : node.tokens[i]).append(' ');
        }
        return rest.toString();
    }
}

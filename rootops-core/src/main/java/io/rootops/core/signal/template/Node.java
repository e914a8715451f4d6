package io.rootops.core.signal.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template while it is mined. One that was merged points to its survivor. */
final class Node {
    private static final int LONGEST_SAMPLE = 1_000;

    final long id;
    /** Of two that merge the one that was there first survives. */
    final long created;

    String[] tokens;
    Word[] words;
    long lines;
    long lastLine;
    boolean evicted;

    @Nullable
    Node into;

    final List<String> samples = new ArrayList<>(0);

    Node(long id, long created, String[] tokens) {
        this.id = id;
        this.created = created;
        this.tokens = tokens;
        this.words = words(tokens);
    }

    void sample(String line) {
        String clean = SecretMask.readable(line.substring(0, SecretMask.cut(line, LineMask.LONGEST_LINE)));
        String sample = clean.substring(0, Math.min(clean.length(), LONGEST_SAMPLE));
        if (!samples.contains(sample)) {
            samples.add(sample);
        }
    }

    void become(String[] generalised) {
        tokens = generalised;
        words = words(generalised);
    }

    /** Gives back what it holds: lines in the cache still point to it when it is no template any more. */
    void forget() {
        tokens = new String[0];
        words = new Word[0];
        samples.clear();
    }

    /** The survivor of all merges. */
    Node root() {
        Node root = this;
        while (root.into != null) {
            root = root.into;
        }
        if (into != null && into != root) {
            into = root;
        }
        return root;
    }

    /** Words that the template can be told by. */
    int constants() {
        int count = 0;
        for (Word word : words) {
            count += word.constant() ? 1 : 0;
        }
        return count;
    }

    boolean takes(String[] line, Word[] kinds) {
        int constants = constants();
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(line[i]) && !takes(tokens[i], line[i], kinds[i], constants)) {
                return false;
            }
        }
        return true;
    }

    private static boolean takes(String merged, String token, Word kind, int constants) {
        int key = merged.length() - 1;
        if (key > 0) {
            return merged.charAt(key) == Masked.MIXED
                    && (kind == Word.KEYED || kind == Word.LABELLED)
                    && token.startsWith(merged.substring(0, key));
        }
        return switch (merged.charAt(0)) {
            case Masked.MIXED ->
                kind == Word.MIXED
                        || kind == Word.VARIABLE
                        || kind == Word.LABELLED && constants >= MergeRule.CONSTANTS_BESIDE_MANY;
            case Masked.NAME ->
                switch (kind) {
                    case VARIABLE, MIXED, SOFT -> true;
                    case PLAIN -> !token.endsWith(":");
                    default -> false;
                };
            case Masked.ANY -> kind != Word.KEYED && kind != Word.LABELLED;
            default -> false;
        };
    }

    static Word[] words(String[] tokens) {
        Word[] words = new Word[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            words[i] = Word.of(tokens[i]);
        }
        return words;
    }
}

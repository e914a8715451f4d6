package io.rootops.core.suspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which commit builds on which, merges too. Some readers may use it at the same time while nobody adds to it. */
public final class Ancestry {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> shas = new ArrayList<>();
    private final List<int[]> parents = new ArrayList<>();
    private final BitSet known = new BitSet();

    /** A commit; parents may be unknown, now or for good. One that is known already changes nothing. */
    public void add(String sha, List<String> itsParents) {
        int number = number(sha);
        if (!known.get(number)) {
            known.set(number);
            parents.set(number, itsParents.stream().mapToInt(this::number).toArray());
        }
    }

    public boolean knows(String sha) {
        Integer number = numbers.get(sha);
        return number != null && known.get(number);
    }

    private int number(String sha) {
        return numbers.computeIfAbsent(sha, it -> {
            shas.add(it);
            parents.add(new int[0]);
            return parents.size() - 1;
        });
    }

    /** The commit and all that it builds on, so far as they are known; empty where it is not. */
    public List<String> of(String head) {
        Integer start = numbers.get(head);
        if (start == null) {
            return List.of();
        }
        BitSet seen = new BitSet(parents.size());
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        seen.set(start);
        List<String> found = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int commit = waiting.pop();
            found.add(shas.get(commit));
            for (int parent : parents.get(commit)) {
                if (!seen.get(parent)) {
                    seen.set(parent);
                    waiting.push(parent);
                }
            }
        }
        return found;
    }
}

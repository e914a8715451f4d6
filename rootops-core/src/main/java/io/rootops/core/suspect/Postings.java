package io.rootops.core.suspect;

import java.util.Arrays;

/**
 * Which documents hold a term, and how often: for each term the gaps between the numbers of its documents and the counts, in
 * bytes of seven bits. Documents come in the order of their numbers.
 */
final class Postings {
    private static final byte[] NONE = {};
    private static final int LONGEST_ENTRY = 10;

    private byte[][] lists = new byte[1024][];
    private int[] used = new int[1024];
    private int[] last = new int[1024];
    private final Ints lengths = new Ints();

    /** Gets each document of a term. */
    interface Visitor {
        void found(int document, int count);
    }

    /** The next document, and how many terms it will hold; gives its number. */
    int document(int length) {
        lengths.add(length);
        return lengths.size() - 1;
    }

    /** @param document not below any that the term already has */
    void add(int term, int document, int count) {
        if (term >= lists.length) {
            int grown = Math.max(term + 1, lists.length * 2);
            lists = Arrays.copyOf(lists, grown);
            used = Arrays.copyOf(used, grown);
            last = Arrays.copyOf(last, grown);
        }
        byte[] list = lists[term] == null ? NONE : lists[term];
        if (list.length - used[term] < LONGEST_ENTRY) {
            list = Arrays.copyOf(list, list.length == 0 ? LONGEST_ENTRY : list.length * 3 / 2 + LONGEST_ENTRY);
            lists[term] = list;
        }
        used[term] = write(list, write(list, used[term], document - last[term]), count);
        last[term] = document;
    }

    private static int write(byte[] list, int at, int value) {
        int next = at;
        int rest = value;
        while (rest > 127) {
            list[next++] = (byte) (rest | 128);
            rest >>>= 7;
        }
        list[next++] = (byte) rest;
        return next;
    }

    void each(int term, Visitor visitor) {
        if (term >= lists.length || lists[term] == null) {
            return;
        }
        byte[] list = lists[term];
        int document = 0;
        int at = 0;
        while (at < used[term]) {
            int[] pair = {0, 0};
            for (int i = 0; i < 2; i++) {
                int shift = 0;
                while (list[at] < 0) {
                    pair[i] |= (list[at++] & 127) << shift;
                    shift += 7;
                }
                pair[i] |= list[at++] << shift;
            }
            document += pair[0];
            visitor.found(document, pair[1]);
        }
    }

    /** How many terms the document holds, each as often as it stands there. */
    int length(int document) {
        return lengths.get(document);
    }
}

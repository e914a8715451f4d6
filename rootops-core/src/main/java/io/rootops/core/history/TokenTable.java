package io.rootops.core.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Counts the names of one file's changed code lines. Tokens are told apart by a 64-bit hash. */
final class TokenTable {
    private long[] hashes = new long[1024];
    private int[] entries = new int[1024];
    private int[] counts = new int[512];
    private byte[] text = new byte[8192];
    private int[] start = new int[513];
    private long[] entryHash = new long[512];
    private int size;

    void clear() {
        if (size > 0) {
            Arrays.fill(entries, 0);
        }
        size = 0;
    }

    int size() {
        return size;
    }

    long hash(int entry) {
        return entryHash[entry];
    }

    int count(int entry) {
        return counts[entry];
    }

    String name(int entry) {
        return new String(text, start[entry], start[entry + 1] - start[entry], StandardCharsets.ISO_8859_1);
    }

    void add(byte[] source, int from, int to, long hash) {
        int mask = entries.length - 1;
        int slot = (int) hash & mask;
        while (entries[slot] != 0) {
            if (hashes[slot] == hash) {
                counts[entries[slot] - 1]++;
                return;
            }
            slot = (slot + 1) & mask;
        }
        if (size == counts.length) {
            grow();
            add(source, from, to, hash);
            return;
        }
        int at = start[size];
        int end = at + to - from;
        if (end > text.length) {
            text = Arrays.copyOf(text, end * 2);
        }
        System.arraycopy(source, from, text, at, to - from);
        hashes[slot] = hash;
        entryHash[size] = hash;
        counts[size] = 1;
        start[++size] = end;
        entries[slot] = size;
    }

    /** The entries, commonest first, those of equal count in the order of their first appearance. */
    int[] byCount(int max) {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = ((long) (Integer.MAX_VALUE - counts[i]) << 32) | i;
        }
        Arrays.sort(order);
        int[] result = new int[Math.min(size, max)];
        for (int i = 0; i < result.length; i++) {
            result[i] = (int) order[i];
        }
        return result;
    }

    private void grow() {
        int capacity = counts.length * 2;
        counts = Arrays.copyOf(counts, capacity);
        entryHash = Arrays.copyOf(entryHash, capacity);
        start = Arrays.copyOf(start, capacity + 1);
        hashes = new long[capacity * 2];
        entries = new int[capacity * 2];
        int mask = entries.length - 1;
        for (int entry = 0; entry < size; entry++) {
            int slot = (int) entryHash[entry] & mask;
            while (entries[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            hashes[slot] = entryHash[entry];
            entries[slot] = entry + 1;
        }
    }
}

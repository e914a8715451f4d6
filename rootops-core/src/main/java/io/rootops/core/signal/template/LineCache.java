package io.rootops.core.signal.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Masked lines and their templates, of all services that share it: an open-addressing table that is cleared when half of it
 * is taken, or its lines have 8 MiB, so that its memory is bounded. Not thread-safe, and neither are miners that share one.
 */
public final class LineCache {
    private static final int SLOTS = 1 << 15;

    /** Two bytes each. */
    static final int MOST_CHARACTERS = 4 << 20;

    /** A longer line is masked and compared each time, so that a few long ones do not push out the many others. */
    static final int LONGEST_LINE = 1_000;

    private final long[] hashes = new long[SLOTS];
    private final char[] @Nullable [] lines = new char[SLOTS][];
    private final @Nullable Node[] nodes = new Node[SLOTS];
    private int taken;
    private int characters;
    private long seeds;

    /** What a miner begins its hashes with, so that equal lines of two services have two places. */
    long newSeed() {
        seeds += 0x9E3779B97F4A7C15L;
        return seeds;
    }

    @Nullable
    Node get(long hash, char[] text, int length) {
        for (int slot = slot(hash); nodes[slot] != null; slot = slot + 1 & SLOTS - 1) {
            if (hashes[slot] == hash && equal(lines[slot], text, length)) {
                return nodes[slot];
            }
        }
        return null;
    }

    void put(long hash, char[] text, int length, Node node) {
        if (length > LONGEST_LINE) {
            return;
        }
        int slot = slot(hash);
        while (nodes[slot] != null && !(hashes[slot] == hash && equal(lines[slot], text, length))) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (nodes[slot] == null) {
            if (taken >= SLOTS / 2 || characters + length > MOST_CHARACTERS) {
                clear();
                slot = slot(hash);
            }
            taken++;
            characters += length;
            hashes[slot] = hash;
            lines[slot] = Arrays.copyOf(text, length);
        }
        nodes[slot] = node;
    }

    private void clear() {
        Arrays.fill(nodes, null);
        Arrays.fill(lines, null);
        taken = 0;
        characters = 0;
    }

    private static int slot(long hash) {
        return (int) (hash >>> 40 ^ hash) & SLOTS - 1;
    }

    private static boolean equal(char @Nullable [] line, char[] text, int length) {
        return line != null && line.length == length && Arrays.equals(line, 0, length, text, 0, length);
    }
}

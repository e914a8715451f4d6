package io.rootops.core.history;

import java.util.Arrays;

/** A set of 64-bit hashes. */
final class HashSet64 {
    private long[] slots = new long[1024];
    private boolean zero;
    private int size;

    void clear() {
        if (size > 0) {
            if (slots.length > 1 << 16) {
                slots = new long[1024];
            } else {
                Arrays.fill(slots, 0);
            }
        }
        size = 0;
        zero = false;
    }

    int size() {
        return size;
    }

    void add(long hash) {
        if (hash == 0) {
            size += zero ? 0 : 1;
            zero = true;
            return;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        if (put(hash)) {
            size++;
        }
    }

    boolean contains(long hash) {
        if (hash == 0) {
            return zero;
        }
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    private boolean put(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = hash;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                put(hash);
            }
        }
    }
}

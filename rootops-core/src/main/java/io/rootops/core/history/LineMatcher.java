package io.rootops.core.history;

import java.util.Arrays;

/**
 * Marks the lines that changed. Lines get the number of their class of equal lines; those that the other side does
 * not have are changed without a search; the rest goes through {@link CommonSequence}.
 */
final class LineMatcher {
    private final CommonSequence common = new CommonSequence();
    private int[] slots = new int[512];
    private int[] representative = new int[256];
    private boolean[] inNew = new boolean[256];
    private boolean exact = true;
    private Side left = new Side();
    private Side right = new Side();

    /** The lines that both sides have: class and index in the table. */
    private static final class Side {
        int size;
        int[] kind = new int[256];
        int[] index = new int[256];

        void ensure(int length) {
            if (kind.length < length) {
                kind = new int[length * 2];
                index = new int[length * 2];
            }
        }
    }

    void match(LineTable oldLines, LineTable newLines) {
        match(oldLines, newLines, true);
    }

    /** @param exact whether lines of one hash are compared too; else they are equal */
    void match(LineTable oldLines, LineTable newLines, boolean exact) {
        this.exact = exact;
        int kinds = classify(oldLines, newLines);
        keepShared(oldLines, newLines, kinds);
        common.compare(
                left.kind,
                left.size,
                right.kind,
                right.size,
                left.index,
                oldLines.changed,
                right.index,
                newLines.changed);
    }

    private int classify(LineTable oldLines, LineTable newLines) {
        int wanted = Integer.highestOneBit(Math.max(256, oldLines.size)) * 4;
        if (slots.length < wanted) {
            slots = new int[wanted];
        }
        Arrays.fill(slots, 0, wanted, -1);
        int mask = wanted - 1;
        if (representative.length < oldLines.size) {
            representative = new int[oldLines.size * 2];
            inNew = new boolean[oldLines.size * 2];
        }
        int kinds = 0;
        for (int i = 0; i < oldLines.size; i++) {
            int slot = (int) oldLines.hash[i] & mask;
            while (true) {
                int kind = slots[slot];
                if (kind < 0) {
                    slots[slot] = kinds;
                    representative[kinds] = i;
                    inNew[kinds] = false;
                    oldLines.kind[i] = kinds++;
                    break;
                }
                if (same(oldLines, representative[kind], oldLines, i)) {
                    oldLines.kind[i] = kind;
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
        for (int j = 0; j < newLines.size; j++) {
            int slot = (int) newLines.hash[j] & mask;
            int kind = slots[slot];
            while (kind >= 0 && !same(oldLines, representative[kind], newLines, j)) {
                slot = (slot + 1) & mask;
                kind = slots[slot];
            }
            newLines.kind[j] = kind;
            if (kind >= 0) {
                inNew[kind] = true;
            }
        }
        return kinds;
    }

    private boolean same(LineTable a, int i, LineTable b, int j) {
        return a.hash[i] == b.hash[j]
                && (!exact || Arrays.equals(a.text, a.start[i], a.start[i + 1], b.text, b.start[j], b.start[j + 1]));
    }

    private void keepShared(LineTable oldLines, LineTable newLines, int kinds) {
        left.ensure(oldLines.size);
        right.ensure(newLines.size);
        left.size = 0;
        right.size = 0;
        if (kinds == 0) {
            return;
        }
        for (int i = 0; i < oldLines.size; i++) {
            int kind = oldLines.kind[i];
            if (inNew[kind]) {
                left.kind[left.size] = kind;
                left.index[left.size++] = i;
            } else {
                oldLines.changed[i] = true;
            }
        }
        for (int j = 0; j < newLines.size; j++) {
            int kind = newLines.kind[j];
            if (kind >= 0) {
                right.kind[right.size] = kind;
                right.index[right.size++] = j;
            } else {
                newLines.changed[j] = true;
            }
        }
    }
}

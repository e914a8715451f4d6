package io.rootops.core.history;

import java.util.Arrays;

/** Takes replacements that differ in white space only out of edits. Keeps its buffers; not thread-safe. */
final class WhiteSpaceMatcher {
    private final HashSet64 shared = new HashSet64();
    private final CommonSequence common = new CommonSequence();
    private int[] left = {};
    private int[] right = {};
    private int[] leftIndex = {};
    private int[] rightIndex = {};
    private boolean[] deletedHere = {};
    private boolean[] addedHere = {};

    /** The remaining edits; what was matched is dropped from the lines too. */
    int[] leaveOut(int[] edits, ChangedLines deleted, ChangedLines added) {
        if (!anyShared(edits, deleted, added)) {
            return edits;
        }
        boolean[] keptOld = new boolean[deleted.size];
        boolean[] keptNew = new boolean[added.size];
        int[] rest = new int[edits.length + 16];
        int n = 0;
        int d = 0;
        int a = 0;
        for (int e = 0; e < edits.length; e += 4) {
            int olds = edits[e + 1] - edits[e];
            int news = edits[e + 3] - edits[e + 2];
            match(deleted, d, olds, added, a, news);
            int i = 0;
            int j = 0;
            while (i < olds || j < news) {
                int i0 = i;
                int j0 = j;
                while (i < olds && deletedHere[i]) {
                    i++;
                }
                while (j < news && addedHere[j]) {
                    j++;
                }
                if (i > i0 || j > j0) {
                    if (n + 4 > rest.length) {
                        rest = Arrays.copyOf(rest, n * 2);
                    }
                    rest[n++] = edits[e] + i0;
                    rest[n++] = edits[e] + i;
                    rest[n++] = edits[e + 2] + j0;
                    rest[n++] = edits[e + 2] + j;
                } else {
                    keptOld[d + i++] = true;
                    keptNew[a + j++] = true;
                }
            }
            d += olds;
            a += news;
        }
        deleted.drop(keptOld);
        added.drop(keptNew);
        return Arrays.copyOf(rest, n);
    }

    /** The usual case is none, which this tells without a comparison. */
    private boolean anyShared(int[] edits, ChangedLines deleted, ChangedLines added) {
        int d = 0;
        int a = 0;
        for (int e = 0; e < edits.length; e += 4) {
            int olds = edits[e + 1] - edits[e];
            int news = edits[e + 3] - edits[e + 2];
            if (olds > 0 && news > 0) {
                shared.clear();
                for (int i = d; i < d + olds; i++) {
                    shared.add(deleted.hash[i]);
                }
                for (int j = a; j < a + news; j++) {
                    if (shared.contains(added.hash[j])) {
                        return true;
                    }
                }
            }
            d += olds;
            a += news;
        }
        return false;
    }

    private void match(ChangedLines deleted, int d, int olds, ChangedLines added, int a, int news) {
        ensure(Math.max(olds, news));
        int lefts = keepShared(deleted, d, olds, added, a, news, left, leftIndex, deletedHere);
        int rights = keepShared(added, a, news, deleted, d, olds, right, rightIndex, addedHere);
        common.compare(left, lefts, right, rights, leftIndex, deletedHere, rightIndex, addedHere);
    }

    /** Marks the lines that the other side lacks; the others' hashes and places are what is to be compared. */
    private int keepShared(
            ChangedLines lines,
            int from,
            int count,
            ChangedLines others,
            int othersFrom,
            int othersCount,
            int[] hashes,
            int[] index,
            boolean[] changed) {
        shared.clear();
        if (count > 0) {
            for (int i = othersFrom; i < othersFrom + othersCount; i++) {
                shared.add(others.hash[i]);
            }
        }
        int n = 0;
        for (int i = 0; i < count; i++) {
            long hash = lines.hash[from + i];
            changed[i] = !shared.contains(hash);
            if (!changed[i]) {
                hashes[n] = (int) hash;
                index[n++] = i;
            }
        }
        return n;
    }

    private void ensure(int length) {
        if (left.length < length) {
            left = new int[length * 2];
            right = new int[length * 2];
            deletedHere = new boolean[length * 2];
            addedHere = new boolean[length * 2];
            leftIndex = new int[length * 2];
            rightIndex = new int[length * 2];
        }
    }
}

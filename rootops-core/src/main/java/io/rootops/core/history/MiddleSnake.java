package io.rootops.core.history;

/**
 * Finds where an optimal path through the edit graph can be cut in two: Myers, "An O(ND) Difference Algorithm and Its
 * Variations", section 4b.
 *
 * <p>Bounded: after {@link #BOUND} steps from both ends the furthest point reached is taken instead, and from then on
 * {@link #LOW_BOUND} holds for the rest of this pair of files. So one file costs at most some ten million steps plus
 * a share linear in its lines.
 */
final class MiddleSnake {
    static final int BOUND = 4096;
    static final int LOW_BOUND = 256;

    private int[] forward = new int[512];
    private int[] backward = new int[512];
    private int offset;
    private int bound = BOUND;
    private int left;
    private int right;

    /** Makes ready for a pair of sequences of these lengths. */
    void reset(int leftSize, int rightSize) {
        int length = leftSize + rightSize + 5;
        if (forward.length < length) {
            forward = new int[length * 2];
            backward = new int[length * 2];
        }
        offset = rightSize + 2;
        bound = BOUND;
    }

    int left() {
        return left;
    }

    int right() {
        return right;
    }

    /** Both ranges hold something, and differ at both ends. */
    void find(int[] a, int aLo, int aHi, int[] b, int bLo, int bHi) {
        int[] fwd = forward;
        int[] bwd = backward;
        int off = offset;
        int dMin = aLo - bHi;
        int dMax = aHi - bLo;
        int fMid = aLo - bLo;
        int bMid = aHi - bHi;
        boolean odd = ((fMid - bMid) & 1) != 0;
        int fMin = fMid;
        int fMax = fMid;
        int bMin = bMid;
        int bMax = bMid;
        fwd[off + fMid] = aLo;
        bwd[off + bMid] = aHi;
        for (int cost = 1; ; cost++) {
            if (fMin > dMin) {
                fwd[off + --fMin - 1] = -1;
            } else {
                ++fMin;
            }
            if (fMax < dMax) {
                fwd[off + ++fMax + 1] = -1;
            } else {
                --fMax;
            }
            for (int d = fMax; d >= fMin; d -= 2) {
                int i = Math.max(fwd[off + d - 1] + 1, fwd[off + d + 1]);
                int j = i - d;
                while (i < aHi && j < bHi && a[i] == b[j]) {
                    i++;
                    j++;
                }
                fwd[off + d] = i;
                if (odd && bMin <= d && d <= bMax && bwd[off + d] <= i) {
                    left = i;
                    right = j;
                    return;
                }
            }
            if (bMin > dMin) {
                bwd[off + --bMin - 1] = Integer.MAX_VALUE;
            } else {
                ++bMin;
            }
            if (bMax < dMax) {
                bwd[off + ++bMax + 1] = Integer.MAX_VALUE;
            } else {
                --bMax;
            }
            for (int d = bMax; d >= bMin; d -= 2) {
                int i = Math.min(bwd[off + d - 1], bwd[off + d + 1] - 1);
                int j = i - d;
                while (i > aLo && j > bLo && a[i - 1] == b[j - 1]) {
                    i--;
                    j--;
                }
                bwd[off + d] = i;
                if (!odd && fMin <= d && d <= fMax && i <= fwd[off + d]) {
                    left = i;
                    right = j;
                    return;
                }
            }
            if (cost >= bound) {
                furthest(aLo, aHi, bLo, bHi, fMin, fMax, bMin, bMax);
                bound = LOW_BOUND;
                return;
            }
        }
    }

    private void furthest(int aLo, int aHi, int bLo, int bHi, int fMin, int fMax, int bMin, int bMax) {
        int bestForward = -1;
        int forwardAt = aLo;
        for (int d = fMax; d >= fMin; d -= 2) {
            int i = Math.min(Math.min(forward[offset + d], aHi), bHi + d);
            if (i + i - d > bestForward) {
                bestForward = i + i - d;
                forwardAt = i;
            }
        }
        int bestBackward = Integer.MAX_VALUE;
        int backwardAt = aHi;
        for (int d = bMax; d >= bMin; d -= 2) {
            int i = Math.max(Math.max(backward[offset + d], aLo), bLo + d);
            if (i + i - d < bestBackward) {
                bestBackward = i + i - d;
                backwardAt = i;
            }
        }
        if (aHi + bHi - bestBackward < bestForward - (aLo + bLo)) {
            left = forwardAt;
            right = bestForward - forwardAt;
        } else {
            left = backwardAt;
            right = bestBackward - backwardAt;
        }
    }
}

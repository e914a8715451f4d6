package io.rootops.core.history;

/** Finds the longest common sequence of two, by Myers' linear-space algorithm, and marks what is not in it. */
final class CommonSequence {
    private final MiddleSnake snake = new MiddleSnake();
    private int[] a = {};
    private int[] b = {};
    private int[] leftIndex = {};
    private int[] rightIndex = {};
    private boolean[] leftChanged = {};
    private boolean[] rightChanged = {};

    /**
     * Marks at {@code leftChanged[leftIndex[i]]} and {@code rightChanged[rightIndex[j]]} what is not common.
     *
     * @param left of which the first {@code leftSize} count
     * @param right likewise
     */
    void compare(
            int[] left,
            int leftSize,
            int[] right,
            int rightSize,
            int[] leftIndex,
            boolean[] leftChanged,
            int[] rightIndex,
            boolean[] rightChanged) {
        a = left;
        b = right;
        this.leftIndex = leftIndex;
        this.rightIndex = rightIndex;
        this.leftChanged = leftChanged;
        this.rightChanged = rightChanged;
        snake.reset(leftSize, rightSize);
        compare(0, leftSize, 0, rightSize);
    }

    private void compare(int leftFrom, int leftEnd, int rightFrom, int rightEnd) {
        int aLo = leftFrom;
        int aHi = leftEnd;
        int bLo = rightFrom;
        int bHi = rightEnd;
        while (true) {
            while (aLo < aHi && bLo < bHi && a[aLo] == b[bLo]) {
                aLo++;
                bLo++;
            }
            while (aLo < aHi && bLo < bHi && a[aHi - 1] == b[bHi - 1]) {
                aHi--;
                bHi--;
            }
            if (aLo == aHi || bLo == bHi) {
                for (int i = aLo; i < aHi; i++) {
                    leftChanged[leftIndex[i]] = true;
                }
                for (int j = bLo; j < bHi; j++) {
                    rightChanged[rightIndex[j]] = true;
                }
                return;
            }
            snake.find(a, aLo, aHi, b, bLo, bHi);
            int aMid = snake.left();
            int bMid = snake.right();
            compare(aLo, aMid, bLo, bMid);
            aLo = aMid;
            bLo = bMid;
        }
    }
}

package io.rootops.core.history;

import java.util.Arrays;

/**
 * The content of a file: a range of an array. One that was read from a repository is good until the next but one is
 * read, as the array is used again.
 */
record Text(byte[] bytes, int from, int to) {
    static final Text EMPTY = of(new byte[0]);

    static Text of(byte[] bytes) {
        return new Text(bytes, 0, bytes.length);
    }

    int size() {
        return to - from;
    }

    boolean binary() {
        return Bytes.binary(bytes, from, to);
    }

    Text copy() {
        return of(Arrays.copyOfRange(bytes, from, to));
    }
}

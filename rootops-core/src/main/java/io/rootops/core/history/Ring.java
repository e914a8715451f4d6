package io.rootops.core.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cache that makes no garbage: contents are written one behind the other into one array, and the oldest are
 * overwritten. Not thread-safe.
 */
final class Ring {
    private static final byte[] NONE = {};
    /** A short history needs little, and several are read at the same time. */
    private static final int AT_FIRST = 1 << 20;

    private final int capacity;
    private final int largest;
    private final int shift;
    private byte[] bytes = NONE;

    /** Where the next content goes, counted on without end; its place in the array is the rest by the length. */
    private long head;

    private final long[] keys;
    private final long[] starts;
    private final int[] sizes;

    /** @param capacity in bytes, 1 MiB or more; taken as it is needed */
    Ring(int capacity) {
        this.capacity = capacity;
        this.largest = capacity / 8;
        int bits = 31 - Integer.numberOfLeadingZeros(capacity >> 9);
        this.shift = 64 - bits;
        this.keys = new long[1 << bits];
        this.starts = new long[1 << bits];
        this.sizes = new int[1 << bits];
    }

    /** A content that is still there. */
    @Nullable
    Text get(long key) {
        int slot = slot(key);
        if (keys[slot] != key || !there(starts[slot])) {
            return null;
        }
        int from = (int) (starts[slot] % capacity);
        return new Text(bytes, from, from + sizes[slot]);
    }

    /** Room for a content, to be filled by the caller, then {@link #put}; not in the ring when it is too large. */
    Text allocate(int size) {
        if (size > largest) {
            return Text.of(new byte[size]);
        }
        int at = (int) (head % capacity);
        if (at + size > capacity) {
            head += capacity - at;
            at = 0;
        }
        if (at + size > bytes.length) {
            int doubled = Math.max(bytes.length * 2, Math.max(AT_FIRST, at + size));
            // Texts that were given out keep the former array, in which nothing is overwritten any more.
            bytes = Arrays.copyOf(bytes, Math.min(capacity, doubled));
        }
        head += size;
        return new Text(bytes, at, at + size);
    }

    /** Keeps the content allocated last. */
    void put(long key, Text text) {
        if (text.bytes() == bytes) {
            int slot = slot(key);
            keys[slot] = key;
            starts[slot] = head - text.size();
            sizes[slot] = text.size();
        }
    }

    /** Whether the text would survive an allocation of this size. */
    boolean survives(Text text, int size) {
        if (text.bytes() != bytes || size > largest) {
            return true;
        }
        int at = (int) (head % capacity);
        return at + size > capacity ? text.from() >= size : text.to() <= at || text.from() >= at + size;
    }

    /** A mark for {@link #there}, to be taken while the text is there. */
    long mark(Text text) {
        if (text.bytes() != bytes) {
            return Long.MAX_VALUE;
        }
        int at = (int) (head % capacity);
        return head - at + text.from() - (text.from() < at ? 0 : capacity);
    }

    /** Whether a text is still there. */
    boolean there(long mark) {
        return mark >= head - capacity;
    }

    private int slot(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> shift);
    }
}

package io.rootops.core.suspect.place;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps what was used last, up to a size. Safe for use by several threads. */
final class Recent<V> {
    private final long capacity;
    private final ToIntFunction<V> size;
    private final Map<String, V> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long used;

    /** @param capacity in the unit of {@code size} */
    Recent(long capacity, ToIntFunction<V> size) {
        this.capacity = capacity;
        this.size = size;
    }

    synchronized @Nullable V get(String key) {
        return kept.get(key);
    }

    synchronized void put(String key, V value) {
        V before = kept.put(key, value);
        used += size.applyAsInt(value) - (before == null ? 0 : size.applyAsInt(before));
        var eldest = kept.entrySet().iterator();
        while (used > capacity && kept.size() > 1) {
            used -= size.applyAsInt(eldest.next().getValue());
            eldest.remove();
        }
    }
}

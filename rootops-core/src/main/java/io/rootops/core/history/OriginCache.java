package io.rootops.core.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The origins of file contents, as many as find room: all that nothing followed yet, and of the superseded ones, which
 * only other branches and reverts need, those used last. A content is known by its path too: copied to another path its
 * lines are of the commit that copied them, as in git blame. The key is a hash of both, of 64 bits.
 */
final class OriginCache {
    private final Recent current;
    private final Recent superseded;

    /**
     * @param currentBytes room for what nothing followed
     * @param supersededBytes room for the rest
     */
    OriginCache(long currentBytes, long supersededBytes) {
        this.current = new Recent(currentBytes);
        this.superseded = new Recent(supersededBytes);
    }

    static long key(String path, ObjectId content) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        return (hash * 0x9e3779b97f4a7c15L) ^ low(content);
    }

    private static long low(ObjectId content) {
        long low = 0;
        for (int i = 0; i < 8; i++) {
            low = (low << 8) | content.getByte(i);
        }
        return low;
    }

    @Nullable
    LineRuns get(long key) {
        LineRuns runs = current.contents.get(key);
        return runs == null ? superseded.contents.get(key) : runs;
    }

    void put(long key, LineRuns runs) {
        superseded.remove(key);
        current.put(key, runs);
    }

    /** Another content followed. */
    void supersede(long key) {
        LineRuns runs = current.remove(key);
        if (runs != null) {
            superseded.put(key, runs);
        }
    }

    /** Drops those first that were not used for longest. */
    private static final class Recent {
        private static final int ENTRY_BYTES = 80;

        private final long capacity;
        private final Map<Long, LineRuns> contents = new LinkedHashMap<>(1024, 0.75f, true);
        private long bytes;

        Recent(long capacity) {
            this.capacity = capacity;
        }

        void put(long key, LineRuns runs) {
            remove(key);
            contents.put(key, runs);
            bytes += ENTRY_BYTES + runs.bytes();
            var eldest = contents.entrySet().iterator();
            while (bytes > capacity && contents.size() > 1) {
                bytes -= ENTRY_BYTES + eldest.next().getValue().bytes();
                eldest.remove();
            }
        }

        @Nullable
        LineRuns remove(long key) {
            LineRuns runs = contents.remove(key);
            if (runs != null) {
                bytes -= ENTRY_BYTES + runs.bytes();
            }
            return runs;
        }
    }
}

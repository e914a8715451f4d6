package io.rootops.core.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The origins of the file contents used last. A content is known by its path too: copied to another path its lines are
 * of the commit that copied them there, as in git blame. The key is a hash of both, of 64 bits.
 */
final class OriginCache {
    private static final int ENTRY_BYTES = 80;

    private final long capacity;
    private final Map<Long, LineRuns> contents = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;

    /** @param capacity in bytes */
    OriginCache(long capacity) {
        this.capacity = capacity;
    }

    static long key(String path, ObjectId content) {
        long hash = path.hashCode();
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        byte[] id = new byte[20];
        content.copyRawTo(id, 0);
        return (hash * 0x9e3779b97f4a7c15L) ^ (long) Bytes.BIG_LONG.get(id, 0);
    }

    @Nullable
    LineRuns get(long key) {
        return contents.get(key);
    }

    void put(long key, LineRuns runs) {
        LineRuns before = contents.put(key, runs);
        bytes += ENTRY_BYTES + runs.bytes();
        if (before != null) {
            bytes -= ENTRY_BYTES + before.bytes();
        }
        var eldest = contents.entrySet().iterator();
        while (bytes > capacity && contents.size() > 1) {
            bytes -= ENTRY_BYTES + eldest.next().getValue().bytes();
            eldest.remove();
        }
    }
}

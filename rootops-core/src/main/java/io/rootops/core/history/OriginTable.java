package io.rootops.core.history;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;

/** Numbers the commits that lines come from. */
final class OriginTable {
    private final ObjectIdOwnerMap<Origin> byId = new ObjectIdOwnerMap<>();
    private final List<Origin> origins = new ArrayList<>();

    /** A commit that wrote lines. */
    static final class Origin extends ObjectIdOwnerMap.Entry {
        private final int index;

        /** Commit time, epoch seconds. */
        final long time;

        /** Whether its own changes were taken in; else only lines of it were met. */
        boolean followed;

        Origin(AnyObjectId id, int index, long time) {
            super(id);
            this.index = index;
            this.time = time;
        }

        int index() {
            return index;
        }
    }

    int size() {
        return origins.size();
    }

    int index(AnyObjectId commit, long time) {
        Origin origin = byId.get(commit);
        if (origin == null) {
            origin = new Origin(commit, origins.size(), time);
            byId.add(origin);
            origins.add(origin);
        }
        return origin.index;
    }

    boolean followed(AnyObjectId commit) {
        Origin origin = byId.get(commit);
        return origin != null && origin.followed;
    }

    Origin get(int index) {
        return origins.get(index);
    }
}

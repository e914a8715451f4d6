package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.SuspectCommits;
import io.rootops.core.suspect.Ancestry;
import io.rootops.core.suspect.SuspectIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/** The newest commits of repositories, ready to be ranked; of repositories that were asked for last. For one thread. */
final class SuspectHistories {
    /** Older ones are no suspects: of a longer history they would fill the memory, and cause little. */
    static final int MOST_COMMITS = 25_000;

    /** Beyond this share more the oldest are dropped, by reading anew. */
    private static final double SLACK = 1.2;

    private final SuspectCommits commits;
    private final LinkedHashMap<RepositoryId, History> kept = new LinkedHashMap<>(16, 0.75f, true);

    SuspectHistories(SuspectCommits commits) {
        this.commits = commits;
    }

    /** Of one repository; grows with it. */
    static final class History {
        private final SuspectIndex index = new SuspectIndex();
        private final Ancestry ancestry = new Ancestry();
        private final boolean cut;
        private int last;

        private History(int after) {
            this.cut = after > 0;
            this.last = after;
        }

        SuspectIndex index() {
            return index;
        }

        Ancestry ancestry() {
            return ancestry;
        }

        /** Whether there are older commits. */
        boolean cut() {
            return cut;
        }
    }

    /** With all that is stored by now. */
    History of(RepositoryId repository) {
        History known = kept.get(repository);
        // Where less is stored than was read it was read again, under other numbers.
        if (known == null || known.index.size() > SLACK * MOST_COMMITS || commits.last(repository) < known.last) {
            kept.remove(repository);
            known = new History(commits.before(repository, MOST_COMMITS));
            makeRoom();
            kept.put(repository, known);
        }
        History history = known;
        history.last = commits.read(repository, history.last, it -> {
            history.ancestry.add(it.suspect().sha(), it.parents());
            if (!it.merge() && !it.suspect().files().isEmpty()) {
                history.index.add(it.suspect());
            }
        });
        return history;
    }

    private void makeRoom() {
        int all = kept.values().stream().mapToInt(it -> it.index.size()).sum();
        while (all > MOST_COMMITS / 2) {
            Map.Entry<RepositoryId, History> oldest = kept.entrySet().iterator().next();
            all -= oldest.getValue().index.size();
            kept.remove(oldest.getKey());
        }
    }
}

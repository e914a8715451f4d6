package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static java.util.Comparator.comparing;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.LiveCommit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** With which of several deployments, one after another, each commit went live first, from what is stored. Thread-safe. */
public final class LiveCommits {
    /** Of all deployments together: more are not told. */
    public static final int MOST = 100_000;

    /** At first, as most ranges are short; then twice as many each time. */
    private static final int FEWEST_ROWS = 128;

    private static final int MOST_ROWS = 4_096;

    private final DSLContext db;

    public LiveCommits(DSLContext db) {
        this.db = db;
    }

    private record Stored(LiveCommit commit, @Nullable Integer position, List<String> parents) {}

    /**
     * The commits that each of these reaches and none before it does.
     *
     * @param served before all of them
     * @param shas in the order in which they served; null: not known
     * @return for each sha its commits, in no order; null where it is not stored, or there are too many altogether
     */
    public List<@Nullable List<LiveCommit>> of(
            RepositoryId repository, Collection<String> served, List<@Nullable String> shas) {
        Sweep sweep = new Sweep(repository, shas.size());
        Map<String, Stored> starts = sweep.stored(all(served, shas));
        for (String sha : served) {
            sweep.start(starts.get(sha), 0);
        }
        int number = 0;
        for (String sha : shas) {
            sweep.start(sha == null ? null : starts.get(sha), ++number);
        }
        boolean whole = sweep.run();
        List<@Nullable List<LiveCommit>> result = new ArrayList<>();
        for (String sha : shas) {
            boolean known = whole && sha != null && starts.containsKey(sha);
            result.add(known ? sweep.found.get(result.size()) : null);
        }
        return result;
    }

    /**
     * The commits that one reaches and what serves now does not.
     *
     * @param serving shas, at least one
     * @return in no order; null where one of them is not stored, or there are too many
     */
    public @Nullable List<LiveCommit> notYetLive(RepositoryId repository, Collection<String> serving, String sha) {
        int stored = db.fetchCount(
                COMMIT_MEMORY,
                COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()),
                COMMIT_MEMORY.SHA.in(
                        serving.stream().map(HexFormat.of()::parseHex).toList()));
        return stored < Set.copyOf(serving).size()
                ? null
                : of(repository, serving, List.of(sha)).get(0);
    }

    private static Set<String> all(Collection<String> served, List<@Nullable String> shas) {
        Set<String> all = new HashSet<>(served);
        for (String it : shas) {
            if (it != null) {
                all.add(it);
            }
        }
        return all;
    }

    /**
     * Every commit gets the number of the first deployment that reaches it: the least of those of its children. On the default
     * branch each stands after its parents, so that one reading back along it comes to every commit after all of its children.
     */
    private final class Sweep {
        private final RepositoryId repository;
        private final List<List<LiveCommit>> found = new ArrayList<>();
        /** On the default branch, not come to yet. */
        private final Map<String, Integer> numbers = new HashMap<>();

        private final Map<String, Integer> unmerged = new HashMap<>();
        private int wanted;
        private int total;
        private int highest = -1;

        Sweep(RepositoryId repository, int deployments) {
            this.repository = repository;
            for (int i = 0; i < deployments; i++) {
                found.add(new ArrayList<>());
            }
        }

        /** Follows a commit back to the default branch; what an earlier one passed is its own. */
        void start(@Nullable Stored start, int number) {
            Collection<Stored> rows = start == null ? List.of() : List.of(start);
            while (!rows.isEmpty() && total <= MOST) {
                Set<String> next = new HashSet<>();
                for (Stored it : rows) {
                    if (it.position() != null) {
                        highest = Math.max(highest, it.position());
                        reach(it.commit().sha(), number);
                    } else if (unmerged.putIfAbsent(it.commit().sha(), number) == null) {
                        take(it, number);
                        next.addAll(it.parents());
                    }
                }
                next.removeAll(unmerged.keySet());
                rows = stored(next).values();
            }
        }

        private void reach(String sha, int number) {
            Integer before = numbers.get(sha);
            int now = before == null ? number : Math.min(before, number);
            numbers.put(sha, now);
            wanted += (now > 0 ? 1 : 0) - (before != null && before > 0 ? 1 : 0);
        }

        private void take(Stored it, int number) {
            if (number > 0) {
                found.get(number - 1).add(it.commit());
                total++;
            }
        }

        /** @return false: there are too many */
        boolean run() {
            int position = highest;
            int rowsAtOnce = FEWEST_ROWS;
            while (wanted > 0 && position >= 0 && total <= MOST) {
                List<Stored> rows = rows(COMMIT_MEMORY.POSITION.between(position - rowsAtOnce + 1, position));
                rows.sort(comparing(LiveCommits::place).reversed());
                for (Stored it : rows) {
                    Integer number = numbers.remove(it.commit().sha());
                    if (number != null) {
                        wanted -= number > 0 ? 1 : 0;
                        take(it, number);
                        it.parents().forEach(parent -> reach(parent, number));
                    }
                }
                position -= rowsAtOnce;
                rowsAtOnce = Math.min(2 * rowsAtOnce, MOST_ROWS);
            }
            return total <= MOST;
        }

        private Map<String, Stored> stored(Collection<String> shas) {
            Map<String, Stored> stored = new HashMap<>();
            if (!shas.isEmpty()) {
                rows(COMMIT_MEMORY.SHA.in(
                                shas.stream().map(HexFormat.of()::parseHex).toList()))
                        .forEach(it -> stored.put(it.commit().sha(), it));
            }
            return stored;
        }

        private List<Stored> rows(Condition which) {
            return new ArrayList<>(db.select(
                            COMMIT_MEMORY.SHA,
                            COMMIT_MEMORY.POSITION,
                            COMMIT_MEMORY.PARENTS,
                            COMMIT_MEMORY.COMMITTED_AT,
                            COMMIT_MEMORY.PERCENTILE)
                    .from(COMMIT_MEMORY)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .and(which)
                    .fetch(it -> new Stored(
                            new LiveCommit(
                                    HexFormat.of().formatHex(it.value1()),
                                    it.value4().toInstant(),
                                    it.value3().length > 1,
                                    it.value5() == null ? null : Double.valueOf(it.value5())),
                            it.value2(),
                            Arrays.stream(it.value3())
                                    .map(HexFormat.of()::formatHex)
                                    .toList())));
        }
    }

    private static int place(Stored it) {
        return it.position() == null ? -1 : it.position();
    }
}

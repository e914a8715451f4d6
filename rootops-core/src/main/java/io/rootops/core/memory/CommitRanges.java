package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.SizeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;

/** The commits between two, as {@code git rev-list FROM..TO} names them, from what is stored: no clone is needed. */
public final class CommitRanges {
    private static final int ROWS_AT_ONCE = 1_000;

    private final DSLContext db;
    private final LoadedModels models;

    public CommitRanges(DSLContext db) {
        this.db = db;
        this.models = new LoadedModels(db);
    }

    /**
     * The place of a range: the percentile, 0 to 100, of a single commit that is as risky; by size, of one as large.
     *
     * @param probability that one of its commits has to be fixed; null where none has one
     * @param lines that its commits change
     * @return empty where the model in use cannot be read, or there is none
     */
    public OptionalDouble place(RepositoryId repository, @Nullable Double probability, long lines) {
        LoadedModels.Loaded loaded = models.of(List.of(repository.value())).get(repository.value());
        RiskModel model = loaded == null ? null : loaded.model();
        if (model instanceof LearnedModel learned && probability != null) {
            return OptionalDouble.of(learned.place(probability));
        }
        return model instanceof SizeModel
                ? OptionalDouble.of(model.reference().percentile(lines))
                : OptionalDouble.empty();
    }

    private record Stored(String sha, @Nullable Integer position, List<String> parents) {
        static Stored of(Record3<byte[], Integer, byte[][]> row) {
            return new Stored(
                    HexFormat.of().formatHex(row.value1()),
                    row.value2(),
                    Arrays.stream(row.value3()).map(HexFormat.of()::formatHex).toList());
        }
    }

    /**
     * Shas of the commits that {@code to} reaches and {@code from} does not, in no order.
     *
     * @param from full sha of a stored commit, like {@code to}
     * @param most the reading ends as soon as there are more
     */
    public Set<String> between(RepositoryId repository, String from, String to, int most) {
        Set<String> excluded = new HashSet<>();
        Map<String, Integer> excludedHeads = unmerged(repository, from, excluded, Integer.MAX_VALUE);
        Set<String> found = new LinkedHashSet<>();
        Map<String, Integer> heads = unmerged(repository, to, found, most);
        found.removeAll(excluded);
        heads.keySet().removeAll(excludedHeads.keySet());
        merged(repository, heads, excludedHeads, found, most);
        return found;
    }

    /**
     * Follows a commit back to the default branch.
     *
     * @param passed gets what waits on other branches
     * @return where it meets the default branch, with the positions
     */
    private Map<String, Integer> unmerged(RepositoryId repository, String start, Set<String> passed, int most) {
        Map<String, Integer> reached = new HashMap<>();
        Set<String> next = Set.of(start);
        while (!next.isEmpty() && passed.size() <= most) {
            List<Stored> rows = rows(
                    repository,
                    COMMIT_MEMORY.SHA.in(
                            next.stream().map(HexFormat.of()::parseHex).toList()),
                    next.size());
            next = new HashSet<>();
            for (Stored it : rows) {
                if (it.position() != null) {
                    reached.put(it.sha(), it.position());
                } else if (passed.add(it.sha())) {
                    next.addAll(it.parents());
                }
            }
            next.removeAll(passed);
        }
        return reached;
    }

    /** Back along the default branch, where each commit stands after its parents, until all that is left is excluded. */
    private void merged(
            RepositoryId repository,
            Map<String, Integer> heads,
            Map<String, Integer> excludedHeads,
            Set<String> found,
            int most) {
        Set<String> wanted = new HashSet<>(heads.keySet());
        Set<String> excluded = new HashSet<>(excludedHeads.keySet());
        int position = Math.max(highest(heads.values()), highest(excludedHeads.values()));
        while (!wanted.isEmpty() && position >= 0) {
            List<Stored> rows = rows(repository, COMMIT_MEMORY.POSITION.le(position), ROWS_AT_ONCE);
            if (rows.isEmpty()) {
                return;
            }
            for (Stored it : rows) {
                position = it.position() == null ? -1 : it.position() - 1;
                if (excluded.remove(it.sha())) {
                    excluded.addAll(it.parents());
                    wanted.removeAll(it.parents());
                } else if (wanted.remove(it.sha())) {
                    found.add(it.sha());
                    it.parents().stream().filter(sha -> !excluded.contains(sha)).forEach(wanted::add);
                }
                if (wanted.isEmpty() || found.size() > most) {
                    return;
                }
            }
        }
    }

    private static int highest(Collection<Integer> positions) {
        return positions.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private List<Stored> rows(RepositoryId repository, Condition which, int limit) {
        return new ArrayList<>(db.select(COMMIT_MEMORY.SHA, COMMIT_MEMORY.POSITION, COMMIT_MEMORY.PARENTS)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .and(which)
                .orderBy(COMMIT_MEMORY.POSITION.desc())
                .limit(limit)
                .fetch(Stored::of));
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.CommitMemory;
import io.rootops.core.outcome.CherryPicks;
import io.rootops.core.outcome.SameChange;
import io.rootops.core.outcome.SameChange.Change;
import io.rootops.core.outcome.Twin;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The stored commits that are one and the same change, in whatever branches: see {@link SameChange}. */
final class TwinCommits {
    /** No branch can be called so. */
    private static final Set<String> DEFAULT_BRANCH = Set.of("");

    private static final int FARTHEST = 8;

    private final DSLContext db;
    private final int repository;

    TwinCommits(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** All groups of the repository. */
    List<List<Twin>> all() {
        SameChange same = new SameChange();
        Field<Integer> written = count().over()
                .partitionBy(COMMIT_MEMORY.AUTHOR_ID, COMMIT_MEMORY.AUTHORED_AT)
                .as("written");
        Field<Integer> patched = count(COMMIT_MEMORY.PATCH_ID)
                .over()
                .partitionBy(COMMIT_MEMORY.PATCH_ID)
                .as("patched");
        var counted = select(COMMIT_MEMORY.ID, written, patched)
                .from(COMMIT_MEMORY)
                .where(changed(COMMIT_MEMORY))
                .asTable("counted");
        changes(COMMIT_MEMORY.ID.in(select(counted.field(COMMIT_MEMORY.ID))
                        .from(counted)
                        .where(counted.field(written).gt(1))
                        .or(counted.field(patched).gt(1))))
                .values()
                .forEach(same::add);
        addPicked(noCondition(), same);
        return same.groups();
    }

    /** The groups that these commits are in, few at a time. */
    List<List<Twin>> of(Collection<String> shas) {
        SameChange same = new SameChange();
        Set<String> asked = new HashSet<>();
        Set<String> next = new HashSet<>(shas);
        // A pick may have been picked on.
        for (int far = 0; far < FARTHEST && !next.isEmpty(); far++) {
            asked.addAll(next);
            next = related(next, same);
            next.removeAll(asked);
        }
        return same.groups().stream()
                .filter(group -> group.stream().anyMatch(it -> shas.contains(it.sha())))
                .toList();
    }

    private Set<String> related(Collection<String> shas, SameChange same) {
        List<byte[]> wanted = shas.stream().map(HexFormat.of()::parseHex).toList();
        // Values are looked up, not joined: while a long history is read the server's statistics are of a short one,
        // and
        // it would join the whole with the whole, which takes minutes.
        SortedMap<Integer, Change> changes = changes(COMMIT_MEMORY.SHA.in(wanted));
        List<Change> these = List.copyOf(changes.values());
        changes.putAll(changes(COMMIT_MEMORY.PATCH_ID.in(
                these.stream().map(Change::patchId).filter(Objects::nonNull).toList())));
        changes(COMMIT_MEMORY.AUTHORED_AT.in(these.stream()
                        .map(it -> RepositoryMemory.utc(it.authoredAt()))
                        .toList()))
                .forEach((id, it) -> {
                    if (these.stream().anyMatch(it::writtenAs)) {
                        changes.put(id, it);
                    }
                });
        changes.values().forEach(same::add);
        Set<String> found = changes.values().stream().map(Change::sha).collect(Collectors.toCollection(HashSet::new));
        found.addAll(addPicked(COMMIT_MEMORY.SHA.in(wanted), same));
        String names = String.join(" | ", shas);
        found.addAll(addPicked(
                condition(
                        "to_tsvector('simple', left({0}, 4000)) @@ to_tsquery('simple', {1})",
                        COMMIT_MESSAGE.MESSAGE, val(names)),
                same));
        return found;
    }

    private Condition changed(CommitMemory commits) {
        return commits.REPOSITORY_ID
                .eq(repository)
                .and(commits.RANKABLE)
                .andNot(commits.PROVISIONAL)
                .and(commits.FILES.gt(0));
    }

    private SortedMap<Integer, Change> changes(Condition which) {
        Field<String[]> branches = array(select(BRANCH_COMMIT.BRANCH)
                        .from(BRANCH_COMMIT)
                        .where(BRANCH_COMMIT.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID))
                        .and(BRANCH_COMMIT.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                .as("branches");
        SortedMap<Integer, Change> changes = new TreeMap<>();
        db.select(COMMIT_MEMORY.ID, COMMIT_MEMORY.SHA, COMMIT_MEMORY.AUTHOR_ID, COMMIT_MEMORY.AUTHORED_AT)
                .select(COMMIT_MEMORY.COMMITTED_AT, COMMIT_MEMORY.SUBJECT, COMMIT_MEMORY.PATCH_ID)
                .select(COMMIT_MEMORY.POSITION, branches)
                .from(COMMIT_MEMORY)
                .where(changed(COMMIT_MEMORY))
                .and(which)
                .forEach(it -> changes.put(it.get(COMMIT_MEMORY.ID), change(it, it.get(branches))));
        return changes;
    }

    private static Change change(Record row, String[] branches) {
        return new Change(
                hex(row.get(COMMIT_MEMORY.SHA)),
                String.valueOf(row.get(COMMIT_MEMORY.AUTHOR_ID)),
                row.get(COMMIT_MEMORY.AUTHORED_AT).toInstant(),
                row.get(COMMIT_MEMORY.COMMITTED_AT).toInstant(),
                row.get(COMMIT_MEMORY.SUBJECT),
                row.get(COMMIT_MEMORY.PATCH_ID),
                row.get(COMMIT_MEMORY.POSITION) != null ? DEFAULT_BRANCH : Set.of(branches));
    }

    /** The shas that are said to be one change. */
    private Set<String> addPicked(Condition which, SameChange same) {
        Set<String> named = new HashSet<>();
        db.select(COMMIT_MEMORY.SHA, COMMIT_MESSAGE.MESSAGE)
                .from(COMMIT_MESSAGE)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(COMMIT_MESSAGE.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(COMMIT_MESSAGE.COMMIT_ID)))
                .where(COMMIT_MESSAGE.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MESSAGE.MESSAGE.contains(CherryPicks.MARK))
                .and(which)
                .forEach(it -> {
                    List<String> origins = CherryPicks.origins(it.value2());
                    if (!origins.isEmpty()) {
                        same.picked(hex(it.value1()), origins);
                        named.add(hex(it.value1()));
                        named.addAll(origins);
                    }
                });
        return named;
    }

    private static String hex(byte[] sha) {
        return HexFormat.of().formatHex(sha);
    }
}

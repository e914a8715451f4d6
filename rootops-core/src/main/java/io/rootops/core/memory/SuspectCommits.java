package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.CHANGED_IDENTIFIERS;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.PATH;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.ChangedIdentifiers;
import io.rootops.core.suspect.SuspectCommit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Record5;

/** The commits of a repository as the ranking of suspects reads them. Thread-safe. */
public final class SuspectCommits {
    private static final int AT_ONCE = 500;

    /** Of a commit with more it is no evidence that it changes any. */
    private static final int MOST_FILES = 1_000;

    private static final String DEFAULT_HEAD = """
            with recursive line as (
                (select sha, parents, committed_at from commit_memory
                    where repository_id = {0} and position is not null order by position desc limit 1)
                union all
                select c.sha, c.parents, c.committed_at from line
                    join commit_memory c on c.repository_id = {0} and c.sha = line.parents[1]
                    where line.committed_at > {1}::timestamptz
            )
            select sha from line where committed_at <= {1}::timestamptz limit 1
            """;

    private final DSLContext db;

    public SuspectCommits(DSLContext db) {
        this.db = db;
    }

    /**
     * A commit.
     *
     * @param suspect without files where it is a merge
     */
    public record Stored(SuspectCommit suspect, List<String> parents) {
        public boolean merge() {
            return parents.size() > 1;
        }
    }

    /** After how many of the stored commits the newest begin; 0: none are left out. */
    public int before(RepositoryId repository, int newest) {
        return db.select(COMMIT_MEMORY.ID)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .orderBy(COMMIT_MEMORY.ID.desc())
                .offset(newest)
                .limit(1)
                .fetchOptional(COMMIT_MEMORY.ID)
                .orElse(0);
    }

    /**
     * Gives the commits that were stored after another, in the order in which they were stored.
     *
     * @param after as returned before
     * @return to go on with
     */
    public int read(RepositoryId repository, int after, Consumer<Stored> sink) {
        int last = after;
        int some = AT_ONCE;
        while (some == AT_ONCE) {
            var rows = db.select(
                            COMMIT_MEMORY.ID,
                            COMMIT_MEMORY.SHA,
                            COMMIT_MEMORY.PARENTS,
                            COMMIT_MEMORY.COMMITTED_AT,
                            COMMIT_MESSAGE.MESSAGE)
                    .from(COMMIT_MEMORY)
                    .join(COMMIT_MESSAGE)
                    .on(COMMIT_MESSAGE.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID))
                    .and(COMMIT_MESSAGE.COMMIT_ID.eq(COMMIT_MEMORY.ID))
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .and(COMMIT_MEMORY.ID.gt(last))
                    .orderBy(COMMIT_MEMORY.ID)
                    .limit(AT_ONCE)
                    .fetch();
            some = rows.size();
            if (some > 0) {
                int to = rows.get(some - 1).value1();
                Map<Integer, List<SuspectCommit.File>> files = files(repository, last, to);
                rows.forEach(it -> sink.accept(stored(it, files.getOrDefault(it.value1(), List.of()))));
                last = to;
            }
        }
        return last;
    }

    private static Stored stored(
            Record5<Integer, byte[], byte[][], OffsetDateTime, String> row, List<SuspectCommit.File> files) {
        List<String> parents =
                Arrays.stream(row.value3()).map(HexFormat.of()::formatHex).toList();
        return new Stored(
                new SuspectCommit(
                        HexFormat.of().formatHex(row.value2()),
                        row.value4().toInstant(),
                        row.value5(),
                        parents.size() > 1 ? List.of() : files,
                        Map.of()),
                parents);
    }

    private Map<Integer, List<SuspectCommit.File>> files(RepositoryId repository, int after, int to) {
        Map<Integer, List<SuspectCommit.File>> files = new HashMap<>();
        db.select(
                        FILE_CHANGE.COMMIT_ID,
                        PATH.PATH_,
                        FILE_CHANGE.STATUS,
                        FILE_CHANGE.LINES_ADDED.plus(FILE_CHANGE.LINES_DELETED),
                        CHANGED_IDENTIFIERS.IDENTIFIERS)
                .from(FILE_CHANGE)
                .join(PATH)
                .on(PATH.REPOSITORY_ID.eq(FILE_CHANGE.REPOSITORY_ID))
                .and(PATH.ID.eq(FILE_CHANGE.PATH_ID))
                .leftJoin(CHANGED_IDENTIFIERS)
                .on(CHANGED_IDENTIFIERS.REPOSITORY_ID.eq(FILE_CHANGE.REPOSITORY_ID))
                .and(CHANGED_IDENTIFIERS.COMMIT_ID.eq(FILE_CHANGE.COMMIT_ID))
                .and(CHANGED_IDENTIFIERS.PATH_ID.eq(FILE_CHANGE.PATH_ID))
                .where(FILE_CHANGE.REPOSITORY_ID.eq(repository.value()))
                .and(FILE_CHANGE.COMMIT_ID.gt(after))
                .and(FILE_CHANGE.COMMIT_ID.le(to))
                .orderBy(FILE_CHANGE.COMMIT_ID, FILE_CHANGE.PATH_ID)
                .forEach(it -> {
                    List<SuspectCommit.File> its = files.computeIfAbsent(it.value1(), none -> new ArrayList<>());
                    if (its.size() < MOST_FILES) {
                        its.add(new SuspectCommit.File(
                                it.value2(),
                                it.value4(),
                                it.value3().equals("A"),
                                it.value5() == null ? Map.of() : ChangedIdentifiers.counts(it.value5())));
                    }
                });
        return files;
    }

    /**
     * Where the default branch stood then, by the times of its commits; empty: it had none. Its own commits are the first parents
     * of its head: what it merged, as the history of another project, was no state of it.
     */
    public Optional<String> defaultHead(RepositoryId repository, Instant at) {
        return db.fetch(DEFAULT_HEAD, val(repository.value()), val(RepositoryMemory.utc(at))).stream()
                .findFirst()
                .map(it -> HexFormat.of().formatHex(Objects.requireNonNull(it.get("sha", byte[].class))));
    }

    /** The last that is stored; 0: none is. */
    public int last(RepositoryId repository) {
        Integer last = db.select(max(COMMIT_MEMORY.ID))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .fetchSingle()
                .value1();
        return last == null ? 0 : last;
    }
}

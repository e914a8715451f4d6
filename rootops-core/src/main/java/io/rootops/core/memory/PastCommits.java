package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.AUTHOR;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.PATH;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.PastCommit;
import io.rootops.core.history.PastFile;
import io.rootops.core.risk.Feature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * The stored file changes of a default branch as events, in the order of arrival: whoever replays them has the past that
 * features are made of.
 */
public final class PastCommits {
    private static final int ROWS_AT_ONCE = 10_000;

    // The flags are features of the commit itself; arrays count from 1 in SQL.
    private static final String EVENTS = """
            select c.id, extract(epoch from c.committed_at)::bigint as committed_at, a.email,
                   f.features[%d] as fix, f.features[%d] as revert,
                   fc.file_id, fc.lines_added, fc.lines_deleted, p.path
            from commit_memory c
            join commit_features f on f.repository_id = c.repository_id and f.commit_id = c.id
            join author a on a.repository_id = c.repository_id and a.id = c.author_id
            left join file_change fc on fc.repository_id = c.repository_id and fc.commit_id = c.id %s
            left join path p on p.repository_id = c.repository_id and p.id = fc.path_id
            where c.repository_id = {0} and c.position is not null and c.position <= {1} %s
            order by c.position""";

    private static final String THEIR_ROWS = "and (fc.file_id = any({2}) or c.author_id = any({3}))";

    private static final String THEIR_COMMITS = """
            and c.id in (
              select x.commit_id from file_change x where x.repository_id = {0} and x.file_id = any({2})
              union select y.id from commit_memory y where y.repository_id = {0} and y.author_id = any({3})
              union select z.id from commit_memory z where z.repository_id = {0} and z.committed_at >= {4})""";

    private final DSLContext db;
    private final int repository;

    public PastCommits(DSLContext db, RepositoryId repository) {
        this.db = db;
        this.repository = repository.value();
    }

    /** Every ranked commit up to this position, with all its files. */
    public void all(int upToPosition, Consumer<PastCommit> sink) {
        stream(events("", ""), sink, DSL.val(repository), DSL.val(upToPosition));
    }

    /**
     * Just what the features of a few new commits need: the files that ever stood at these paths, the commits of these
     * authors, and the commits since then.
     */
    public void of(
            Collection<String> paths,
            Collection<String> authors,
            Instant since,
            int upToPosition,
            Consumer<PastCommit> sink) {
        // Looked up first: with their numbers at hand the planner goes by the indexes.
        Integer[] files = db.selectDistinct(FILE_CHANGE.FILE_ID)
                .from(FILE_CHANGE)
                .join(PATH)
                .on(PATH.REPOSITORY_ID.eq(FILE_CHANGE.REPOSITORY_ID).and(PATH.ID.eq(FILE_CHANGE.PATH_ID)))
                .where(PATH.REPOSITORY_ID.eq(repository))
                .and(PATH.PATH_.eq(DSL.any(DSL.val(paths.toArray(String[]::new)))))
                .fetchArray(FILE_CHANGE.FILE_ID);
        Integer[] people = db.select(AUTHOR.ID)
                .from(AUTHOR)
                .where(AUTHOR.REPOSITORY_ID.eq(repository))
                .and(AUTHOR.EMAIL.eq(DSL.any(DSL.val(authors.toArray(String[]::new)))))
                .fetchArray(AUTHOR.ID);
        stream(
                events(THEIR_ROWS, THEIR_COMMITS),
                sink,
                DSL.val(repository),
                DSL.val(upToPosition),
                DSL.val(files),
                DSL.val(people),
                DSL.val(RepositoryMemory.utc(since)));
    }

    private static String events(String rows, String commits) {
        return EVENTS.formatted(Feature.FIX.ordinal() + 1, Feature.ISREVERT.ordinal() + 1, rows, commits);
    }

    private void stream(String sql, Consumer<PastCommit> sink, org.jooq.Field<?>... parameters) {
        // A transaction, since PostgreSQL sends rows piece by piece only inside one.
        db.transaction(tx -> {
            try (Cursor<Record> rows = tx.dsl()
                    .resultQuery(sql, (Object[]) parameters)
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                Record commit = null;
                List<PastFile> files = new ArrayList<>();
                while (rows.hasNext()) {
                    Record row = rows.fetchNext();
                    if (commit != null && !commit.get("id").equals(row.get("id"))) {
                        sink.accept(commit(commit, files));
                        files = new ArrayList<>();
                    }
                    commit = row;
                    if (row.get("path") != null) {
                        files.add(file(row));
                    }
                }
                if (commit != null) {
                    sink.accept(commit(commit, files));
                }
            }
        });
    }

    private static PastCommit commit(Record row, List<PastFile> files) {
        return new PastCommit(
                row.get("committed_at", Long.class),
                row.get("email", String.class),
                row.get("fix", Float.class) > 0,
                row.get("revert", Float.class) > 0,
                files);
    }

    private static PastFile file(Record row) {
        return new PastFile(
                row.get("path", String.class),
                row.get("file_id", Integer.class),
                row.get("lines_added", Integer.class),
                row.get("lines_deleted", Integer.class));
    }
}

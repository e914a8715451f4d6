package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.FILE_CHANGE;
import static io.rootops.core.memory.schema.Tables.PATH;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;

import io.rootops.core.change.FileStatus;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.outcome.Findings;
import io.rootops.core.pattern.PastChange;
import io.rootops.core.pattern.PastChanges;
import io.rootops.core.pattern.TouchedFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Table;

/** The default branch of a repository, read row by row: of a commit nothing stays here. */
final class PatternHistory implements PastChanges {
    private static final int ROWS_AT_ONCE = 1_000;

    private final DSLContext db;
    private final RepositoryId repository;
    private final Map<String, Findings> findings;
    private final Instant now;

    /** @param now a commit dated later has no age, and is left out */
    PatternHistory(DSLContext db, RepositoryId repository, Map<String, Findings> findings, Instant now) {
        this.db = db;
        this.repository = repository;
        this.findings = findings;
        this.now = now;
    }

    @Override
    public void read(Consumer<PastChange> sink) {
        Field<Integer[]> ids = arrayAgg(FILE_CHANGE.FILE_ID).as("ids");
        Field<String[]> paths = arrayAgg(PATH.PATH_).as("paths");
        Field<String[]> states = arrayAgg(FILE_CHANGE.STATUS).as("states");
        Table<?> touched = lateral(select(ids, paths, states)
                        .from(FILE_CHANGE)
                        .join(PATH)
                        .on(PATH.REPOSITORY_ID.eq(FILE_CHANGE.REPOSITORY_ID).and(PATH.ID.eq(FILE_CHANGE.PATH_ID)))
                        .where(FILE_CHANGE.REPOSITORY_ID.eq(COMMIT_MEMORY.REPOSITORY_ID))
                        .and(FILE_CHANGE.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                .asTable("touched");
        // A transaction, since PostgreSQL sends rows piece by piece only inside one.
        db.transaction(tx -> {
            try (Cursor<Record6<byte[], OffsetDateTime, byte[], Integer[], String[], String[]>> rows = tx.dsl()
                    .select(
                            COMMIT_MEMORY.SHA,
                            COMMIT_MEMORY.COMMITTED_AT,
                            StoredFeatures.BINARY,
                            touched.field(ids),
                            touched.field(paths),
                            touched.field(states))
                    .from(COMMIT_MEMORY)
                    .join(COMMIT_FEATURES)
                    .on(COMMIT_FEATURES
                            .REPOSITORY_ID
                            .eq(COMMIT_MEMORY.REPOSITORY_ID)
                            .and(COMMIT_FEATURES.COMMIT_ID.eq(COMMIT_MEMORY.ID)))
                    .crossJoin(touched)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .and(COMMIT_MEMORY.POSITION.isNotNull())
                    .and(COMMIT_MEMORY.COMMITTED_AT.le(RepositoryMemory.utc(now)))
                    .orderBy(COMMIT_MEMORY.COMMITTED_AT, COMMIT_MEMORY.POSITION)
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                while (rows.hasNext()) {
                    sink.accept(change(rows.fetchNext()));
                }
            }
        });
    }

    private PastChange change(Record6<byte[], OffsetDateTime, byte[], Integer[], String[], String[]> row) {
        String sha = HexFormat.of().formatHex(row.value1());
        LabelledCommit commit = new LabelledCommit(
                sha,
                row.value2().toInstant(),
                StoredFeatures.of(row.value3()),
                findings.getOrDefault(sha, Findings.NONE),
                false);
        return new PastChange(commit, files(row.value4(), row.value5(), row.value6()));
    }

    private static List<TouchedFile> files(Integer[] ids, String[] paths, String[] states) {
        List<TouchedFile> files = new ArrayList<>();
        // Null where the commit touches none.
        for (int i = 0; ids != null && i < ids.length; i++) {
            files.add(new TouchedFile(ids[i], paths[i], states[i].charAt(0) == FileStatus.DELETED.code()));
        }
        return files;
    }
}

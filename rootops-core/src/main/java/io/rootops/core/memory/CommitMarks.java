package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Carries over to a commit's next row what no reading of git can tell of it. The row has it as long as it stands, else
 * {@code commit_mark} does. In the caller's transaction and under the repository's lock.
 */
final class CommitMarks {
    private final DSLContext db;
    private final int repository;

    CommitMarks(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /**
     * What was done with a commit before.
     *
     * @param analyzed it had been analysed, by itself or because somebody asked
     * @param shown it, or the pull request that it is the merge of, had a score before: somebody may have seen it
     */
    record Mark(boolean analyzed, boolean shown) {
        static final Mark NONE = new Mark(false, false);

        Mark or(Mark other) {
            return new Mark(analyzed || other.analyzed, shown || other.shown);
        }
    }

    /** Those of these commits, by sha; from rows that are about to be replaced, and from marks, which go with this. */
    Map<String, Mark> take(byte[][] shas) {
        Map<String, Mark> marks = new HashMap<>();
        db.select(COMMIT_MEMORY.SHA, COMMIT_MEMORY.ANALYZED, field(shown()))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(any(val(shas))))
                .and(COMMIT_MEMORY.POSITION.isNull())
                .forEach(it -> marks.put(hex(it.value1()), new Mark(it.value2(), it.value3())));
        db.deleteFrom(COMMIT_MARK)
                .where(COMMIT_MARK.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MARK.SHA.eq(any(val(shas))))
                .returning()
                .fetch()
                .forEach(it ->
                        marks.merge(hex(it.getSha()), new Mark(it.getAnalyzed(), it.getShownBeforeMerge()), Mark::or));
        new MergedPulls(db, repository).shown(shas).forEach(it -> marks.merge(it, new Mark(false, true), Mark::or));
        return marks;
    }

    /** Every commit's row is about to go. */
    void keepAll() {
        keep(noCondition());
    }

    /** The rows that were read ahead are about to go. */
    void keepProvisional() {
        keep(condition(COMMIT_MEMORY.PROVISIONAL));
    }

    private void keep(Condition which) {
        db.insertInto(
                        COMMIT_MARK,
                        COMMIT_MARK.REPOSITORY_ID,
                        COMMIT_MARK.SHA,
                        COMMIT_MARK.ANALYZED,
                        COMMIT_MARK.SHOWN_BEFORE_MERGE,
                        COMMIT_MARK.PATCH_ID,
                        COMMIT_MARK.AUTHOR_ID,
                        COMMIT_MARK.SUBJECT,
                        COMMIT_MARK.COMMITTED_AT)
                .select(db.select(
                                COMMIT_MEMORY.REPOSITORY_ID,
                                COMMIT_MEMORY.SHA,
                                COMMIT_MEMORY.ANALYZED,
                                field(shown()),
                                ofShown(COMMIT_MEMORY.PATCH_ID),
                                ofShown(COMMIT_MEMORY.AUTHOR_ID),
                                ofShown(COMMIT_MEMORY.SUBJECT),
                                ofShown(COMMIT_MEMORY.COMMITTED_AT))
                        .from(COMMIT_MEMORY)
                        .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                        .and(COMMIT_MEMORY.RANKABLE)
                        .and(condition(COMMIT_MEMORY.ANALYZED).or(COMMIT_MEMORY.SHOWN_BEFORE_MERGE))
                        .and(which))
                .onConflict(COMMIT_MARK.REPOSITORY_ID, COMMIT_MARK.SHA)
                .doUpdate()
                .set(COMMIT_MARK.ANALYZED, either(COMMIT_MARK.ANALYZED))
                .set(COMMIT_MARK.SHOWN_BEFORE_MERGE, either(COMMIT_MARK.SHOWN_BEFORE_MERGE))
                .set(COMMIT_MARK.PATCH_ID, newest(COMMIT_MARK.PATCH_ID))
                .set(COMMIT_MARK.AUTHOR_ID, newest(COMMIT_MARK.AUTHOR_ID))
                .set(COMMIT_MARK.SUBJECT, newest(COMMIT_MARK.SUBJECT))
                .set(COMMIT_MARK.COMMITTED_AT, newest(COMMIT_MARK.COMMITTED_AT))
                .execute();
    }

    private static Field<Boolean> either(Field<Boolean> column) {
        return field(condition(column).or(excluded(column)));
    }

    private static <T> Field<T> newest(Field<T> column) {
        return coalesce(excluded(column), column);
    }

    private static <T> Field<T> ofShown(Field<T> column) {
        return when(shown(), column);
    }

    /** Whether the commit's score was there while it waited on another branch, or on several under other shas. */
    static Condition shown() {
        return condition(COMMIT_MEMORY.SHOWN_BEFORE_MERGE)
                .or(COMMIT_MEMORY
                        .POSITION
                        .isNull()
                        .and(COMMIT_MEMORY.PERCENTILE.isNotNull())
                        .and(COMMIT_MEMORY.LISTED.isDistinctFrom(ListedRows.ON_DEFAULT))
                        .and(exists(selectOne()
                                .from(BRANCH_COMMIT)
                                .where(BRANCH_COMMIT
                                        .REPOSITORY_ID
                                        .eq(COMMIT_MEMORY.REPOSITORY_ID)
                                        .and(BRANCH_COMMIT.COMMIT_ID.eq(COMMIT_MEMORY.ID))))));
    }

    private static String hex(byte[] sha) {
        return HexFormat.of().formatHex(sha);
    }
}

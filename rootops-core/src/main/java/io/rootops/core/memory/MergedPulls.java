package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST_COMMIT;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * What a merge put on a branch inherits of its pull request: a squashed commit is another one than those that were read,
 * and people had seen their score before they merged it. In the caller's transaction and under the repository's lock.
 */
final class MergedPulls {
    private final DSLContext db;
    private final int repository;

    MergedPulls(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** Those of these commits that are the merge of a pull request whose score was told there before. */
    Set<String> shown(byte[][] shas) {
        Set<String> shown = new HashSet<>();
        db.select(PULL_REQUEST.MERGE_COMMIT_SHA)
                .from(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository))
                .and(PULL_REQUEST.MERGE_COMMIT_SHA.eq(any(val(shas))))
                .and(told())
                .forEach(it -> shown.add(HexFormat.of().formatHex(it.value1())));
        return shown;
    }

    /** The commit came before the news that it is the merge of this one. */
    void markShown(int number) {
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.SHOWN_BEFORE_MERGE, true)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHOWN_BEFORE_MERGE.isFalse())
                .and(COMMIT_MEMORY.SHA.in(select(PULL_REQUEST.MERGE_COMMIT_SHA)
                        .from(PULL_REQUEST)
                        .where(PULL_REQUEST.REPOSITORY_ID.eq(repository))
                        .and(PULL_REQUEST.NUMBER.eq(number))
                        .and(told())))
                .execute();
    }

    private static Condition told() {
        return exists(selectOne()
                .from(RISK_REPORT)
                .join(PULL_REQUEST_COMMIT)
                .on(PULL_REQUEST_COMMIT
                        .REPOSITORY_ID
                        .eq(RISK_REPORT.REPOSITORY_ID)
                        .and(PULL_REQUEST_COMMIT.SHA.eq(RISK_REPORT.SHA)))
                .where(PULL_REQUEST_COMMIT.REPOSITORY_ID.eq(PULL_REQUEST.REPOSITORY_ID))
                .and(PULL_REQUEST_COMMIT.NUMBER.eq(PULL_REQUEST.NUMBER))
                .and(RISK_REPORT.FIRST_TOLD_AT.le(PULL_REQUEST.MERGED_AT)));
    }
}

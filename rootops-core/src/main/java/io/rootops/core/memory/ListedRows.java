package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.rootops.core.history.BranchHead;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Where commits stand that a forge's list of files alone tells of, in the caller's transaction and under the repository's
 * lock. The default branch has a row among the branches as long as the forge knows more of it than the clone.
 */
final class ListedRows {
    static final String ON_DEFAULT = "on_default";
    static final String WAITING = "waiting";

    /** Of rows of {@code branch_commit}. */
    static final Condition OF_OTHER_BRANCH = notExists(selectOne()
            .from(BRANCH)
            .where(BRANCH.REPOSITORY_ID.eq(BRANCH_COMMIT.REPOSITORY_ID))
            .and(BRANCH.NAME.eq(BRANCH_COMMIT.BRANCH))
            .and(BRANCH.LISTED.eq(inline(ON_DEFAULT))));

    private final DSLContext db;
    private final int repository;

    ListedRows(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** @param members stored ones that the branch brings, whoever told of them */
    void branch(BranchHead branch, Collection<String> members, boolean onDefault, Instant now) {
        String listed = onDefault ? ON_DEFAULT : WAITING;
        db.insertInto(BRANCH)
                .set(BRANCH.REPOSITORY_ID, repository)
                .set(BRANCH.NAME, branch.name())
                .set(BRANCH.HEAD, HexFormat.of().parseHex(branch.sha()))
                .set(BRANCH.SEEN_AT, utc(now))
                .set(BRANCH.LISTED, listed)
                .onConflict(BRANCH.REPOSITORY_ID, BRANCH.NAME)
                .doUpdate()
                .set(BRANCH.HEAD, excluded(BRANCH.HEAD))
                .set(BRANCH.SEEN_AT, excluded(BRANCH.SEEN_AT))
                .set(BRANCH.LISTED, excluded(BRANCH.LISTED))
                .set(BRANCH.STALE, false)
                .execute();
        byte[][] shas = members.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        if (onDefault) {
            merged(shas);
        }
        if (shas.length > 0) {
            BatchWriter.members(db, repository, branch.name(), shas, now);
        } else {
            // Too far ahead to be told, perhaps: that is no word of what has left it.
            new Departures(db, repository, now).untold(List.of(branch.name()));
            db.deleteFrom(BRANCH_COMMIT)
                    .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository).and(BRANCH_COMMIT.BRANCH.eq(branch.name())))
                    .execute();
        }
    }

    /**
     * Whose score was there on another branch before the merge keeps that. One that waits on none was on the default
     * branch before, which was read from git meanwhile without it.
     */
    private void merged(byte[][] shas) {
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.SHOWN_BEFORE_MERGE, field(CommitMarks.shown()))
                .set(COMMIT_MEMORY.LISTED, ON_DEFAULT)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(any(val(shas))))
                .and(COMMIT_MEMORY.LISTED.eq(WAITING))
                .execute();
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.LISTED, WAITING)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.ne(org.jooq.impl.DSL.all(val(shas))))
                .and(COMMIT_MEMORY.LISTED.eq(ON_DEFAULT))
                .execute();
    }

    /** What the clone lacks of the default branch may be on its way, so nothing has left it. */
    void forgetDefault(Instant now) {
        List<String> names = db.select(BRANCH.NAME)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.LISTED.eq(ON_DEFAULT)))
                .fetch(BRANCH.NAME);
        new Departures(db, repository, now).untold(names);
        db.deleteFrom(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.NAME.in(names)))
                .execute();
    }

    /** The default branch was read from git: what it has not brought is not on it. */
    void settle() {
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.LISTED, WAITING)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.LISTED.eq(ON_DEFAULT))
                .andNot(exists(selectOne()
                        .from(BRANCH)
                        .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.LISTED.eq(ON_DEFAULT)))))
                .execute();
    }
}

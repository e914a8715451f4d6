package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.rootops.core.memory.schema.DefaultSchema;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Takes all commits of a repository out of the memory, with what hangs on each of them. In the caller's transaction, but
 * in many statements: one alone would say nothing for so long that the connection is given up, and PostgreSQL keeps in
 * memory what a statement deletes until its foreign keys are looked at.
 */
final class CommitRemoval {
    /** Commits in one statement. */
    private static final int AT_ONCE = 10_000;

    /** Those with rows of a commit. They go first: to find them commit by commit takes far longer. */
    private static final List<Table<?>> PARTS = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
            .filter(it -> commit(it) != null)
            .<Table<?>>map(it -> it)
            .toList();

    private final DSLContext db;

    CommitRemoval(DSLContext db) {
        this.db = db;
    }

    void of(int repository) {
        var ends = db.select(min(COMMIT_MEMORY.ID), max(COMMIT_MEMORY.ID))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .fetchSingle();
        if (ends.value1() == null) {
            return;
        }
        for (long from = ends.value1(); from <= ends.value2(); from += AT_ONCE) {
            for (Table<?> part : PARTS) {
                delete(part, repository, Objects.requireNonNull(commit(part)), from);
            }
            delete(COMMIT_MEMORY, repository, COMMIT_MEMORY.ID, from);
        }
    }

    private void delete(Table<?> table, int repository, Field<Integer> commit, long from) {
        Field<Integer> owner =
                Objects.requireNonNull(table.field(COMMIT_MEMORY.REPOSITORY_ID.getName(), Integer.class));
        db.deleteFrom(table)
                .where(owner.eq(repository))
                .and(commit.between((int) from, (int) Math.min(from + AT_ONCE - 1, Integer.MAX_VALUE)))
                .execute();
    }

    private static @Nullable Field<Integer> commit(Table<?> table) {
        return table.field(COMMIT_FEATURES.COMMIT_ID.getName(), Integer.class);
    }
}

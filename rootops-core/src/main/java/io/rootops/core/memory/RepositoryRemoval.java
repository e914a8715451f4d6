package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INSTALLATION;
import static io.rootops.core.memory.schema.Tables.INSTALLED_REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY_ALIAS;
import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.DefaultSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** Takes a repository out of the memory with all that was learned of it. */
public final class RepositoryRemoval {
    /** Those whose instances are numbers of repositories. */
    private static final List<String> TASKS = List.of("scheduled_tasks", "poll_tasks");

    private final DSLContext db;

    public RepositoryRemoval(DSLContext db) {
        this.db = db;
    }

    /** The account by whose installation of the GitHub App it is followed: there it would be taken up again. */
    public Optional<String> installedBy(RepositoryId repository) {
        return db.select(INSTALLATION.ACCOUNT)
                .from(INSTALLED_REPOSITORY)
                .join(INSTALLATION)
                .on(INSTALLATION.ID.eq(INSTALLED_REPOSITORY.INSTALLATION_ID))
                .join(REPOSITORY)
                .on(REPOSITORY.GITHUB_ID.eq(INSTALLED_REPOSITORY.GITHUB_ID))
                .where(REPOSITORY.ID.eq(repository.value()))
                .and(REPOSITORY.PAUSED.isNull())
                .and(INSTALLED_REPOSITORY.LEFT_OUT.isNull())
                .and(INSTALLATION.REMOVED_AT.isNull())
                .limit(1)
                .fetchOptional(INSTALLATION.ACCOUNT);
    }

    /**
     * Removes it, all or nothing. A reading that is under way waits, and finds nothing to write to.
     *
     * @return where it was, and was before
     */
    public List<String> remove(RepositoryId repository) {
        int id = repository.value();
        return db.transactionResult(tx -> {
            DSLContext inside = tx.dsl();
            inside.execute("select pg_advisory_xact_lock({0})", val((long) id));
            List<String> locations = new ArrayList<>(inside.select(REPOSITORY.LOCATION)
                    .from(REPOSITORY)
                    .where(REPOSITORY.ID.eq(id))
                    .fetch(REPOSITORY.LOCATION));
            locations.addAll(inside.select(REPOSITORY_ALIAS.LOCATION)
                    .from(REPOSITORY_ALIAS)
                    .where(REPOSITORY_ALIAS.REPOSITORY_ID.eq(id))
                    .fetch(REPOSITORY_ALIAS.LOCATION));
            inside.deleteFrom(WEBHOOK_INBOX)
                    .where(WEBHOOK_INBOX.GITHUB_ID.in(
                            inside.select(REPOSITORY.GITHUB_ID).from(REPOSITORY).where(REPOSITORY.ID.eq(id))))
                    .execute();
            for (String tasks : TASKS) {
                // What is under way ends by itself: it finds nothing to go on with.
                inside.execute(
                        "delete from " + tasks + " where not picked and task_instance = {0}", val(String.valueOf(id)));
            }
            new CommitRemoval(inside).of(id);
            for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
                Field<Integer> owner = table.field(REPOSITORY_ALIAS.REPOSITORY_ID.getName(), Integer.class);
                if (owner != null) {
                    inside.deleteFrom(table).where(owner.eq(id)).execute();
                }
            }
            inside.deleteFrom(REPOSITORY).where(REPOSITORY.ID.eq(id)).execute();
            return locations;
        });
    }
}

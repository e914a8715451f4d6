package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.pull.PullRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Keeps the commits of one repository that a forge's list of files alone tells of, beside those that were read from git.
 * Each call is one transaction that holds the repository's lock, as with {@link HistoryStore}.
 */
public final class ListedStore {
    private final DSLContext db;
    private final int repository;
    private final InstantSource clock;

    public ListedStore(DSLContext db, RepositoryId repository, InstantSource clock) {
        this.db = db;
        this.repository = repository.value();
        this.clock = clock;
    }

    /**
     * Stores commits. What is stored already stays as it is, whoever told of it.
     *
     * @param onDefault they are on the default branch by the forge's word
     */
    public void add(List<MinedCommit> commits, boolean onDefault, Scoring scoring) {
        transaction(connection -> {
            Set<String> stored = stored(
                    DSL.using(connection, SQLDialect.POSTGRES),
                    commits.stream().map(it -> it.commit().sha()).toList());
            List<MinedCommit> unknown = commits.stream()
                    .filter(it -> !stored.contains(it.commit().sha()))
                    .toList();
            new BatchWriter(connection, repository, new KnownIds(repository), clock.instant())
                    .listed(unknown, onDefault, scoring);
        });
    }

    /**
     * Where a branch, or a pull request under the name of its ref, stands by the forge's word.
     *
     * @param members all that it brings; of them what is stored is kept
     */
    public void branch(BranchHead branch, Collection<String> members, boolean onDefault) {
        transaction(connection -> new ListedRows(DSL.using(connection, SQLDialect.POSTGRES), repository)
                .branch(branch, members, onDefault, clock.instant()));
    }

    /** Forgets what the forge said of the default branch, which git tells from now on. */
    public void forgetDefault() {
        transaction(connection ->
                new ListedRows(DSL.using(connection, SQLDialect.POSTGRES), repository).forgetDefault(clock.instant()));
    }

    /** To be called when all branches were read from git. */
    public void settle() {
        new ListedRows(db, repository).settle();
    }

    /** Branches of which the forge knows more than the clone, with their heads; without pull requests. */
    public Map<String, String> heads() {
        return db.select(BRANCH.NAME, BRANCH.HEAD)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository).and(BRANCH.NAME.notLike(PullRequest.REFS + "%")))
                .and(BRANCH.LISTED.isNotNull())
                .fetchMap(BRANCH.NAME, it -> hex(it.value2()));
    }

    /** What a branch brings. */
    public Set<String> members(String branch) {
        return db.select(COMMIT_MEMORY.SHA)
                .from(BRANCH_COMMIT)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(BRANCH_COMMIT.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(BRANCH_COMMIT.COMMIT_ID)))
                .where(BRANCH_COMMIT.REPOSITORY_ID.eq(repository).and(BRANCH_COMMIT.BRANCH.eq(branch)))
                .fetchSet(it -> hex(it.value1()));
    }

    /** Those of these commits that are stored, whoever told of them; one that was only read ahead is not. */
    public Set<String> stored(Collection<String> shas) {
        return stored(db, shas);
    }

    /** Whether the branches were looked at before, by git or by the forge's word. */
    public boolean looked() {
        return db.fetchExists(REPOSITORY, REPOSITORY.ID.eq(repository).and(REPOSITORY.HEADS_READ_AT.isNotNull()));
    }

    private Set<String> stored(DSLContext inside, Collection<String> shas) {
        byte[][] wanted = shas.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        return inside.select(COMMIT_MEMORY.SHA)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(any(val(wanted))))
                .andNot(COMMIT_MEMORY.PROVISIONAL)
                .fetchSet(it -> hex(it.value1()));
    }

    private static String hex(byte[] sha) {
        return HexFormat.of().formatHex(sha);
    }

    private void transaction(Work work) {
        db.transaction(tx -> tx.dsl().connection(connection -> {
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository));
            work.in(connection);
        }));
    }

    private interface Work {
        void in(Connection connection) throws SQLException;
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.risk.RiskModel;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/** Commits that wait for their analysis. */
public final class AnalysisMemory {
    private final DSLContext db;
    private final InstantSource clock;

    public AnalysisMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Scores those of them that wait; before there is a model they get their place with the first ranking. */
    public int analyze(RepositoryId repository, Collection<String> shas) {
        return db.transactionResult(tx -> {
            DSLContext inside = tx.dsl();
            inside.execute("select pg_advisory_xact_lock({0})", val((long) repository.value()));
            int[] ids = inside
                    .update(COMMIT_MEMORY)
                    .set(COMMIT_MEMORY.ANALYZED, true)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .andNot(COMMIT_MEMORY.ANALYZED)
                    .and(COMMIT_MEMORY.SHA.eq(any(val(bytes(shas)))))
                    .returningResult(COMMIT_MEMORY.ID)
                    .fetch()
                    .stream()
                    .mapToInt(it -> it.value1())
                    .toArray();
            RiskModel model =
                    new ModelMemory(inside, clock).scoring(repository, true).model();
            if (ids.length > 0 && model != null) {
                inside.connection(
                        connection -> new Ranking(connection, repository.value(), clock.instant()).rank(model, ids));
            }
            return ids.length;
        });
    }

    /** Those of them that are not stored. */
    public List<String> unknown(RepositoryId repository, Collection<String> shas) {
        Set<String> known = db.select(COMMIT_MEMORY.SHA)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .and(COMMIT_MEMORY.SHA.eq(any(val(bytes(shas)))))
                .fetchSet(it -> HexFormat.of().formatHex(it.value1()));
        return shas.stream().filter(it -> !known.contains(it)).toList();
    }

    private static byte[][] bytes(Collection<String> shas) {
        return shas.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }
}

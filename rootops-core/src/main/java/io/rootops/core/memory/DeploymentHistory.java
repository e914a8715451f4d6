package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.HELD_OUT_SCORE;
import static org.jooq.impl.DSL.percentRank;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Row;
import io.rootops.core.pattern.PastDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;

/** All deployments of a repository that went live, each environment by the surest source that tells of it. */
final class DeploymentHistory {
    /** Environments; those that come and go are none of these. */
    private static final int MOST = 50;

    private static final int ROWS_AT_ONCE = 1_000;

    private final DSLContext db;
    private final DoraMemory dora;

    DeploymentHistory(DSLContext db) {
        this.db = db;
        this.dora = new DoraMemory(
                new ServedDeployments(db),
                new LiveCommits(db),
                new VerdictAnswers(db),
                new IncidentMemory(db),
                new IncidentAnswers(db));
    }

    /** In the order of time. */
    List<PastDeployment> read(RepositoryId repository, Instant now) {
        Map<DeploymentTarget, List<Row>> rows = new LinkedHashMap<>();
        targets(repository).forEach(it -> rows.put(it, dora.rows(repository, it, now)));
        Map<String, Double> places = places(repository, shas(rows.values()));
        List<PastDeployment> all = new ArrayList<>();
        rows.forEach((target, its) ->
                all.addAll(PastDeployment.of(its, target.environment().name(), places)));
        all.sort(Comparator.comparing(PastDeployment::at));
        return all;
    }

    /** Pushes are only taken for deployments, and forgotten sooner. */
    private List<DeploymentTarget> targets(RepositoryId repository) {
        return DeploymentTarget.surest(dora.targets(repository, Instant.EPOCH).stream()
                        .filter(it -> it.source() != Rung.PUSH)
                        .filter(it -> !it.environment().isTransient())
                        .toList())
                .stream()
                .sorted(Comparator.comparingInt(DeploymentTarget::deployments).reversed())
                .limit(MOST)
                .toList();
    }

    private static Set<String> shas(Iterable<List<Row>> rows) {
        Set<String> shas = new HashSet<>();
        rows.forEach(some ->
                some.forEach(row -> row.changes().stream().map(LiveCommit::sha).forEach(shas::add)));
        return shas;
    }

    /** By models that knew nothing of what became of them, among the commits of their time; newer ones are in none of these. */
    private Map<String, Double> places(RepositoryId repository, Set<String> wanted) {
        Map<String, Double> places = new HashMap<>();
        if (wanted.isEmpty()) {
            return places;
        }
        Field<Double> place = percentRank()
                .over()
                .partitionBy(HELD_OUT_SCORE.PERIOD)
                .orderBy(HELD_OUT_SCORE.LOGIT)
                .cast(Double.class)
                .times(100.0);
        db.transaction(tx -> {
            try (Cursor<Record2<byte[], Double>> rows = tx.dsl()
                    .select(COMMIT_MEMORY.SHA, place)
                    .from(HELD_OUT_SCORE)
                    .join(COMMIT_MEMORY)
                    .on(COMMIT_MEMORY
                            .REPOSITORY_ID
                            .eq(HELD_OUT_SCORE.REPOSITORY_ID)
                            .and(COMMIT_MEMORY.ID.eq(HELD_OUT_SCORE.COMMIT_ID)))
                    .where(HELD_OUT_SCORE.REPOSITORY_ID.eq(repository.value()))
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                while (rows.hasNext()) {
                    Record2<byte[], Double> row = rows.fetchNext();
                    String sha = HexFormat.of().formatHex(row.value1());
                    if (wanted.contains(sha)) {
                        places.put(sha, row.value2());
                    }
                }
            }
        });
        return places;
    }
}
